"""What all tests share: hypothesis runs without a clock and without a database, the same everywhere."""

from hypothesis import settings

settings.register_profile("suite", deadline=None, database=None, derandomize=True, max_examples=60)
settings.load_profile("suite")
