"""What stands around the form while somebody calls."""
