"""The style guide renders in every language, and nothing on it needs more than the strict content security policy."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils import translation


@pytest.fixture(params=[code for code, _ in settings.LANGUAGES])
def page(request, client):
    return client.get("/styleguide/", headers={"Accept-Language": request.param}).content.decode()


def test_styleguide_names_language_and_direction(page):
    language, direction = re.search(r'<html lang="(\w+)" dir="(\w+)"', page).groups()
    assert direction == ("rtl" if translation.get_language_info(language)["bidi"] else "ltr")


def test_styleguide_has_no_inline_style_or_script(page):
    assert not re.search(r'\sstyle="|<style|\son\w+="|<script(?![^>]*\ssrc=)', page)


def test_styleguide_names_the_zone(page):
    assert "Asia/Karachi, UTC+05:00" in page


def test_every_file_that_a_stylesheet_names_exists():
    sheets = list(settings.STATICFILES_DIRS[0].glob("css/*.css"))
    named = {target for sheet in sheets for target in re.findall(r'url\("\.\./([^"]+)"\)', sheet.read_text())}
    assert named
    assert [target for target in named if not finders.find(target)] == []
