"""Builds the site: the page of the dataset, the handbook, findings, schemas, and downloads.

`make site` runs it as `python -m docs.site FOLDER`. It needs no network, and equal sources give equal bytes.
"""
