"""Photos: made small off the window, shown as thumbnails, looked at in full size."""
