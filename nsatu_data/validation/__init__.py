"""Checks a dataset: reads its files, judges each record, runs the rules, and reports what it found.

How a record is judged:

1. The published schema accepts. `fast_accept` asks a compiled validator; the calendar and the few conditions that JSON
   Schema cannot express it checks itself. Most records are sound, and for those this is all that happens.
2. The tables explain. `shape` compares a refused record with `model.field_table` and names each fault.
3. The models build. `judge_record.build_model` makes a pydantic model if a caller keeps records, as `load` does.

The models are the authority: the schema and the tables are derived from them, and they decide if the two disagree.
Tests hold all three to one verdict: tests/test_quick_judge.py and tests/test_schema_parity.py the schema,
tests/test_fitting.py and tests/test_shape.py the tables, all for generated values as well as for the cases.
"""
