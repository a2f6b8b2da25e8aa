"""Production's settings: complete or not at all, and nothing for Django's own deployment check to complain about."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "BASE_URL": "https://forum.example.org",
    "SECRET_KEY": "sample-key-for-the-test-of-settings-0123456789-abcdefghijklmnop",
    "DATA_KEYS": "c2FtcGxlLWtleS1mb3ItdGhlLXRlc3Qtb2YtYWxsLSE=",
    "DIGEST_KEY": "sample-key-for-fingerprints",
    "ALLOWED_HOSTS": "forum.example.org",
    "DATABASE_URL": "postgresql://majlis@localhost/majlis",
    "REDIS_URL": "redis://localhost/0",
    "EMAIL_HOST": "mail.example.org",
    "DEFAULT_FROM_EMAIL": "Forum <forum@example.org>",
}
TOLD = """
import json
import sys
import django
from django.conf import settings

django.setup()
import config.urls
print(json.dumps({name: getattr(settings, name) for name in %s}))
print(json.dumps(sorted({"llvmlite", "numba", "numpy", "ortools"} & set(sys.modules))))
"""


def in_production(*command, without=""):
    named = {name: value for name, value in COMPLETE.items() if name != without}
    env = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings.prod", **named}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60
    )


def test_deployment_check_finds_nothing():
    done = in_production("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", COMPLETE)
def test_missing_variable_stops_the_start_with_its_name(name):
    done = in_production("-c", "import config.settings.prod", without=name)

    assert done.returncode != 0
    assert name in done.stderr.splitlines()[-1]


def test_cookies_travel_encrypted_and_no_web_process_loads_the_solver():
    names = ["SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_SECURE"]
    names += ["CSRF_COOKIE_SAMESITE", "DEBUG", "DEMO", "MAILBOX_DIR", "REQUIRE_SECOND_FACTOR", "SECURE_SSL_REDIRECT"]
    done = in_production("-c", TOLD % names)

    told, solver = map(json.loads, done.stdout.splitlines())
    assert solver == []  # sixty megabytes in each of them
    assert told == {
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "DEBUG": False,
        "DEMO": False,
        "MAILBOX_DIR": None,
        "REQUIRE_SECOND_FACTOR": True,
        "SECURE_SSL_REDIRECT": True,
    }
