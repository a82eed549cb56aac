"""The tables of a dataset, derived from the models. One description serves all exports to tables and frames."""
