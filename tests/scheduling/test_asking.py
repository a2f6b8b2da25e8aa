"""Who may ask whom, how often and for how long; who answers, and until when."""

import datetime as dt

import pytest
from django.utils.translation import override

from core import access
from core.errors import DomainError
from delegations.models import Delegate, DelegateCategory, DelegationKind
from notifications.models import Message
from scheduling import asking
from scheduling.actions import answers, requests
from scheduling.actions.requests import Side
from scheduling.models import AskingRule, Meeting, MeetingStatus, RequestTerms
from tests.scheduling.meeting_samples import NOW, at, delegation, host_of, person

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def terms(edition):
    """Gives a function that writes terms of a kind of meeting."""
    return lambda level="", **facts: RequestTerms.objects.create(edition=edition, level=level, **facts)


@pytest.fixture
def rule(edition):
    """Gives a function that writes a line of who may ask whom."""
    return lambda **facts: AskingRule.objects.create(edition=edition, **{"reason": "Ask the bureau.", **facts})


def causes_of(ask, **facts):
    with pytest.raises(DomainError) as refusal:
        ask(**facts)
    return [cause["code"] for cause in refusal.value.facts["causes"]]


def test_the_first_line_that_fits_decides(asked, rule, embassy, ministry, minister, envoy):
    type(embassy).objects.filter(pk=embassy.pk).update(country="TR")
    embassy.refresh_from_db()
    rule(place=50, host_kind=DelegationKind.HOST, guest_country="TR", native_reason="دفتر سے پوچھیے۔")
    with pytest.raises(DomainError, match=r"^Ask the bureau\.$") as refusal:
        asked()
    assert (refusal.value.code, refusal.value.facts["causes"][0]["field"]) == ("not-askable", "hosts")
    with override("ur"), pytest.raises(DomainError, match="دفتر سے پوچھیے"):
        asked()
    assert not Meeting.objects.exists()
    rule(place=40, guest_kind=DelegationKind.STATE, is_allowed=True)
    asked()
    rule(place=1, level="call", host_category=DelegateCategory.DELEGATE)
    asked()
    assert causes_of(asked, level="call") == ["not-askable"]
    Delegate.objects.filter(person=minister).update(category=DelegateCategory.GUEST)
    asked(level="call")
    rule(place=0, guest_country="CN", guest_category=DelegateCategory.MEDIA)
    asked()


def test_every_cause_is_said_at_once(asked, terms, rule, envoy, minister):
    for one in (envoy, minister):
        type(one).objects.filter(pk=one.pk).update(organisation="Sample Geological Survey")
        one.refresh_from_db()
    asked()
    everything = {"excludes_same_organisation": True, "excludes_met_before": True, "most_pending": 1}
    terms(level="b2g", lengths=[20, 30], **everything)
    rule()
    wanted = ["not-askable", "length-not-offered", "same-organisation", "met-before", "too-many-open"]
    assert causes_of(asked, length_minutes=45) == wanted
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("end", ["decline", "withdraw", "expire"])
def test_a_question_that_ends_gives_its_place_back(asked, terms, guest_focal, host_focal, end):
    terms(most_pending=1)
    terms(level="b2b", most_pending=1)
    first = asked()
    assert causes_of(asked) == ["too-many-open"]
    asked(level="b2b")
    assert causes_of(asked, level="b2b") == ["too-many-open"]
    match end:
        case "decline":
            answers.decline(host_of(first), reason="Full", by=host_focal, now=NOW)
        case "withdraw":
            requests.withdraw(first, by=guest_focal, now=NOW)
        case "expire":
            requests.expire(first, by=None, now=NOW)
    asked()


def test_agreed_meetings_are_counted_when_one_is_accepted(asked, terms, host_focal, guest_focal):
    first, second = asked(), asked()
    terms(most_agreed=1)
    answers.accept(host_of(first), by=host_focal, now=NOW)
    assert causes_of(lambda: answers.accept(host_of(second), by=host_focal, now=NOW)) == ["too-many-agreed"]
    offer = answers.counter(host_of(second), starts_at=at(8), ends_at=at(9), by=host_focal, now=NOW)
    assert causes_of(lambda: answers.take(offer, by=guest_focal, now=NOW)) == ["too-many-agreed"]
    assert causes_of(asked) == ["too-many-agreed"]
    assert Meeting.objects.get(pk=second.pk).status == MeetingStatus.REQUESTED


def test_a_question_lapses_at_its_time_once_and_both_sides_are_told(asked, terms, guest_focal, host_focal):
    written = terms(answer_hours=24)
    waiting, answered, countered = asked(), asked(), asked()
    written.delete()
    untimed = asked()
    terms(answer_hours=24)
    assert (waiting.answer_due_at, untimed.answer_due_at) == (NOW + 24 * HOUR, None)
    assert (
        Message.objects.filter(kind="meeting_requested")[0].facts["answer_due_at"] == waiting.answer_due_at.isoformat()
    )
    answers.accept(host_of(answered), by=host_focal, now=NOW)
    answers.counter(host_of(countered), starts_at=at(8), ends_at=at(9), by=host_focal, now=NOW + 23 * HOUR)
    assert requests.expire_due(now=NOW + 24 * HOUR - HOUR / 60) == 0
    assert requests.expire_due(now=NOW + 24 * HOUR) == 1
    assert requests.expire_due(now=NOW + 24 * HOUR) == 0
    statuses = [Meeting.objects.get(pk=one.pk).status for one in (waiting, answered, countered, untimed)]
    assert statuses == [MeetingStatus.EXPIRED, MeetingStatus.ACCEPTED, MeetingStatus.REQUESTED, MeetingStatus.REQUESTED]
    told = Message.objects.filter(kind="meeting_expired").values_list("email", flat=True)
    assert sorted(told) == sorted([guest_focal.email, host_focal.email])
    assert requests.expire_due(now=NOW + 47 * HOUR) == 1


def test_where_the_desk_answers_the_host_side_does_not(asked, terms, host_focal, guest_focal, desk):
    terms(answered_by="desk")
    meeting = asked()
    assert Message.objects.get(kind="meeting_requested").email == desk.email
    assert not access.allows(host_focal, "answer_meeting", meeting)
    assert access.allows(desk, "answer_meeting", meeting)
    assert not Meeting.objects.awaiting(host_focal).exists()
    offer = answers.counter(host_of(meeting), starts_at=at(8), ends_at=at(9), by=host_focal, now=NOW)
    assert not access.allows(guest_focal, "answer_proposal", offer)
    assert Message.objects.get(kind="meeting_countered").email == desk.email


def test_the_portal_says_before_anything_is_written_why_not(client, rule, embassy, ministry, guest_focal, edition):
    address = f"/{edition.slug}/meetings/request/?host={ministry.public_id}"
    client.force_login(guest_focal)
    rule(level="call", reason="Go by the foreign office.")
    page = client.get(address)
    assert "Go by the foreign office." in page.text
    assert [value for value, _label in page.context["form"].fields["level"].choices] == ["g2g", "b2g", "b2b"]
    rule(place=1)
    page = client.get(address)
    assert "You cannot ask Sample Ministry for a meeting now" in page.text
    assert "<textarea" not in page.text


def test_the_portal_shows_each_cause_of_a_refusal(client, terms, embassy, envoy, ministry, guest_focal, asked, edition):
    terms(lengths=[20, 30])
    terms(level="b2b", lengths=[45])
    client.force_login(guest_focal)
    words = {"guest": embassy.public_id, "people": envoy.pk, "subject": "Copper", "level": "b2g", "length_minutes": 45}
    page = client.post(f"/{edition.slug}/meetings/request/?host={ministry.public_id}", words)
    assert page.status_code == 400
    assert page.context["form"].errors == {"length_minutes": ["Meetings of this kind last, in minutes: 20, 30."]}


def test_the_api_tries_a_request_and_refuses_it_with_the_same_causes(
    client, terms, embassy, envoy, ministry, guest_focal
):
    terms(lengths=[20])
    client.force_login(guest_focal)
    asked = {
        "guest": {"delegation": embassy.public_id, "people": [envoy.public_id]},
        "hosts": [{"delegation": ministry.public_id}],
        "length_minutes": 30,
    }
    as_json = {"content_type": "application/json"}
    tried = client.post("/api/v1/pmif25/meetings/check/", asked, **as_json)
    cause = {
        "code": "length-not-offered",
        "sentence": "Meetings of this kind last, in minutes: 20.",
        "field": "length_minutes",
    }
    assert (tried.status_code, tried.json()) == (200, {"causes": [cause]})
    refused = client.post("/api/v1/pmif25/meetings/", asked | {"subject": "Copper"}, **as_json)
    assert (refused.status_code, refused.json()["facts"]["causes"]) == (409, [cause])
    assert client.post("/api/v1/pmif25/meetings/check/", asked | {"length_minutes": 20}, **as_json).json() == {
        "causes": []
    }


def test_one_pair_is_arranged_whoever_asks(edition, terms, asked, embassy, ministry, minister, host_focal):
    terms(excludes_met_before=True)
    asked()
    reverse = {"guest": Side(ministry, [minister]), "hosts": [Side(embassy)], "by": host_focal}
    assert causes_of(asked, **reverse) == ["met-before"]
    asked(hosts=[Side(delegation(edition, "Sample Bureau", DelegationKind.HOST, person("Sample Director")))])


def test_terms_cost_as_many_questions_with_three_hosts_as_with_one(
    edition, terms, rule, embassy, ministry, django_assert_max_num_queries
):
    terms(most_pending=1, most_agreed=1, lengths=[20])
    rule(place=1)
    rule(place=2)
    with django_assert_max_num_queries(5):
        asking.causes(asking.Question(edition, "b2g", embassy, (ministry,) * 3))
