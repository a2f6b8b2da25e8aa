"""Pages begin with nothing kept of an earlier test."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()
