"""Looking at the pages of an account writes nothing: a GET may be a link in a mail, opened by a scanner."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions import users
from tests.walk.addresses import GAP, routes

PAGES = sorted(
    "/" + route.replace("^", "").replace("$", "")
    for route, _view in routes()
    if route.startswith(("accounts/", "account/")) and not GAP.search(route) and "logout" not in route
)
SESSIONS = ("django_session", "usersessions_usersession")


def written(queries):
    verbs = ("INSERT", "UPDATE", "DELETE")
    return [
        one["sql"]
        for one in queries
        if one["sql"].startswith(verbs) and not any(f'"{table}"' in one["sql"] for table in SESSIONS)
    ]


def test_the_pages_are_there():
    assert {"/account/", "/accounts/email/", "/accounts/password/change/", "/accounts/2fa/"} <= set(PAGES)


@pytest.mark.parametrize("path", PAGES)
def test_looking_at_an_account_page_writes_nothing(client, db, path):
    client.force_login(users.of_address("sample.newcomer@majlis.example"))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code < 500
    assert written(asked.captured_queries) == []


def test_user_made_in_the_panel_has_the_address_from_the_beginning(client, organiser):
    client.force_login(organiser)
    sent = {"email": "Sample.Colleague@majlis.example", "name": "Sample Colleague", "language": "en", "timezone": ""}
    assert client.post("/admin/accounts/user/add/", sent).status_code == 302
    made = users.of_address("sample.colleague@majlis.example")
    assert list(made.emailaddress_set.values_list("email", "primary")) == [(made.email, True)]
