"""The sample community of this repository, and how its records are signed."""
