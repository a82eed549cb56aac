"""Checks a dataset: reads its files, judges each record by itself, then runs the rules across records.

How a record is judged:

1. The published schema accepts. `fast_accept` runs a compiled validator, and checks in Python what JSON Schema cannot
   express: the days of the calendar and a few conditions. A record that passes this step needs no other step.
2. The tables explain. `shape` compares a record that was not accepted with `model.field_table` and lists its faults.
3. The models build. For a bundle, or if the caller keeps records as `load` does, `judge_record.build_model` makes a
   pydantic model instead of step 1.

The models are the authority: the schema and the tables are derived from them. Tests compare the verdicts of all three,
for generated values and for the cases in tests/cases. tests/validation/test_fast_accept.py and
tests/schema/test_parity.py test the schema. tests/validation/test_field_faults.py and tests/validation/test_shape.py
test the tables.

A fault is a problem of one record before its file and line are known; a finding is a fault with both. A part is a file
of the dataset, or a record in a bundle. A pointer is a JSON pointer (RFC 6901), except in "evidence pointer".
"""
