"""The readers of portable YAML: its grammar, a quick reader, and a careful one that tells faults and places."""
