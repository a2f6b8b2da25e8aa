"""A refusal of a page is a sentence where the person stands, never an error page and never a way out of the house."""

import pytest

pytestmark = [pytest.mark.urls("tests.probe"), pytest.mark.django_db]

PAGE = "/probe/page/"


def post(client, referer):
    return client.post(PAGE, headers={"referer": referer} if referer else {})


def test_post_goes_back_to_its_form_with_the_sentence(client):
    answer = post(client, "http://testserver/accounts/login/?next=/x/")

    assert (answer.status_code, answer.url) == (302, "http://testserver/accounts/login/?next=/x/")
    assert "The hall is closed." in client.get("/accounts/login/").content.decode()


def test_get_is_a_409_page_with_the_sentence(client):
    answer = client.get(PAGE)

    assert answer.status_code == 409
    assert "The hall is closed." in answer.content.decode()
    assert "text/html" in answer["Content-Type"]


@pytest.mark.parametrize(
    "referer",
    [
        None,
        "http://elsewhere.example/form/",
        "//elsewhere.example/form/",
        "http://testserver.elsewhere.example/",
        "http://testserver@elsewhere.example/",
        "javascript:alert(1)",
        "http:///elsewhere.example",
    ],
)
def test_post_from_elsewhere_is_not_sent_back_there(client, referer):
    answer = post(client, referer)

    assert answer.status_code == 409
    assert "Location" not in answer


def test_json_gets_a_problem_document(client):
    answer = client.post(PAGE, {}, content_type="application/json")

    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert answer.json()["detail"] == "The hall is closed."
