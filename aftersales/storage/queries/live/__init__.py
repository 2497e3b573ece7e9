"""What a desk asks because of other desks: what changed, who is there, what it was told, what runs out."""
