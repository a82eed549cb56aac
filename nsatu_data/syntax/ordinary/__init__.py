"""Reads YAML as people and other programs write it, for the command `format`: values and comments."""
