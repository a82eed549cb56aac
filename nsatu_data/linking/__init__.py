"""Links between records: the facts that rules check, references, suggestions for ids, and comparison with texts."""
