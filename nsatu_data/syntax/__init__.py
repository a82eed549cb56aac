"""Reads YAML and JSON, with the line and column of each value, and writes YAML."""
