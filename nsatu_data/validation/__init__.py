"""Checks a dataset: reads its files, judges each record, runs the rules, and reports what it found."""
