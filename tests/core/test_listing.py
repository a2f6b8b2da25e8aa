"""Several things in one sentence."""

import pytest
from django.template import engines
from django.utils import translation

from core.listing import listed


@pytest.mark.parametrize(("language", "said"), [("en", "gold, copper"), ("ur", "gold، copper")])
def test_things_are_listed_with_the_comma_of_the_language(language, said):
    template = engines["django"].from_string("{% load listing %}{{ things|listed }}")
    with translation.override(language):
        assert listed(["gold", "copper"]) == said
        assert template.render({"things": ["gold", "copper"]}) == said
