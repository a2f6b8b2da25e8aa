"""The portal's pages: a mission's own delegation, registering, answering, withdrawing; and nothing of another's."""

import pytest
from django.urls import reverse

from core.models import StatusChange
from delegations.actions import accreditation
from delegations.models import Delegate, DelegateStatus, Delegation, DelegationStatus, RegistrationTerms
from forum.models import Person
from notifications.models import Message
from tests.delegations.missions import NOW, accredited, facts, mission

STATUSES = DelegateStatus.values


def address(name, thing=None):
    args = ["pmif25", thing.public_id] if thing else ["pmif25"]
    return reverse(f"delegations:{name}", args=args)


@pytest.fixture
def mine(client, focal):
    client.force_login(focal)
    return client


def who(number=1, **more):
    form = {name: value for name, value in facts(number).items() if name != "email"}
    return {"category": "delegate", **form, **more}


def test_mine_leads_to_the_one_delegation(mine, delegation):
    answer = mine.get(address("mine"))
    assert (answer.status_code, answer["Location"]) == (302, address("delegation", delegation))


def test_mine_offers_a_choice_between_several(mine, delegation, other, focal):
    other.focal_points.create(user=focal)
    page = mine.get(address("mine")).text
    assert "Sample Mission A" in page
    assert "Sample Mission B" in page


def test_mine_says_so_where_there_is_none(client, organiser):
    client.force_login(organiser)
    assert "You belong to no delegation" in client.get(address("mine")).text


def test_delegation_lists_people_with_what_is_next(mine, delegation):
    for number, status in enumerate(STATUSES):
        accredited(delegation, number, status)
    RegistrationTerms.objects.create(edition=delegation.edition, nominations_close_at=NOW)
    Delegation.objects.filter(pk=delegation.pk).update(quota=9)
    page = mine.get(address("delegation", delegation)).text
    assert page.index("Sample Delegate 3") < page.index("Sample Delegate 0") < page.index("Sample Delegate 1")
    assert "2 wait for you" in page
    assert "4 of 9 places are left" in page
    assert "Saturday 1 March 2025, 14:00" in page
    assert "Asia/Karachi" in page


def test_delegation_without_people_says_what_to_do(mine, delegation):
    assert "Nobody is registered yet" in mine.get(address("delegation", delegation)).text


@pytest.mark.parametrize("people", [1, 3])
def test_delegation_costs_the_same_for_one_and_for_three(mine, delegation, people, django_assert_num_queries):
    for number in range(people):
        accredited(delegation, number)
    with django_assert_num_queries(18):
        mine.get(address("delegation", delegation))


@pytest.mark.parametrize("rows", [1, 3])
def test_mine_costs_the_same_for_two_and_for_four(mine, edition, focal, rows, django_assert_num_queries):
    for number in range(rows + 1):
        mission(edition, f"Sample Mission {number}", f"{number}@mission.example").focal_points.create(user=focal)
    with django_assert_num_queries(4):
        mine.get(address("mine"))


@pytest.mark.parametrize("changes", [1, 3])
def test_delegate_costs_the_same_for_one_change_and_for_three(
    mine, delegate, desk, focal, changes, django_assert_num_queries
):
    for _round in range(changes):
        accreditation.ask(delegate, question="Which ministry?", by=desk, now=NOW)
        accreditation.answer(delegate, text="Sample Ministry.", by=focal, now=NOW)
    with django_assert_num_queries(23):
        mine.get(address("delegate", delegate))


def test_two_steps_and_a_button_submit_somebody(mine, delegation):
    answer = mine.post(address("register", delegation), who(native_name="نمونہ"))
    draft = Delegate.objects.get()
    assert (answer["Location"], draft.status) == (address("contact", draft), "draft")
    answer = mine.post(
        address("contact", draft),
        {"email": "d@mission.example", "language": "ur", "languages": ["tr", "ur"], "submit": "yes"},
    )
    draft.refresh_from_db()
    assert (answer["Location"], draft.status) == (address("delegation", delegation), "submitted")
    person = draft.person
    assert (person.email, person.language, person.languages) == ("d@mission.example", "ur", ["tr", "ur"])


def test_submit_and_another_leads_to_the_next_form_while_places_are_left(mine, delegation):
    ways = []
    for number in range(delegation.quota):
        mine.post(address("register", delegation), who(number))
        draft = Delegate.objects.order_by("pk").last()
        ways.append(mine.post(address("contact", draft), {"language": "en", "another": "yes"})["Location"])
    assert ways == [address("register", delegation)] * 2 + [address("delegation", delegation)]


def test_draft_can_wait_and_be_submitted_from_its_page(mine, delegation):
    mine.post(address("register", delegation), who())
    draft = Delegate.objects.get()
    mine.post(address("contact", draft), {"language": "en", "later": "yes"})
    assert "Submit to the desk" in mine.get(address("delegate", draft)).text
    mine.post(address("submit", draft))
    draft.refresh_from_db()
    assert draft.status == DelegateStatus.SUBMITTED


def test_incomplete_draft_is_sent_back_to_its_step(mine, delegation):
    draft = accredited(delegation, status=DelegateStatus.DRAFT, position="")
    answer = mine.post(address("submit", draft), follow=True)
    assert answer.redirect_chain == [(address("edit", draft), 302)]
    assert "fill in: position" in answer.text


BAD = [
    ("country", "ZZ", "Select a valid choice"),
    ("country", "", "This field is required"),
    ("name", "", "This field is required"),
    ("name", "x" * 201, "at most 200 characters"),
    ("name", "Sample\x07Delegate", "cannot be written"),
    ("position", "", "This field is required"),
    ("category", "emperor", "Select a valid choice"),
]


@pytest.mark.parametrize(("field", "value", "sentence"), BAD)
def test_register_shows_what_is_wrong_by_field_and_keeps_the_rest(mine, delegation, field, value, sentence):
    answer = mine.post(address("register", delegation), who(**{field: value}))
    assert answer.status_code == 200
    assert sentence in str(answer.context["form"].errors[field])
    kept = "organisation"
    assert answer.context["form"][kept].value() == "Sample Ministry"
    assert not Delegate.objects.exists()
    assert not Person.objects.exists()


@pytest.mark.parametrize("email", ["nobody", "a@mission.example\r\nBcc: b@mission.example", "x" * 250 + "@m.example"])
def test_contact_refuses_a_bad_address_and_writes_nothing(mine, delegation, email):
    draft = accredited(delegation, status=DelegateStatus.DRAFT)
    answer = mine.post(address("contact", draft), {"email": email, "language": "ur", "submit": "yes"})
    assert "email" in answer.context["form"].errors
    draft.refresh_from_db()
    assert (draft.status, draft.person.language, Message.objects.count()) == ("draft", "en", 0)


def test_register_shows_the_refusal_of_a_second_accreditation_in_the_form(mine, delegation, delegate):
    answer = mine.post(address("register", delegation), who())
    assert "is registered for PMIF25 already" in answer.text
    assert answer.context["form"]["position"].value() == "Director"


def test_register_without_a_place_says_so(mine, delegation):
    for number in range(delegation.quota):
        accredited(delegation, number)
    assert "Every place of the delegation is used" in mine.get(address("register", delegation)).text
    answer = mine.post(address("register", delegation), who(9))
    assert answer.status_code == 200
    assert Delegate.objects.count() == delegation.quota


def test_somebody_registered_before_is_offered_and_reused(mine, delegation):
    known = accredited(delegation, status=DelegateStatus.WITHDRAWN).person
    assert f"?person={known.public_id}" in mine.get(address("register", delegation)).text
    page = address("register", delegation) + f"?person={known.public_id}"
    assert mine.get(page).context["form"]["name"].value() == "Sample Delegate 1"
    mine.post(page, who(position="Minister"))
    assert Delegate.objects.get(status="draft").person == known
    assert mine.get(page).status_code == 404


def test_answer_reaches_the_desk(mine, delegate, desk):
    accreditation.ask(delegate, question="Which ministry?", by=desk, now=NOW)
    assert "Which ministry?" in mine.get(address("delegate", delegate)).text
    empty = mine.post(address("answer", delegate), {"text": " "})
    assert "text" in empty.context["form"].errors
    mine.post(address("answer", delegate), {"text": "Sample Ministry."})
    delegate.refresh_from_db()
    assert delegate.status == DelegateStatus.IN_REVIEW


def test_change_after_approval_warns_and_reopens(mine, delegation):
    approved = accredited(delegation, status=DelegateStatus.APPROVED)
    assert "sends the accreditation back" in mine.get(address("edit", approved)).text
    answer = mine.post(address("edit", approved), who(name="Sample Delegate 9"), follow=True)
    assert "the desk reviews it again" in answer.text


def test_withdraw_frees_the_place_and_keeps_the_name_below(mine, delegation, delegate):
    mine.post(address("withdraw", delegate), {"reason": "Ill"})
    assert StatusChange.objects.of(delegate).get().reason == "Ill"
    page = mine.get(address("delegation", delegation)).text
    assert "1 no longer in the delegation" in page
    assert "3 of 3 places are left" in page


def test_what_cannot_be_stored_is_refused_and_no_error(mine, delegation, delegate):
    for reason in ("\x00", "x" * 1001):
        assert mine.post(address("withdraw", delegate), {"reason": reason}).status_code == 409
    assert mine.get(address("register", delegation) + "?person=%00").status_code == 404
    assert mine.post(address("register", delegation), who(2, name="a\x00b")).status_code == 200
    delegate.refresh_from_db()
    assert delegate.status == DelegateStatus.SUBMITTED


def test_invitation_is_accepted_or_declined_on_the_page(mine, delegation):
    for verb, after in (("accept", "registering"), ("decline", "declined")):
        Delegation.objects.filter(pk=delegation.pk).update(status=DelegationStatus.INVITED)
        assert address(verb, delegation) in mine.get(address("delegation", delegation)).text
        mine.post(address(verb, delegation))
        delegation.refresh_from_db()
        assert delegation.status == after


def test_list_is_complete_only_without_drafts(mine, delegation, delegate):
    draft = accredited(delegation, 2, DelegateStatus.DRAFT)
    page = address("delegation", delegation)
    answer = mine.post(address("confirm", delegation), headers={"referer": f"http://testserver{page}"}, follow=True)
    assert "1 person is still a draft" in answer.text
    mine.post(address("withdraw", draft))
    mine.post(address("confirm", delegation))
    delegation.refresh_from_db()
    assert delegation.status == DelegationStatus.CONFIRMED


def test_pages_read_from_right_to_left_in_urdu(mine, delegation, delegate):
    mine.cookies["django_language"] = "ur"
    for page in (address("delegation", delegation), address("delegate", delegate), address("register", delegation)):
        assert 'dir="rtl"' in mine.get(page).text
