"""Every kind of message has its words in every language; each app's notices.py gives sample facts as SAMPLES."""

import datetime as dt
import email
import email.policy
import importlib
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import translation

from notifications import topics
from notifications.models import Message
from notifications.rendering import kind_in_words, render, word_shortly

NOW = dt.datetime(2025, 4, 7, 8, tzinfo=dt.UTC)
MAIL = Path(settings.BASE_DIR, "templates", "mail")
KINDS = sorted(folder.name for folder in MAIL.iterdir() if folder.is_dir() and folder.name != "components")
ROOMS = [app.name for app in apps.get_app_configs() if (Path(app.path) / "notices.py").exists()]
LETTERS = {"ur": "[\u0600-\u06ff]", "ar": "[\u0600-\u06ff]", "zh-hans": "[\u4e00-\u9fff]"}
SAMPLES = {
    kind: facts
    for room in ROOMS
    if Path(settings.BASE_DIR, room).exists()
    for kind, facts in importlib.import_module(f"{room}.notices").SAMPLES.items()
}


def test_every_sample_has_its_folder_and_the_other_way_round():
    assert sorted(SAMPLES) == KINDS


@pytest.mark.parametrize("language", [code for code, _name in settings.NOTICE_LANGUAGES])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_worded_in_every_language(kind, language):
    message = Message(
        kind=kind,
        about="sample:1",
        edition="pmif25",
        email="delegate@majlis.example",
        name="Sample Delegate 3",
        language=language,
        timezone="Europe/Berlin",
        facts=SAMPLES[kind],
    )
    mail = email.message_from_bytes(render(message, now=NOW), policy=email.policy.default)
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert mail["Subject"]
    assert text.strip()
    assert "<p" in html
    assert mail["Content-Language"] == language
    assert f'dir="{"rtl" if language in ("ur", "ar") else "ltr"}"' in html
    if letters := LETTERS.get(language):
        assert all(re.search(letters, part) for part in (mail["Subject"] + text, text, html))


def test_every_kind_has_a_topic_and_short_words_for_what_cannot_wait():
    """By its topic people choose what to be told; a new kind needs its line in the app's ``TOPICS``."""
    assert set(topics._topics()) == set(KINDS)
    short = {kind for kind in KINDS if topics.has_short(kind)}
    urgent = ("_moved", "_cancelled", "_reminder", "_confirmed", "_revoked")
    assert {kind for kind in KINDS if kind.endswith(urgent)} <= short


@pytest.mark.parametrize("language", [code for code, _name in settings.NOTICE_LANGUAGES])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if topics.has_short(kind)])
def test_short_words_fit_and_lead_on(kind, language):
    message = Message(kind=kind, email="delegate@majlis.example", language=language, facts=SAMPLES[kind])
    said = word_shortly(message)
    assert said.title
    assert len(said.title) < 120
    assert len(said.text) < 200
    assert said.url.startswith("https://") or kind == "delivery_test"
    assert said.direction == ("rtl" if language in ("ur", "ar") else "ltr")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_named_in_the_language_of_the_panel(kind):
    with translation.override("ur"):
        named = kind_in_words(kind)
    assert named
    assert not re.search("[A-Za-z]", named)


def test_kind_that_has_no_words_any_more_keeps_its_name():
    assert kind_in_words("meeting_of_old") == "meeting of old"
