"""What is derived from the models: the published JSON Schema, its reference pages, and generated modules."""
