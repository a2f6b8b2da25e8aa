"""The accreditation desk and the delegations in the admin panel."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import StatusChange
from delegations import revisions
from delegations.actions import accreditation, registration
from delegations.models import Delegate, DelegateStatus, Delegation, DelegationStatus
from forum.models import Role
from notifications.models import Message, MessageStatus
from tests.delegations.missions import NOW, accredited, member, mission


def at(name, thing=None):
    kind = "delegation" if isinstance(thing, Delegation) or name.startswith("delegations") else "delegate"
    if thing is None:
        return reverse(f"admin:delegations_{kind}_changelist")
    return reverse(f"admin:delegations_{kind}_{name}", args=[thing.pk])


@pytest.fixture
def panel(client, desk):
    client.force_login(desk)
    return client


def messages_of(answer):
    return [str(message) for message in answer.context["messages"]]


def test_queue_counts_each_status_and_narrows_by_it(panel, delegation):
    for number, status in enumerate([DelegateStatus.SUBMITTED, DelegateStatus.SUBMITTED, DelegateStatus.APPROVED]):
        accredited(delegation, number, status)
    tabs = panel.get(at("delegates")).context["status_tabs"]
    assert [(str(tab["label"]), tab["count"]) for tab in tabs] == [("", 3), ("submitted", 2), ("approved", 1)]
    page = panel.get(at("delegates") + tabs[1]["url"]).text
    assert "Sample Delegate 0" in page
    assert "Sample Delegate 2" not in page


def test_look_changes_nothing_and_taking_up_does(panel, delegate, desk):
    assert "Submitted" in panel.get(at("change", delegate)).text
    assert not StatusChange.objects.of(delegate).exists()
    panel.post(at("take_up", delegate), {"csrfmiddlewaretoken": "x"})
    assert "In review" in panel.get(at("change", delegate)).text
    assert StatusChange.objects.of(delegate).get().actor == desk


def test_look_of_a_viewer_takes_nothing_up(client, edition, delegate):
    client.force_login(member(edition, Role.VIEWER))
    page = client.get(at("change", delegate))
    assert page.status_code == 200
    assert reverse("admin:delegations_delegate_approve", args=[delegate.pk]) not in page.text
    assert client.post(at("approve", delegate), {}).status_code == 403
    delegate.refresh_from_db()
    assert delegate.status == DelegateStatus.SUBMITTED


def test_page_shows_twins_and_history_beside_the_facts(panel, other, delegate, desk):
    accreditation.ask(delegate, question="Which ministry?", by=desk, now=NOW)
    accredited(other, 1, DelegateStatus.WITHDRAWN)
    page = panel.get(at("change", delegate)).text
    for words in (
        "Possibly the same person",
        "Sample Mission B",
        "Which ministry?",
        "1 Mar 2025, 14:00",
        "a@mission.example",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("verb", "form", "after"),
    [
        ("approve", {}, "approved"),
        ("ask", {"question": "Which ministry?"}, "info_needed"),
        ("reject", {"reason": "No."}, "rejected"),
    ],
)
def test_buttons_decide(panel, delegate, verb, form, after):
    panel.post(at(verb, delegate), {"seen": revisions.of(delegate), **form})
    delegate.refresh_from_db()
    assert delegate.status == after
    assert Message.objects.filter(kind=f"delegate_{after}").count() == 2


def test_buttons_revoke_and_review_again(panel, delegate, desk):
    accreditation.approve(delegate, by=desk, now=NOW)
    panel.post(at("take_up", delegate), {"csrfmiddlewaretoken": "x"})
    delegate.refresh_from_db()
    assert delegate.status == DelegateStatus.IN_REVIEW
    panel.post(at("approve", delegate), {"seen": revisions.of(delegate)})
    panel.post(at("revoke", delegate), {"reason": "Left the ministry."})
    delegate.refresh_from_db()
    assert delegate.status == DelegateStatus.REVOKED


@pytest.mark.parametrize(("verb", "field"), [("ask", "question"), ("reject", "reason")])
def test_buttons_ask_for_their_words(panel, delegate, verb, field):
    answer = panel.post(at(verb, delegate), {field: ""})
    assert field in answer.context["form"].errors
    delegate.refresh_from_db()
    assert delegate.status == DelegateStatus.SUBMITTED


def test_refused_decision_is_shown_in_words(panel, delegation):
    draft = accredited(delegation, status=DelegateStatus.DRAFT)
    assert "cannot become approved" in panel.post(at("approve", draft), {"seen": revisions.of(draft)}).text


def test_bulk_approval_shows_first_and_does_then(panel, delegation):
    rows = [accredited(delegation, number) for number in range(2)] + [accredited(delegation, 2, DelegateStatus.DRAFT)]
    chosen = {"action": "approve_chosen", "_selected_action": [row.pk for row in rows]}
    preview = panel.post(at("delegates"), chosen)
    assert (preview.context["mails"], len(preview.context["approvals"])) == (4, 2)
    assert "2 delegates will be approved" in preview.text
    assert "4 mails leave" in preview.text
    assert not Message.objects.exists()
    done = panel.post(at("delegates"), chosen | seen_in(preview) | {"apply": "yes"}, follow=True)
    assert messages_of(done) == [
        "2 delegates are approved.",
        "Sample Delegate 2 is draft and cannot become approved.",
    ]
    assert Message.objects.count() == 4


def seen_in(preview):
    return {
        f"seen-{one.delegate.pk}": one.revision for one in preview.context["approvals"] + preview.context["refusals"]
    }


def test_bulk_approval_leaves_out_who_has_changed_since_the_preview(panel, delegation, focal):
    rows = [accredited(delegation, number) for number in range(2)]
    chosen = {"action": "approve_chosen", "_selected_action": [row.pk for row in rows]}
    preview = panel.post(at("delegates"), chosen)
    for name, value in seen_in(preview).items():
        assert f'name="{name}" value="{value}"' in preview.text
    registration.edit(rows[0], {"name": "Somebody Else"}, by=focal, now=NOW)

    done = panel.post(at("delegates"), chosen | seen_in(preview) | {"apply": "yes"}, follow=True)

    assert messages_of(done) == [
        "1 delegate is approved.",
        "Somebody Else has changed since you opened the page. Look again, then decide.",
    ]
    assert [Delegate.objects.get(pk=row.pk).status for row in rows] == ["submitted", "approved"]


def test_bulk_approval_without_a_preview_approves_nobody(panel, delegate):
    chosen = {"action": "approve_chosen", "_selected_action": [delegate.pk], "apply": "yes"}
    assert "Look again, then decide." in messages_of(panel.post(at("delegates"), chosen, follow=True))[0]
    delegate.refresh_from_db()
    assert delegate.status == DelegateStatus.SUBMITTED


@pytest.mark.parametrize(
    ("verb", "words"),
    [("approve", {}), ("ask", {"question": "Which ministry?"}), ("reject", {"reason": "No."})],
)
def test_decision_on_facts_that_were_edited_meanwhile_is_refused(panel, delegate, focal, verb, words):
    page = panel.get(at("change", delegate)).text
    link = re.search(rf'href="({at(verb, delegate)}\?seen=[\d-]+)"', page)[1]
    registration.edit(delegate, {"name": "Somebody Else"}, by=focal, now=NOW)
    asked = panel.get(link)
    seen = asked.context["form"]["seen"].value()
    assert f'value="{seen}"' in asked.text

    answer = panel.post(at(verb, delegate), {"seen": seen, **words})

    assert "Somebody Else has changed since you opened the page. Look again, then decide." in answer.text
    delegate.refresh_from_db()
    assert (delegate.status, Message.objects.count()) == (DelegateStatus.SUBMITTED, 0)
    again = panel.get(at(verb, delegate)).context["form"]["seen"].value()
    assert panel.post(at(verb, delegate), {"seen": again, **words}).status_code == 302


def test_decision_that_says_not_what_it_rests_on_is_refused(panel, delegate):
    assert "seen" in panel.post(at("approve", delegate), {}).context["form"].errors


def test_bulk_approval_is_the_desks(client, edition, delegate):
    client.force_login(member(edition, Role.VIEWER))
    client.post(
        at("delegates"), {"action": "approve_chosen", "_selected_action": [delegate.pk], "apply": "yes"}, follow=True
    )
    delegate.refresh_from_db()
    assert delegate.status == DelegateStatus.SUBMITTED


def test_delegation_is_made_and_its_focal_point_invited(panel, edition):
    panel.post(
        reverse("admin:delegations_delegation_add"),
        {
            "edition": edition.pk,
            "kind": "state",
            "country": "AZ",
            "name": "Sample Mission C",
            "quota": "5",
            "quotas-TOTAL_FORMS": "1",
            "quotas-INITIAL_FORMS": "0",
            "quotas-0-category": "media",
            "quotas-0-places": "2",
            "quotas-0-overflow_places": "1",
        },
    )
    made = Delegation.objects.get(name="Sample Mission C")
    assert made.status == DelegationStatus.INVITED
    assert made.quotas.values_list("category", "places", "overflow_places").get() == ("media", 2, 1)
    panel.post(at("invite", made), {"email": "c@mission.example", "name": "Sample Secretary", "language": "ur"})
    assert Message.objects.get().language == "ur"
    page = panel.get(at("change", made)).text
    assert "c@mission.example" in page
    assert "Mail: queued" in page


def test_invitation_that_bounced_says_why(panel, delegation):
    point = delegation.focal_points.get()
    panel.post(at("resend", delegation), {"focal_point": point.pk})
    Message.objects.update(status=MessageStatus.FAILED, last_error="550 no such mailbox")
    assert "550 no such mailbox" in panel.get(at("change", delegation)).text


@pytest.mark.parametrize("email", ["nobody", "a@mission.example\r\nBcc: b@mission.example"])
def test_invitation_to_a_bad_address_is_refused_by_field(panel, delegation, email):
    answer = panel.post(at("invite", delegation), {"email": email, "language": "en"})
    assert "email" in answer.context["form"].errors
    assert not Message.objects.exists()


def test_invitation_of_a_focal_point_twice_is_refused_in_the_form(panel, delegation):
    answer = panel.post(at("invite", delegation), {"email": "a@mission.example", "language": "en"})
    assert "focal point of Sample Mission A already" in answer.text


def test_primary_is_replaced_and_delegations_close_decline_and_withdraw(panel, delegation, other, delegate):
    panel.post(at("replace_primary", delegation), {"email": "new@mission.example", "language": "en"})
    assert delegation.focal_points.get().user.email == "new@mission.example"
    panel.post(at("withdraw", delegation), {"reason": "Travel"})
    panel.post(at("decline", other), {"reason": "Travel"})
    third = mission(delegation.edition, "Sample Mission C", "c@mission.example", status=DelegationStatus.CONFIRMED)
    panel.post(at("close", third), {"csrfmiddlewaretoken": "x"})
    fourth = mission(delegation.edition, "Sample Mission D", "d@mission.example", status=DelegationStatus.INVITED)
    panel.post(at("accept", fourth), {"csrfmiddlewaretoken": "x"})
    statuses = Delegation.objects.order_by("name").values_list("status", flat=True)
    assert list(statuses) == ["withdrawn", "declined", "closed", "registering"]
    delegate.refresh_from_db()
    assert delegate.status == DelegateStatus.WITHDRAWN


@pytest.mark.parametrize("page", ["delegates", "delegations"])
def test_lists_cost_the_same_for_one_and_for_three(panel, edition, page):
    costs = []
    for number in range(3):
        accredited(mission(edition, f"Sample Mission {number}", f"{number}@mission.example"), number)
        with CaptureQueriesContext(connection) as queries:
            panel.get(at(page))
        costs.append(len(queries))
    assert costs[0] == costs[2]


def test_delegates_are_not_made_or_deleted_in_the_panel(panel, delegate):
    assert panel.get(reverse("admin:delegations_delegate_add")).status_code == 403
    assert (
        panel.post(reverse("admin:delegations_delegate_delete", args=[delegate.pk]), {"post": "yes"}).status_code == 403
    )
    assert Delegate.objects.count() == 1


def test_delegations_are_found_by_a_focal_points_address_with_their_places(panel, delegation, other, desk):
    delegation.focal_points.create(user=desk)
    for number in range(2):
        accredited(delegation, number)
    page = panel.get(at("delegations") + "?q=mission.example")
    found = page.context["cl"].queryset.values_list("name", "places_used").order_by("name")
    assert list(found) == [("Sample Mission A", 2), ("Sample Mission B", 0)]


def test_queue_is_searched_by_name_mail_and_delegation(panel, delegation, other):
    accredited(delegation, 1)
    accredited(other, 2, native_name="نمونہ")
    for words, name in (
        ("delegate1@", "Sample Delegate 1"),
        ("mission B", "Sample Delegate 2"),
        ("نمونہ", "Sample Delegate 2"),
    ):
        found = panel.get(at("delegates"), {"q": words}).context["cl"].queryset
        assert [str(delegate) for delegate in found] == [name]
