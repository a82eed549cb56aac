"""Ways out: a dataset as one file for other tools."""
