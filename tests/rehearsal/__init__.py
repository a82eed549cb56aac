"""Rehearses a release: publishes the files to registries on this machine, and uses them from there as a user would."""
