"""A dataset as linked data (RDF): its names, JSON-LD, Turtle and SHACL shapes, all derived from the models."""
