"""The content security policy: strict on every page, relaxed for the admin panel's own scripts and nowhere else."""

import pytest

STRICT = {
    "default-src": "'self'",
    "img-src": "'self' data: blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def policy_of(client, path):
    header = client.get(path)["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in header.split(";") if part.strip())


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/healthz", "/administration/", "/nothing/"])
def test_pages_are_strict(client, db, path):
    assert policy_of(client, path) == STRICT


def test_panel_may_evaluate_and_style_and_no_more(client, organiser):
    client.force_login(organiser)

    assert policy_of(client, "/admin/") == STRICT | {
        "script-src": "'self' 'unsafe-eval'",
        "style-src": "'self' 'unsafe-inline'",
    }
