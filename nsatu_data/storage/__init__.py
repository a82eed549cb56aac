"""The files of a dataset: where they lie, reading them, and replacing them whole; and the package's own data."""
