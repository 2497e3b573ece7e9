"""Any tuple of frozen rows as a Qt model; a column is one tuple in the view."""
