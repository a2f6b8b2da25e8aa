"""The organisers' own questions: written in the panel, asked in the reader's language, of whom they are for."""

import pytest
from django.urls import reverse

from delegations.models import DelegateStatus, Question
from tests.delegations.missions import accredited


@pytest.fixture
def panel(client, organiser):
    client.force_login(organiser)
    return client


def filled(edition, **more):
    return {
        "edition": edition.pk,
        "label": "Which tour?",
        "kind": "choice",
        "choices": "Mine\nMuseum",
        "categories": ["delegate"],
        "translated": "ur: کون سا دورہ؟\nکان\nعجائب گھر",
        "position": 1,
        "is_active": "on",
        **more,
    }


def test_question_is_written_in_the_panel_and_asked_in_the_readers_language(panel, edition, delegation, focal):
    answer = panel.post(reverse("admin:delegations_question_add"), filled(edition))
    assert answer.status_code == 302
    question = Question.objects.get()
    assert (question.choices, question.categories) == (["Mine", "Museum"], ["delegate"])
    label, _help, choices = question.words("ur")
    assert (label, choices) == ("کون سا دورہ؟", [("Mine", "کان"), ("Museum", "عجائب گھر")])
    assert question.words("en")[2] == [("Mine", "Mine"), ("Museum", "Museum")]

    one = accredited(delegation, status=DelegateStatus.DRAFT)
    panel.force_login(focal)
    address = reverse("delegations:questions", args=["pmif25", one.public_id])
    assert "Which tour?" in panel.get(address).text
    panel.post(address, {question.public_id: "Museum"})
    assert one.answers.get().text == "Museum"
    Question.objects.update(is_active=False)
    assert panel.get(address).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"choices": ""}, {"translated": "no language"}, {"translated": "ur: کون سا دورہ؟\nکان"}],
)
def test_question_that_cannot_be_asked_is_refused(panel, edition, wrong):
    assert panel.post(reverse("admin:delegations_question_add"), filled(edition, **wrong)).status_code == 200
    assert not Question.objects.exists()
