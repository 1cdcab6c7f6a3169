"""How long and how much memory each step takes, beside what cannot be avoided."""
