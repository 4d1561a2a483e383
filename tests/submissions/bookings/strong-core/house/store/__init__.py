"""PostgreSQL: tables, statements, migrations, import."""
