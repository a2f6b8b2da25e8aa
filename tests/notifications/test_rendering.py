"""A row as a mail, read back with the standard library."""

import datetime as dt
import email
import email.policy
from email.header import decode_header, make_header

import pytest
from django.utils import translation
from django.utils.translation import ngettext

from notifications.mime import address
from notifications.models import Message
from notifications.notices import SAMPLES
from notifications.rendering import CannotRender, render, word

NOW = dt.datetime(2025, 4, 7, 8, tzinfo=dt.UTC)
REQUEST = "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:ملاقات\nEND:VEVENT\nEND:VCALENDAR\n"


def message(**facts):
    sample = {
        "kind": "delivery_test",
        "about": "test:1",
        "edition": "pmif25",
        "email": "delegate3@majlis.example",
        "name": "Sample Delegate 3",
        "facts": SAMPLES["delivery_test"],
    }
    return Message(**{**sample, **facts})


def rendered(**facts):
    raw = render(message(**facts), now=NOW)
    assert all(len(line) <= 998 and line.isascii() for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    return email.message_from_bytes(raw, policy=email.policy.default)


def test_render_says_from_whom_to_whom_and_when():
    mail = rendered(public_id="abcdefgh23456789")
    assert mail["From"] == "Pakistan Minerals Investment Forum 2025 <forum@majlis.example>"
    assert mail["To"] == "Sample Delegate 3 <delegate3@majlis.example>"
    assert mail["Reply-To"] == "forum@majlis.example"
    assert mail["Subject"] == "Test of delivery: PMIF25"
    assert mail["Date"].datetime == NOW
    assert mail["Message-ID"] == "<abcdefgh23456789@majlis.example>"
    assert mail["List-Id"] == "<pmif25.majlis.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "multipart/alternative"
    assert not mail.defects


def test_render_says_the_same_in_text_and_html():
    mail = rendered(timezone="Europe/Berlin")
    time = "Tuesday 8 April 2025, 11:00 (Asia/Karachi, PKT); your time 08:00 (Europe/Berlin, CEST)"
    assert time in mail.get_body(("plain",)).get_content()
    assert "Asia/Karachi, PKT" in mail.get_body(("html",)).get_content()


def test_render_carries_names_of_any_script_and_length():
    name = " ".join(["سیمپل مندوب"] * 12)
    raw = email.message_from_bytes(render(message(name=name), now=NOW))["To"]
    assert str(make_header(decode_header(raw))) == f"{name} <delegate3@majlis.example>"
    assert all(len(word) <= 75 for word in raw.split())  # RFC 2047 section 2
    assert rendered(name='Sample "Quoted", Delegate')["To"].addresses[0].display_name == 'Sample "Quoted", Delegate'


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x85"])
def test_render_lets_nobody_start_a_header(end):
    facts = SAMPLES["delivery_test"]
    edition = {**facts["edition"], "short_name": f"PMIF25{end}Bcc: all@majlis.example", "name": f"A{end}Bcc: b@c.org"}
    mail = rendered(name=f"Delegate{end}Bcc: all@majlis.example", facts={**facts, "edition": edition})
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Test of delivery: PMIF25 Bcc: all@majlis.example"


@pytest.mark.parametrize("wrong", ["a@b.example\r\nBcc: c@d.example", "nobody", "@b.example", "ü@b.example", "a@..b"])
def test_render_refuses_an_address_that_mail_cannot_reach(wrong):
    with pytest.raises(CannotRender):
        render(message(email=wrong), now=NOW)


def test_address_writes_a_domain_of_another_script_as_the_wire_needs_it():
    assert address("head@نمونہ.example", "Head") == "Head <head@xn--hhbbbh02d.example>"


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_render_invites_with_the_method_of_the_calendar(method):
    mail = rendered(calendar=REQUEST.replace("REQUEST", method))
    alternative, file = mail.iter_parts()
    invitation = list(alternative.iter_parts())[-1]
    assert invitation.get_content_type() == "text/calendar"
    assert invitation["Content-Type"].params["method"] == method
    assert f"METHOD:{method}\r\n" in invitation.get_payload(decode=True).decode()
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", "invite.ics")
    assert file.get_payload(decode=True) == invitation.get_payload(decode=True)


def test_word_speaks_the_recipients_language_or_the_houses():
    assert word(message(language="ur")).html.count('dir="rtl"') == 1
    assert word(message(language="tlh")).html.count('dir="ltr"') == 1


@pytest.mark.parametrize(
    ("language", "time"),
    [
        (
            "ar",
            (
                "الثلاثاء 8 إبريل 2025، 11:00 (\u2068Asia/Karachi, PKT\u2069)؛ "
                "بتوقيتكم 08:00 (\u2068Europe/Berlin, CEST\u2069)"
            ),
        ),
        ("zh-hans", "2025年4月8日 星期二 11:00 (Asia/Karachi, PKT)；您所在时区 08:00 (Europe/Berlin, CEST)"),
        ("zh-cn", "2025年4月8日 星期二 11:00 (Asia/Karachi, PKT)；您所在时区 08:00 (Europe/Berlin, CEST)"),
    ],
)
def test_times_are_written_as_the_language_writes_them(language, time):
    assert time in word(message(language=language, timezone="Europe/Berlin")).text


@pytest.mark.parametrize(
    ("count", "words"), [(1, "تغيير واحد"), (2, "تغييران"), (3, "3 تغييرات"), (11, "11 تغييراً"), (100, "100 تغيير")]
)
def test_arabic_counts_by_its_six_forms(count, words):
    with translation.override("ar"):
        said = ngettext("%(count)s change in your meetings", "%(count)s changes in your meetings", count)
    assert said % {"count": count} == f"{words} في اجتماعاتكم"


def test_word_escapes_what_people_wrote_in_html_only():
    facts = SAMPLES["delivery_test"]
    words = word(message(facts={**facts, "edition": {**facts["edition"], "short_name": "<b>A & B</b>"}}))
    assert words.subject == "Test of delivery: <b>A & B</b>"
    assert "&lt;b&gt;A &amp; B" in words.html


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"facts": {}}, "unknown variable"),
        ({"facts": {**SAMPLES["delivery_test"], "sent_at": "soon"}}, "ValueError"),
        ({"kind": "no_such_kind"}, "TemplateDoesNotExist"),
    ],
)
def test_word_never_leaves_a_hole(facts, words):
    with pytest.raises(CannotRender, match=words):
        word(message(**facts))
