"""Links between records: the facts that rules check, references between records, and suggestions for ids."""
