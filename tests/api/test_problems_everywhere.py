"""Below /api/ nobody is answered with a page: what is unknown, not taken or broken is a problem document (RFC 9457)."""

import ast
import inspect
import re
from pathlib import Path

import pytest
from rest_framework import exceptions
from rest_framework.test import APIClient

from core import errors, problem

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
OURS = ("accounts", "config", "core", "delegations", "forum", "notifications", "scheduling")
KEBAB = re.compile(r"[a-z]+(-[a-z]+)*")
BASE = "/api/v1/pmif25/"


def code_of(answer, status):
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status
    return answer.json()["type"].removeprefix("urn:majlis:problem:")


@pytest.fixture
def api(organiser):
    client = APIClient(raise_request_exception=False)
    client.force_authenticate(organiser)
    return client


@pytest.mark.parametrize(
    "address",
    [
        "/api/",
        "/api/v2/pmif25/",
        "/api/v1/no-such-forum/",
        "/api/v1/no-such-forum/meetings/",
        "/api/v1/no.such.forum/meetings/",
        f"{BASE}nothing/",
        f"{BASE}meetings/unknown/",
        f"{BASE}meetings/unknown/nothing/",
        f"{BASE}sessions/unknown/",
    ],
)
def test_unknown_address_is_a_problem_document(api, address):
    assert code_of(api.get(address), 404) == "not-found"
    assert code_of(APIClient().get(address), 401 if address.endswith("meetings/unknown/") else 404)


@pytest.mark.parametrize(
    "what", ["sessions", "rooms", "speakers", "opportunities", "delegations", "delegates", "meetings"]
)
@pytest.mark.parametrize(
    "public_id", ["unknown", "a.b", "a%20b", "%00", "%ff", "%E2%80%AE", "9" * 400, "%3Cb%3E", "a'b"]
)
def test_unknown_id_is_a_problem_document_whatever_its_letters(api, what, public_id):
    assert code_of(api.get(f"{BASE}{what}/{public_id}/"), 404) == "not-found"


@pytest.mark.parametrize("public_id", ["unknown", "%00", "a.b"])
def test_action_on_an_unknown_id_is_a_problem_document(api, public_id):
    for address in (f"meetings/{public_id}/accept/", f"delegates/{public_id}/submit/"):
        assert code_of(api.post(BASE + address), 404) == "not-found"


@pytest.mark.parametrize("address", ["meetings/unknown/accept/", "delegates/unknown/submit/", "delegations/x/accept/"])
def test_reading_what_is_only_done_is_405_and_says_what_is_taken(api, address):
    for client in (api, APIClient()):
        answer = client.get(BASE + address)
        assert code_of(answer, 405) == "method-not-allowed"
        assert set(answer["Allow"].split(", ")) == {"POST", "OPTIONS"}


def test_writing_to_what_is_only_read_is_405(api):
    for address in ("", "diary/", "sessions/", "tracks/"):
        for method in (api.post, api.put, api.patch, api.delete):
            assert code_of(method(BASE + address), 405) == "method-not-allowed"


def test_head_is_read_as_get_is(api):
    assert [api.head(BASE + one).status_code for one in ("", "diary/", "meetings/", "sessions/")] == [200] * 4


@pytest.mark.urls("tests.probe")
def test_what_breaks_is_a_problem_document_in_the_api_and_a_page_elsewhere(client):
    client.raise_request_exception = False
    assert code_of(client.get("/api/probe/broken/"), 500) == "error"
    page = client.get("/probe/broken/")
    assert (page.status_code, page["Content-Type"]) == (500, "text/html; charset=utf-8")


def test_host_that_is_not_ours_is_a_problem_document(api):
    assert code_of(api.get(BASE, headers={"Host": "elsewhere.example"}), 400) == "parse-error"


def test_unknown_page_stays_a_page(client):
    answer = client.get("/no-such-forum/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8")


def test_every_code_of_the_house_is_kebab_case():
    found = {code: where for where, code in _codes_written()}
    assert {"already-answered", "taken", "not-placed", "archived"} <= set(found)
    assert {code: where for code, where in found.items() if not KEBAB.fullmatch(code)} == {}


def test_every_code_of_the_framework_is_told_in_the_same_style():
    codes = [_told(kind) for kind in _all_below(exceptions.APIException)]
    assert {"not-found", "permission-denied", "method-not-allowed", "not-authenticated", "throttled"} <= set(codes)
    assert [code for code in codes if not KEBAB.fullmatch(code)] == []


def _codes_written():
    """Where each code stands: a refusal's ``code=``, its class's, or what ``require_status`` is given."""
    refusals = {name for name, kind in inspect.getmembers(errors, inspect.isclass)}
    for path in (path for app in OURS for path in (ROOT / app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield from ((path.name, code) for code in _codes_in(node, refusals))


def _codes_in(node, refusals):
    if isinstance(node, ast.Assign) and [getattr(one, "id", "") for one in node.targets] in (
        ["code"],
        ["default_code"],
    ):
        yield from (one.value for one in [node.value] if isinstance(one, ast.Constant))
    if not isinstance(node, ast.Call):
        return
    called = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if called in refusals:
        yield from (
            one.value.value for one in node.keywords if one.arg == "code" and isinstance(one.value, ast.Constant)
        )
    if called == "require_status":
        yield node.args[2].value


def _told(kind):
    error = kind.__new__(kind)
    exceptions.APIException.__init__(error)  # some ask for a method or a media type first
    return problem.handle(error, {}).data["type"].removeprefix("urn:majlis:problem:")


def _all_below(kind):
    for one in kind.__subclasses__():
        yield one
        yield from _all_below(one)
