"""What all tests share: hypothesis runs without a clock and without a database, and no one's wish for colours counts."""

import os

from hypothesis import settings

os.environ.pop("FORCE_COLOR", None)

settings.register_profile("suite", deadline=None, database=None, derandomize=True, max_examples=60)
settings.load_profile("suite")
