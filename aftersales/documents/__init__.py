"""The only package that draws PDF: a value and its labels go in, bytes come out; same input, same bytes."""
