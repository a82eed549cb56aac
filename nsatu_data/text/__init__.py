"""The text of a source: its canonical form, sentences, words, coverage by evidence, and the cues of a language."""
