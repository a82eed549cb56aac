"""Data frames and graphs of a dataset: an Arrow schema derived from the models, and pandas and polars from it."""
