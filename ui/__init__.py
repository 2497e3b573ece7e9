"""The window of the after-sales desk; it is not built yet."""
