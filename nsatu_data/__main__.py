"""`python -m nsatu_data` is the command `nsatu-data`."""

import sys

from nsatu_data.cli import main

sys.exit(main())
