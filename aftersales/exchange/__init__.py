"""Spreadsheets in and out: what others wrote becomes rows in our words, what we write cannot bite."""
