"""Refusals of the API are problem documents (RFC 9457), each with the status that says whose turn it is."""

import pytest

pytestmark = [pytest.mark.urls("tests.probe"), pytest.mark.django_db]


def asked(client, what):
    answer = client.get(f"/probe/{what}/")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code
    return answer


def test_refusal_is_409_with_its_sentence_and_facts(client):
    answer = asked(client, "refused")

    assert answer.status_code == 409
    assert answer.json() == {
        "type": "urn:majlis:problem:hall-closed",
        "title": "The hall is closed.",
        "status": 409,
        "detail": "The hall is closed.",
        "facts": {"opens_at": "09:00"},
    }


def test_taken_is_409_with_when_it_is_free(client):
    answer = asked(client, "taken")

    assert answer.json()["type"] == "urn:majlis:problem:taken"
    assert answer.json()["facts"] == {"next_free_at": "2025-04-08T10:00:00+05:00"}


def test_invalid_input_is_400_and_points_at_its_field(client):
    answer = asked(client, "invalid")

    assert answer.status_code == 400
    assert answer.json()["errors"] == [{"pointer": "/ends_at", "detail": "It ends before it starts."}]


def test_invalid_shape_is_400_with_a_pointer_for_each_field_however_deep(client):
    body = {"title": "far too long", "seats": [{"number": 1}, {"number": 0}]}

    answer = client.post("/probe/any/", body, content_type="application/json")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/title", "/seats/1/number"]


def test_title_of_the_framework_s_refusals_has_no_gap(client):
    answer = client.put("/probe/any/", "<x/>", content_type="application/xml")

    assert answer.json()["title"] == answer.json()["detail"] == 'Method "PUT" not allowed.'


def test_broken_json_is_400(client):
    answer = client.post("/probe/any/", "{", content_type="application/json")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["type"] == "urn:majlis:problem:parse-error"


@pytest.mark.parametrize(("what", "status"), [("missing", 404), ("forbidden", 403)])
def test_what_is_not_there_and_what_one_may_not_do(client, what, status):
    assert asked(client, what).status_code == status


def test_nobody_is_401(client):
    assert asked(client, "whoami").status_code == 401


def test_endpoint_without_a_named_rule_is_refused_to_everybody(client, organiser):
    client.force_login(organiser)

    assert asked(client, "nameless").status_code == 403
