"""Finds what changed between two versions of a dataset or of a schema, and how much a user's code notices.

Nothing here reads a file or writes output: two datasets, or two schemas, give a value that lists the changes.
"""
