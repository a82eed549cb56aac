"""Makes what nobody should type: source records from texts, evidence from words, records to be filled in."""
