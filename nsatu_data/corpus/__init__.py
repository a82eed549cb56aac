"""A corpus: many datasets, as folders, as JSON lines or as Parquet. Checked in parallel, without keeping it in memory.

`nsatu_data.storage.corpus_files` recognises a corpus. Each dataset of a corpus is a member. `chunks` divides a corpus;
a process judges a chunk (`judge_members`), and `check_corpus` puts the results in order.
"""
