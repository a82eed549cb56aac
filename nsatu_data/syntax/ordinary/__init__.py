"""Reads YAML as people write it, for `format`: values and comments, within limits."""
