"""What all tests share: hypothesis without a clock or a database, and no wish for colours from outside."""

import os

from hypothesis import settings

os.environ.pop("FORCE_COLOR", None)

settings.register_profile("suite", deadline=None, database=None, derandomize=True, max_examples=60)
settings.load_profile("suite")
