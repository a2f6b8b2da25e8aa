"""``celery -A tests.journey.clocked``: the product's worker in a process whose clock shows JOURNEY_CLOCK and goes on.

The clock of the whole process is set, so the product needs no clock of its own for the sake of a test.
"""

import os
from datetime import datetime

import time_machine

time_machine.travel(datetime.fromisoformat(os.environ["JOURNEY_CLOCK"]), tick=True).start()

from config.celery import app  # noqa: E402, F401 - after the clock is set
