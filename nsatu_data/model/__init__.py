"""The records' fields and terms: models, vocabularies, the forms of strings, and the tables derived from them."""
