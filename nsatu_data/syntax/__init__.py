"""YAML and JSON text to values and back, with the place of each value in its file."""
