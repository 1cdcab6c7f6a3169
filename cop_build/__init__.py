"""Only what experts confirmed reaches the public."""
