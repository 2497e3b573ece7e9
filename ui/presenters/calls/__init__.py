"""What is looked up and shown while somebody calls."""
