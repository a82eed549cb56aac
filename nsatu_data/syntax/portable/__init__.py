"""Portable YAML: its grammar, a fast reader, and a careful reader that reports faults and places."""
