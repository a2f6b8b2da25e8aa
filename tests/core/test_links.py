"""Addresses in mails and calendars."""

from core import links


def test_absolute_puts_the_path_under_the_base_url(settings):
    settings.BASE_URL = "https://forum.example"
    assert links.absolute("/pmif25/programme/") == "https://forum.example/pmif25/programme/"
