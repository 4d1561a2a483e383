"""Orders of a small shop, over HTTP."""
