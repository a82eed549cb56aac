"""The dataset in Python: its records by kind, selected and followed, and the bundle that holds all of it."""
