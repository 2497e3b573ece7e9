"""What a screen shows and does, without Qt: codes and rows in, calls of a View's show_ functions out."""
