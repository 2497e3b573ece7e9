"""The print page: the paper at the left as it will be, printer and pages at the right."""
