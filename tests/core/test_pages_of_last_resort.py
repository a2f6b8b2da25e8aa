"""Error pages and the mail layout render with nothing in the context: they are needed when nothing else works."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.views import defaults


@pytest.mark.parametrize(
    ("status", "view"),
    [(400, defaults.bad_request), (403, defaults.permission_denied), (404, defaults.page_not_found)],
)
def test_error_page_says_what_happened_and_where_to_go(rf, status, view):
    response = view(rf.get("/nowhere/"), Exception("refused"))
    body = response.content.decode()
    assert response.status_code == status
    assert 'class="error-page"' in body
    assert "Back to the start" in body


def test_server_error_page_needs_no_request_and_no_database(rf):
    response = defaults.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Nothing was half-written" in response.content.decode()


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ur", "rtl")])
def test_mail_layout_follows_the_language_of_the_recipient(language, direction):
    with translation.override(language):
        body = render_to_string("mail/base.html")
    assert f'<html lang="{language}" dir="{direction}">' in body


def test_mail_layout_escapes_facts_and_shows_the_action():
    context = {
        "facts": [("Room", "<Hall>"), ("Nothing", "")],
        "action_url": "https://x.example/a",
        "action_label": "Open",
    }
    body = render_to_string("mail/base.html", context)
    assert "&lt;Hall&gt;" in body
    assert "Nothing" not in body
    assert 'href="https://x.example/a"' in body


def test_text_mail_does_not_escape():
    assert "Room: A & B" in render_to_string("mail/base.txt", {"facts": [("Room", "A & B")]})
