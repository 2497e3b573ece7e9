"""The books: one unit of work on cases and the office, read and written whole."""
