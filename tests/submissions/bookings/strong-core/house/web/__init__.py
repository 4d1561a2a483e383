"""HTTP: routes, access, errors, health, log lines."""
