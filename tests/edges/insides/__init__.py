"""Files with and without each trait, hostile ones, and the process that looks into them."""
