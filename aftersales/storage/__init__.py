"""The only package that speaks SQL: rows and values, one unit of work, searches, on SQLite and PostgreSQL."""

from aftersales.storage import orm as orm  # first: it keeps peewee from loading PostgreSQL's driver
