"""The gallery: components, every view, every paper page as pictures; to be looked at (``make gallery``)."""
