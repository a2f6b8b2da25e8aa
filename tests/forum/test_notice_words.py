"""Organisers write the words of notices: what is refused, what leaves, the screens, and the way back."""

import datetime as dt

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.errors import DomainError, InvalidInput, Stale
from forum.actions import editions, notice_words
from forum.models import Role, TeamMember
from notifications import leases, own_words, starting_words, variables
from notifications.models import Message, Wording
from notifications.outbox import Recipient, Telling, queue
from notifications.rendering import render, word, word_by, word_shortly

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2025, 4, 7, 8, tzinfo=dt.UTC)
LATER = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
WORDS = {
    "subject": "{edition_short}: {title}\nmoves",
    "heading": "A new time",
    "body": "Dear **{recipient}**,\nyour meeting is on {starts_at}.\n\n[Why: {reason}]\n\n{details}\n\nSee it: {link}",
}


@pytest.fixture
def write(edition, organiser):
    def write(kind="meeting_moved", language="en", *, seen="", now=NOW, **words):
        given = WORDS | words
        return notice_words.write(edition, kind, language, words=given, seen=seen, by=organiser, now=now)

    return write


def told(kind="meeting_moved", language="en", **facts):
    sample = variables.samples()[kind] | facts
    reader = {"name": "Sample <b>Delegate</b>", "email": "delegate3@majlis.example", "timezone": "Europe/Berlin"}
    return Message(kind=kind, about="meeting:1", edition="pmif25", facts=sample, language=language, **reader)


def test_what_is_written_is_what_leaves_in_its_language_and_edition(write):
    write()
    message, book = told(title="<i>Copper</i>"), own_words.read([told()])
    said = word(message, book)
    assert said.subject == "PMIF25: <i>Copper</i> moves"
    assert "Dear Sample <b>Delegate</b>,\nyour meeting is on Tuesday 8 April 2025, 11:00–11:30 (" in said.text
    assert "your time 08:00–08:30 (Europe/Berlin, CEST).\n\nMeeting: <i>Copper</i>\n" in said.text
    assert "Why:" not in said.text
    assert "See it: https://majlis.example/pmif25/meetings/abcdefghjkmnpqrs/" in said.text
    assert "Dear <strong>Sample &lt;b&gt;Delegate&lt;/b&gt;</strong>,<br>" in said.html
    assert ">See it</a>" in said.html
    assert "You receive this because you attend the meeting." in said.text
    assert word_shortly(message, book).title == said.subject
    for other in (told(language="ur"), told("meeting_confirmed")):
        assert word(other, book) == word(other)
    other = told()
    other.edition = "pmif26"
    assert word(other, book) == word(other)


def test_message_without_a_fact_that_is_named_says_what_the_house_says(write):
    write(subject="{title}[, {reason}]")
    message = told()
    del message.facts["reason"]
    assert word(message, own_words.read([message])) == word(message)
    assert word_shortly(message, own_words.read([message])).title == "Meeting moved: Cooperation on sample minerals"


@pytest.mark.parametrize(
    ("words", "field", "sentence"),
    [
        ({"body": "{titel} {link}"}, "body", "There is nothing called {titel}."),
        ({"subject": "{reason.__class__}"}, "subject", "nothing called {reason.__class__}"),
        ({"heading": "{parties[0]}"}, "heading", "nothing called {parties[0]}"),
        ({"body": "{% load x %}{link}"}, "body", "nothing called {% load x %}"),
        ({"body": "Dear {recipient, see {link}"}, "body", "stands alone"),
        ({"subject": "{usual}"}, "subject", "Only the text"),
        ({"body": "Here is {details} of it"}, "body", "paragraph of its own"),
        ({"body": "Nothing leads on. [{link}]"}, "body", "must lead on"),
        ({"body": "{usual}" + "x\n\n" * 5000}, "body", "paragraph of its own"),
        ({"body": "{link}\n\n" + "x" * 10_000}, "body", "At most 10000"),
        ({"subject": "", "heading": " ", "body": ""}, "body", "Nothing is written"),
    ],
)
def test_words_that_no_notice_can_be_made_of_are_refused(write, words, field, sentence):
    with pytest.raises(InvalidInput) as refusal:
        write(**words)
    assert refusal.value.field == field
    assert sentence in str(refusal.value)
    assert not Wording.objects.exists()


def test_nobody_writes_over_what_was_not_seen_or_in_an_archived_edition(write, edition, organiser):
    first = write()
    with pytest.raises(Stale):
        write(subject="Another")
    write(subject="Another", seen=notice_words.stamp(first), now=LATER)
    notice_words.reset(edition, "meeting_moved", "en")
    with pytest.raises(DomainError, match="house's words already"):
        notice_words.reset(edition, "meeting_moved", "en")
    editions.archive(edition, reason="over", by=organiser, now=LATER)
    with pytest.raises(DomainError, match="archived"):
        write()


def test_every_notice_begins_with_words_that_could_be_saved_and_say_what_the_house_says(db):
    begun = {}
    for language, _name in settings.NOTICE_LANGUAGES:
        for kind in variables.kinds():
            begun[kind, language] = words = starting_words.of(kind, language)
            own_words.check(kind, **words)
            message = told(kind, language)
            ours, house = word_by(message, Wording(kind=kind, **words)), word(message)
            assert ours.subject == house.subject
            assert _letters(ours.text) == _letters(house.text), kind
    assert begun["meeting_cancelled", "en"]["body"] == (
        "[Reason: {reason}]\nThe attachment takes it out of your calendar.\n\n{details}"
    )
    as_it_is = {kind for kind, language in begun if begun[kind, language] == starting_words.AS_IT_IS}
    assert as_it_is == {kind for kind in variables.kinds() if variables.is_varied(kind)}


def test_words_of_a_batch_are_one_query(write, edition, django_assert_num_queries):
    write()
    facts = variables.samples()["meeting_moved"]
    for number in range(3):
        telling = Telling("meeting_moved", f"meeting:{number}", edition="pmif25", facts=facts)
        queue(telling, [Recipient(f"sample{number}@majlis.example")], now=NOW)
    for count in (1, 3):
        batch = leases.claim(count, now=LATER)
        with django_assert_num_queries(1):
            book = own_words.read(batch)
            mails = [render(message, now=NOW, book=book) for message in batch]
        assert all(b"A new time" in mail for mail in mails)
        leases.give_back(batch)


def test_list_needs_as_many_queries_for_three_wordings_as_for_one(client, edition, organiser, write):
    client.force_login(organiser)
    page = f"/admin/forum/edition/{edition.pk}/words/"
    write()
    assert "1 wording of your own" in client.get(page).text
    counts = []
    for language in ("en", "ur"):
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        counts.append(len(asked))
        write("meeting_dropped", language)
    assert "3 wordings of your own" in client.get(page).text
    assert len(set(counts)) == 1


def test_screens_show_save_and_bring_back(client, edition, organiser):
    client.force_login(organiser)
    page = f"/admin/forum/edition/{edition.pk}/words/"
    one = f"{page}?kind=meeting_moved&language=ur"
    assert client.get(f"{page}?kind=nothing&language=en").status_code == 404
    assert client.get(f"{page}?kind=meeting_moved&language=xx").status_code == 404

    facts = variables.samples()["meeting_moved"] | {"title": "Real talks"}
    telling = Telling("meeting_moved", "meeting:real", edition="pmif25", facts=facts)
    queue(telling, [Recipient("real@majlis.example", name="Real Reader")], now=NOW)
    shown = client.get(one)
    assert "Real talks" in shown.context["said"].text
    assert 'dir="rtl"' in shown.context["said"].html
    assert [name for name, _label, _example in shown.context["names"]][-2:] == ["usual", "details"]
    given = {"subject": "تبدیلی: {title}", "heading": "", "body": "{details}", "seen": ""}
    assert "Cooperation on" in client.post(one, given | {"do": "preview", "sample": "sample"}).text
    assert "nothing called {x}" in client.post(one, given | {"do": "preview", "body": "{x}"}).text
    refused = client.post(one, given | {"body": "{x} {link}"})
    assert refused.status_code == 400
    assert "nothing called {x}" in refused.text
    assert "Saved." in client.post(one, given, follow=True).text
    kept = Wording.objects.get(kind="meeting_moved", language="ur")
    assert (kept.subject, kept.changed_by) == ("تبدیلی: {title}", organiser)
    assert client.post(one, given).status_code == 400

    assert "are back" in client.post(one, {"do": "reset"}, follow=True).text
    history = client.get(one).context["history"]
    assert [done for _event, _who, done in history] == ["Back to the house's words", "Written"]
    assert history[0][1] == organiser
    assert client.get(f"{one}&version={history[0][0].pk}").context["parts"][0][2] == "تبدیلی: {title}"


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ORGANISER])
def test_words_are_the_organisers(client, edition, role):
    user = User.objects.create_user(f"{role}@majlis.example")
    TeamMember.objects.create(edition=edition, user=user, role=role)
    client.force_login(user)
    page = f"/admin/forum/edition/{edition.pk}/words/?kind=meeting_moved&language=en"
    assert {client.get(page).status_code, client.post(page, WORDS).status_code} <= {302, 403}
    assert not Wording.objects.exists()


def _letters(text):
    return "".join(text.split()).translate(own_words.MARKS)
