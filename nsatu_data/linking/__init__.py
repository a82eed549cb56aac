"""What links records: the facts that rules look at, references between records, and suggestions for ids."""
