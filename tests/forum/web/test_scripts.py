"""Texts are set in the type of their own script, whatever the page's language."""

import pytest

from forum.templatetags.scripts import written_in
from forum.templatetags.sources import publisher


@pytest.mark.parametrize(
    ("text", "language"),
    [("Copper", "en"), ("تانبے کی کان کنی", "ur"), ("Copper تانبے", "ur"), ("样本", "zh"), ("", "en")],
)
def test_text_is_set_in_the_type_of_its_script(text, language):
    assert written_in(text) == language


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.dawnnews.tv/news/1", "dawnnews.tv"),
        ("http://urdu.pbc.gov.pk/x", "urdu.pbc.gov.pk"),
        ("nowhere", "nowhere"),
    ],
)
def test_source_names_who_stands_behind_it(address, name):
    assert publisher(address) == name
