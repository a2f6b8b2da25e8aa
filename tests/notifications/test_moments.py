"""A time that nobody can misread."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import translation

ELEVEN = "2025-04-08T11:00:00+05:00"
KARACHI = {"timezone": "Asia/Karachi"}


def said(expression, *, autoescape=False, **facts):
    return Template("{% load moments %}{% moment " + expression + " %}").render(Context(facts, autoescape=autoescape))


def test_moment_names_the_zone_of_the_edition():
    assert said("at", at=ELEVEN, edition=KARACHI) == "Tuesday 8 April 2025, 11:00 (Asia/Karachi, PKT)"


def test_moment_takes_a_datetime_and_a_row_as_well():
    at, edition = dt.datetime(2025, 4, 8, 6, tzinfo=dt.UTC), SimpleNamespace(timezone="Asia/Karachi")
    assert said("at", at=at, edition=edition) == "Tuesday 8 April 2025, 11:00 (Asia/Karachi, PKT)"


def test_moment_puts_the_readers_time_beside_it():
    reader = {"timezone": "Europe/Berlin"}
    words = said("at until=end", at=ELEVEN, end="2025-04-08T11:30:00+05:00", edition=KARACHI, recipient=reader)
    assert words == (
        "Tuesday 8 April 2025, 11:00–11:30 (Asia/Karachi, PKT); your time 08:00–08:30 (Europe/Berlin, CEST)"
    )


def test_moment_says_the_readers_day_when_it_is_another():
    words = said("at", at=ELEVEN, edition=KARACHI, recipient={"timezone": "America/Los_Angeles"})
    assert words.endswith("; your time Monday 7 April 2025, 23:00 (America/Los_Angeles, PDT)")


@pytest.mark.parametrize("zone", ["", "Asia/Karachi", "Asia/Tashkent"])
def test_moment_is_silent_about_a_clock_that_reads_the_same(zone):
    assert "your time" not in said("at", at=ELEVEN, edition=KARACHI, recipient={"timezone": zone})


def test_moment_gives_an_offset_where_a_zone_has_no_letters():
    assert said("at", at=ELEVEN, edition={"timezone": "Asia/Dubai"}).endswith("10:00 (Asia/Dubai, UTC+4)")
    assert said("at", at=ELEVEN, edition={"timezone": "Asia/Kathmandu"}).endswith("11:45 (Asia/Kathmandu, UTC+5:45)")


def test_moment_is_markup_on_a_page():
    assert said("at", at=ELEVEN, edition=KARACHI, autoescape=True) == (
        '<time datetime="2025-04-08T11:00:00+05:00">Tuesday 8 April 2025, 11:00</time> '
        '<span class="zone">(<bdi>Asia/Karachi, PKT</bdi>)</span>'
    )


def test_moment_keeps_the_zone_whole_in_right_to_left_text():
    with translation.override("ur"):
        assert said("at", at=ELEVEN, edition=KARACHI).endswith("(\u2068Asia/Karachi, PKT\u2069)")


def test_moment_shows_nothing_for_a_time_not_set():
    assert said("at", at=None, edition=KARACHI) == ""


def test_moment_refuses_a_time_without_zone():
    with pytest.raises(ValueError, match="has no zone"):
        said("at", at="2025-04-08T11:00:00", edition=KARACHI)
