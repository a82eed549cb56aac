"""Finds, reads and replaces the files of a dataset, and reads the package's own data."""
