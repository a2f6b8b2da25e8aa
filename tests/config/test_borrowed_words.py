"""Django's own words that our screens show, where Django has no Urdu."""

import datetime as dt

from django.template.defaultfilters import timeuntil_filter
from django.utils.translation import override

NOW = dt.datetime(2025, 4, 8, 4, tzinfo=dt.UTC)


def test_spans_of_time_are_told_in_urdu():
    with override("ur"):
        told = timeuntil_filter(NOW + dt.timedelta(days=2, hours=23), NOW)
    assert told.replace("\xa0", " ") == "2 دن، 23 گھنٹے"
