"""The records of a case and of the office, as the data dictionary lists them."""
