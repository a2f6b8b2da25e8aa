"""The demo's mailbox: what the listener kept, as a visitor reads it."""

import importlib
import smtplib
import socket

import pytest
from aiosmtpd.controller import Controller
from django.utils.timezone import now

import config.urls
from notifications import listener, maildir
from notifications.listener import Keeper
from notifications.models import Message
from notifications.notices import SAMPLES
from notifications.rendering import render
from scheduling.notices import SAMPLES as SCHEDULING
from tests.servers import free_port

pytestmark = pytest.mark.django_db
INVITATION = """BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
PRODID:-//Majlis//EN
BEGIN:VEVENT
UID:meeting@majlis.example
DTSTAMP:20250401T000000Z
DTSTART:20250408T060000Z
DTEND:20250408T063000Z
SUMMARY:Sample Delegation 1 and Sample Ministry
LOCATION:Sample Meeting Room 3
SEQUENCE:1
ATTENDEE;CN=Sample Delegate 1;PARTSTAT=ACCEPTED:mailto:delegate1@majlis.example
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MAILBOX_DIR = tmp_path / "mailbox"


def keep(number=1, calendar=""):
    message = Message(
        kind="delivery_test",
        about="test:1",
        email=f"delegate{number}@majlis.example",
        name=f"Sample Delegate {number}",
        facts=SAMPLES["delivery_test"],
        calendar=calendar,
    )
    maildir.keep(render(message, now=now()))


def address_of_the_newest(side=""):
    return f"/mailbox/{maildir.newest()[0].key}/{side}"


def test_listener_keeps_what_it_takes():
    listening = Controller(Keeper(), hostname="127.0.0.1", port=free_port())
    listening.start()
    with smtplib.SMTP("127.0.0.1", listening.port) as line:
        line.sendmail("forum@majlis.example", ["head@majlis.example"], "Subject: Your code\r\n\r\n2YW4-KP7M\r\n")
    listening.stop()
    [mail] = maildir.newest()
    assert (mail.subject, mail.snippet) == ("Your code", "2YW4-KP7M")
    assert ("Delivered-To", "head@majlis.example") in mail.headers


def test_listener_refuses_to_run_where_mail_goes_to_people(settings, capsys):
    settings.MAILBOX_DIR = None
    assert listener.main() == 1
    assert "MAILBOX_DIR" in capsys.readouterr().err


def test_listener_names_the_way_out_when_its_port_is_taken(settings, capsys, monkeypatch):
    monkeypatch.setattr(listener, "READY_S", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as other:
        settings.EMAIL_PORT = other.getsockname()[1]
        assert listener.main() == 1
    assert "Set EMAIL_PORT to a free one" in capsys.readouterr().err


def test_inbox_is_empty_before_the_first_mail(client):
    assert "No mail yet" in client.get("/mailbox/").content.decode()


def test_inbox_shows_the_newest_first_and_finds_by_recipient(client):
    keep(1)
    keep(2)
    page = client.get("/mailbox/").content.decode()
    assert page.index("delegate2@") < page.index("delegate1@")
    found = client.get("/mailbox/?to=DELEGATE1").content.decode()
    assert "delegate1@" in found
    assert "delegate2@" not in found


def test_inbox_answers_only_when_there_is_news(client):
    keep(1)
    seen = maildir.newest()[0].key
    asked = {"path": "/mailbox/", "query_params": {"seen": seen}, "headers": {"HX-Request": "true"}}
    assert client.get(**asked).status_code == 204
    keep(2)
    assert client.get(**asked).status_code == 200


def test_mail_shows_its_calendar_part_in_words(client):
    keep(calendar=INVITATION)
    page = client.get(address_of_the_newest("?side=calendar")).content.decode()
    assert "Sample Delegation 1 and Sample Ministry" in page
    assert "Tuesday 8 April 2025, 06:00–06:30" in page
    assert "Invitation or update" in page
    assert "accepted" in page


def test_mailbox_tells_every_time_on_the_clock_of_the_edition(client, edition):
    keep(calendar=INVITATION)
    assert "Asia/Karachi" in client.get("/mailbox/").text
    page = client.get(address_of_the_newest("?side=calendar")).text
    assert "Tuesday 8 April 2025, 11:00–11:30" in page
    assert page.count("(<bdi>Asia/Karachi, PKT</bdi>)") == 2
    assert "UTC" not in page


def test_mail_shows_text_and_source(client):
    keep()
    assert "nothing to do" in client.get(address_of_the_newest("?side=text")).content.decode()
    assert "Auto-Submitted" in client.get(address_of_the_newest("?side=source")).content.decode()
    assert client.get(address_of_the_newest("?side=nonsense")).status_code == 200


def test_body_may_style_itself_and_nothing_else(client):
    keep()
    answer = client.get(address_of_the_newest("html/"))
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert '<head><base target="_top">' in answer.content.decode()


def test_invitation_is_a_calendar_file(client):
    keep(calendar=INVITATION)
    answer = client.get(address_of_the_newest("invite.ics"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"METHOD:REQUEST" in answer.content


def test_what_is_attached_can_be_read(client):
    message = Message(kind="day_ahead", about="day:1", email="delegate1@majlis.example", facts=SCHEDULING["day_ahead"])
    maildir.keep(render(message, now=now()))
    page = client.get(address_of_the_newest()).text
    assert "pmif25-2025-04-08.pdf" in page
    assert address_of_the_newest("files/0/") in page
    assert b"".join(client.get(address_of_the_newest("files/0/"))).startswith(b"%PDF")
    assert client.get(address_of_the_newest("files/1/")).status_code == 404


@pytest.mark.parametrize("key", ["nobody", "9" * 400, "..", "..%2f..%2fmanage.py", "%2e%2e%2fnew"])
def test_mail_that_is_not_there_is_not_found(client, key):
    keep()
    assert client.get(f"/mailbox/{key}/").status_code == 404


def test_mailbox_has_no_address_where_mail_goes_to_people(settings):
    settings.MAILBOX_DIR = None
    try:
        importlib.reload(config.urls)
        assert "mailbox/" not in {str(entry.pattern) for entry in config.urls.urlpatterns}
    finally:
        settings.MAILBOX_DIR = "somewhere"
        importlib.reload(config.urls)
