"""Write what nobody should type: source records made from texts, evidence made from words, and record templates."""
