"""Files that people see: of a form, of a case, in full size."""
