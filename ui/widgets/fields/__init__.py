"""Fields of a form: one editor a file, and the label, mark and message around it."""
