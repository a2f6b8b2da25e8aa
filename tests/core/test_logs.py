"""Logs: one JSON object a line, an id for each request, no address and no name in it."""

import io
import json
import logging
from logging.config import DictConfigurator

import pytest
from django.db import IntegrityError

from accounts.models import User
from core import logs


@pytest.fixture
def lines():
    """What production's formatter writes, read back line by line."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    config = logs.config()
    handler.setFormatter(DictConfigurator(config).configure_formatter(config["formatters"]["json"]))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel("INFO")
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


def test_request_is_one_line_with_its_route_and_user(client, organiser, lines):
    client.force_login(organiser)

    answer = client.get("/account/?next=secret", headers={"X-Request-ID": "from-the-proxy-1"})

    [line] = [one for one in lines() if one["event"] == "request"]
    assert answer["X-Request-ID"] == line["request_id"] == "from-the-proxy-1"
    assert (line["method"], line["route"], line["status"]) == ("GET", "account/", 200)
    assert line["user"] == organiser.pk
    assert organiser.email not in json.dumps(line)
    assert "secret" not in json.dumps(line)


def test_unsound_request_id_is_replaced(client, db, lines):
    answer = client.get("/healthz", headers={"X-Request-ID": "<script>"})

    assert len(answer["X-Request-ID"]) == 32


def test_visitor_is_no_user(client, db, lines):
    client.get("/accounts/login/")

    [line] = [one for one in lines() if one["event"] == "request"]
    assert line["user"] is None


def test_error_keeps_its_traceback_on_one_line(lines):
    try:
        int("sample")
    except ValueError:
        logging.getLogger("sample").exception("It failed")

    [line] = lines()
    assert (line["event"], line["level"]) == ("It failed", "error")
    assert line["exception"][0]["exc_type"] == "ValueError"
    assert "locals" not in line["exception"][0]["frames"][0]


def test_error_of_the_database_does_not_tell_the_row(lines, organiser):
    try:
        User.objects.create(email=organiser.email)
    except IntegrityError:
        logging.getLogger("sample").exception("It failed")

    assert organiser.email not in json.dumps(lines()[-1]["exception"])
