"""Open applications: who may apply when, what the desk sees and decides, what the applicant is told."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core.errors import DomainError, IllegalTransition, InvalidInput
from core.models import StatusChange
from delegations import applications as looks
from delegations.actions import applications
from delegations.models import Application, ApplicationStatus, Delegation, RegistrationTerms
from notifications.models import Message
from tests.delegations.applicants import FACTS, taken
from tests.delegations.missions import NOW, mission

S = ApplicationStatus


@pytest.fixture
def terms(edition):
    cache.clear()
    return taken(edition)


@pytest.fixture
def application(edition, terms):
    return applications.apply(edition, FACTS, now=NOW)


@pytest.fixture
def submitted(application):
    return applications.confirm(application, now=NOW)


def mails():
    return list(Message.objects.order_by("pk").values_list("kind", "email", "language"))


def test_apply_mails_a_link_and_the_desk_sees_nothing_yet(application, desk):
    assert application.status == S.UNCONFIRMED
    assert mails() == [("application_to_confirm", "contact@copper.example", "ur")]
    assert Message.objects.get().facts["link"].endswith(f"/pmif25/apply/{application.secret}/")
    assert not Application.objects.visible_to(desk).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM delegations_application")
        assert application.secret not in cursor.fetchone()[0]


def test_confirm_brings_it_to_the_desk(submitted, desk):
    assert list(Application.objects.visible_to(desk)) == [submitted]
    assert mails()[1:] == [("application_received", "contact@copper.example", "ur")]
    with pytest.raises(IllegalTransition):
        applications.confirm(submitted, now=NOW)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"application_kinds": ["media"]}, "takes no applications now"),
        ({"applications_open_at": None}, "takes no applications now"),
        ({"applications_open_at": NOW + dt.timedelta(days=1)}, "open on 2 March 2025, 14:00 (Asia/Karachi)"),
        ({"applications_close_at": NOW}, "closed on 1 March 2025, 14:00 (Asia/Karachi)"),
    ],
)
def test_apply_refuses_when_closed(edition, terms, change, sentence):
    RegistrationTerms.objects.update(**change)
    edition.refresh_from_db()
    with pytest.raises(DomainError) as refusal:
        applications.apply(edition, FACTS, now=NOW)
    assert sentence in str(refusal.value)
    assert mails() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "Sample\x07"),
        ("email", "nobody"),
        ("country", "ZZ"),
        ("places_wanted", 0),
        ("places_wanted", 51),
        ("kind", "state"),
        ("purpose", "a" * 2001),
    ],
    ids=lambda value: str(value)[:20],
)
def test_apply_refuses_by_field(edition, terms, field, value):
    with pytest.raises(InvalidInput) as refusal:
        applications.apply(edition, FACTS | {field: value}, now=NOW)
    assert refusal.value.field == field
    assert not Application.objects.exists()


def test_apply_mails_no_address_more_than_thrice_a_day(edition, terms):
    made = [applications.apply(edition, FACTS, now=NOW) for _try in range(4)]
    assert [one is None for one in made] == [False, False, False, True]
    assert applications.apply(edition, FACTS, now=NOW + dt.timedelta(days=2))
    assert len(mails()) == 4


def test_second_of_one_address_is_refused_to_its_reader_only(edition, submitted):
    again = applications.apply(edition, FACTS, now=NOW)
    with pytest.raises(DomainError, match="already"):
        applications.confirm(again, now=NOW)
    again.refresh_from_db()
    assert again.status == S.UNCONFIRMED
    assert not StatusChange.objects.of(again).exists()


def test_accept_makes_the_delegation_and_invites_the_contact(submitted, desk):
    delegation = applications.accept(submitted, name="Sample Copper Ltd", places=3, by=desk, now=NOW)
    assert (delegation.kind, delegation.country.code, delegation.quota) == ("company", "TR", 3)
    point = delegation.focal_points.get()
    contact = point.user.email, point.user.name, point.user.language
    assert contact == ("contact@copper.example", "Sample Contact", "ur")
    assert point.is_primary
    assert mails()[2:] == [("delegation_invited", "contact@copper.example", "ur")]
    submitted.refresh_from_db()
    assert (submitted.status, submitted.delegation) == (S.ACCEPTED, delegation)


def test_accept_is_all_or_nothing(edition, submitted, desk):
    mission(edition, "Sample Copper Limited", "other@copper.example")
    with pytest.raises(InvalidInput) as refusal:
        applications.accept(submitted, name="sample copper limited", places=3, by=desk, now=NOW)
    assert refusal.value.field == "name"
    User.objects.create_user("contact@copper.example", is_active=False)
    with pytest.raises(InvalidInput):
        applications.accept(submitted, name="Sample Copper 2", places=3, by=desk, now=NOW)
    submitted.refresh_from_db()
    assert (submitted.status, Delegation.objects.count()) == (S.SUBMITTED, 1)


def test_question_is_mailed_answered_and_back_at_the_desk(submitted, desk):
    with pytest.raises(InvalidInput):
        applications.ask(submitted, question=" ", by=desk, now=NOW)
    with pytest.raises(DomainError, match="no answer"):
        applications.answer(submitted, text="Unasked", now=NOW)
    applications.ask(submitted, question="Which licence?", by=desk, now=NOW)
    assert Message.objects.get(kind="application_info_needed").facts["words"] == "Which licence?"
    applications.answer(submitted, text="EL-7", now=NOW)
    submitted.refresh_from_db()
    assert (submitted.status, submitted.question, submitted.answer) == (S.SUBMITTED, "Which licence?", "EL-7")


def test_refusal_needs_a_reason_and_is_mailed(submitted, desk):
    with pytest.raises(InvalidInput):
        applications.refuse(submitted, reason="", by=desk, now=NOW)
    applications.refuse(submitted, reason="The forum is full.", by=desk, now=NOW)
    assert Message.objects.get(kind="application_refused").facts["words"] == "The forum is full."
    with pytest.raises(IllegalTransition):
        applications.accept(submitted, name="X", places=1, by=desk, now=NOW)


def test_unconfirmed_ones_are_erased_after_a_week(edition, application):
    assert applications.erase_unconfirmed(now=NOW + dt.timedelta(days=7)) == 0
    assert applications.erase_unconfirmed(now=NOW + dt.timedelta(days=8)) == 1


def test_near_names_are_found_in_either_script(edition, submitted):
    near = mission(edition, "Sampel Coper Limited", "a@x.example")
    native = mission(edition, "Another House", "b@x.example", native_name="نمونہ کاپر")
    mission(edition, "Sample Steel Works", "c@x.example")
    assert looks.near_delegations(submitted) == [native, near]


def test_pages_from_the_form_to_the_withdrawal(client, edition, terms):
    RegistrationTerms.objects.update(applications_open_at=NOW)
    form = {**FACTS, "website": ""}
    assert "Enter a valid email" in client.post("/pmif25/apply/", form | {"email": "none"}).text
    sent = client.post("/pmif25/apply/", form)
    assert "confirm the application" in client.get(sent["Location"]).text
    application = Application.objects.get()
    here = f"/pmif25/apply/{application.secret}/"
    assert "Send it to the secretariat" in client.get(here).text
    assert Application.objects.get().status == S.UNCONFIRMED
    client.post(f"{here}confirm/")
    applications.ask(Application.objects.get(), question="Which licence?", by=None, now=NOW)
    page = client.get(here).text
    assert "Which licence?" in page
    assert "1 Mar 2025, 14:00" in page
    client.post(f"{here}answer/", {"text": "EL-7"})
    client.post(f"{here}withdraw/")
    assert Application.objects.get().status == S.WITHDRAWN
    assert client.get("/pmif25/apply/aaaaaaaaaaaaaaaa/").status_code == 404


def test_machine_is_told_the_same_and_nothing_is_kept(client, terms):
    answer = client.post("/pmif25/apply/", {**FACTS, "website": "http://spam.example"})
    assert (answer.status_code, answer["Location"]) == (302, "/pmif25/apply/sent/")
    assert not Application.objects.exists()


def test_known_address_is_told_the_same(client, terms, focal):
    for email in (focal.email, "new@copper.example"):
        answer = client.post("/pmif25/apply/", FACTS | {"email": email, "website": ""})
        assert (answer.status_code, answer["Location"]) == (302, "/pmif25/apply/sent/")
    assert not User.objects.filter(email="new@copper.example").exists()


def test_form_is_slowed_and_closed_says_when(client, edition, terms, monkeypatch):
    monkeypatch.setattr("delegations.web.applying.Applying.rate", "1/hour")
    client.post("/pmif25/apply/", FACTS)
    assert client.post("/pmif25/apply/", FACTS).status_code == 429
    RegistrationTerms.objects.update(applications_close_at=NOW)
    assert "Applications closed on 1 March 2025, 14:00" in client.get("/pmif25/apply/").text


def at(name, application):
    return reverse(f"admin:delegations_application_{name}", args=[application.pk])


def test_desk_accepts_asks_and_refuses_in_the_panel(client, edition, submitted, desk):
    near = mission(edition, "Sampel Coper Limited", "a@x.example")
    client.force_login(desk)
    page = client.get(at("change", submitted)).text
    assert near.name in page
    assert submitted.secret not in page
    client.post(at("ask", submitted), {"question": "Which licence?"})
    applications.answer(submitted, text="EL-7", now=NOW)
    assert "EL-7" in client.get(at("change", submitted)).text
    assert "greater than or equal to 1" in client.post(at("accept", submitted), {"name": "X", "places": "0"}).text
    client.post(at("accept", submitted), {"name": "Sample Copper Limited", "places": "2"})
    assert Delegation.objects.get(name="Sample Copper Limited").applied_as == submitted
    assert client.post(at("refuse", submitted), {"reason": "Late"}).status_code == 200
    submitted.refresh_from_db()
    assert submitted.status == S.ACCEPTED


def test_queue_takes_the_same_queries_for_more(client, edition, submitted, desk):
    client.force_login(desk)
    counts = []
    for number in range(2):
        for more in range(2 * number):
            one = applications.apply(edition, FACTS | {"email": f"{more}@c.example"}, now=NOW)
            applications.confirm(one, now=NOW)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("admin:delegations_application_changelist"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
