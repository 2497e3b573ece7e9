"""Verbs that no person thinks of: being there, having read, the clock that tells whom a limit reaches."""
