"""The only package that speaks SQL: rows and values, one unit of work, searches, on SQLite and PostgreSQL."""
