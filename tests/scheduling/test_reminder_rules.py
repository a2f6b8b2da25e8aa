"""Rules: what an organiser writes, what is shown before it is saved, what follows, and who may."""

import datetime as dt

import pytest

from accounts.models import User
from core import access
from core.errors import DomainError, InvalidInput
from delegations.models import PersonFacts
from delegations.person_erasers import erase
from forum.actions import editions
from forum.models import Role, TeamMember
from scheduling.actions import reminder_plans, reminder_rules, reminding
from scheduling.models import Reminder, ReminderRule
from scheduling.reminders import preview, usual
from tests.scheduling.meeting_samples import NOW, at

pytestmark = pytest.mark.django_db
LIST = "/admin/scheduling/reminderrule/"
FACTS = {"thing": "meeting", "reader": "participants", "moment": "before_start", "amount": 60, "unit": "minutes"}


def planned():
    return sorted(set(Reminder.objects.planned().values_list("due_at", flat=True)))


def test_adding_changing_and_switching_off_plan_anew(placed, edition, organiser):
    acting = {"by": organiser, "now": NOW}
    rule = reminder_rules.add(edition, **FACTS, **acting)
    assert planned() == [at(5)]
    reminder_rules.edit(rule, amount=2, unit="hours", **acting)
    assert planned() == [at(4)]
    reminder_rules.edit(rule, is_active=False, **acting)
    assert planned() == []
    reminder_rules.edit(rule, is_active=True, **acting)
    reminding.tell_due(now=at(4))
    reminder_rules.edit(rule, amount=1, by=organiser, now=at(4, 30))
    assert planned() == [], "who was told by it is not told again"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"amount": None}, "__all__"),
        ({"amount": 0}, "amount"),
        ({"thing": "arrival", "moment": "before_end"}, "__all__"),
        ({"thing": "names"}, "__all__"),
        ({"moment": "evening_before"}, "__all__"),
        ({"channel": "pigeon"}, "channel"),
        ({"moment": "after_end", "amount": 8, "unit": "days"}, "__all__"),
        ({}, "__all__"),
    ],
)
def test_rule_that_says_nothing_or_the_same_is_refused(edition, organiser, facts, field):
    reminder_rules.add(edition, **FACTS, by=organiser, now=NOW)
    with pytest.raises(InvalidInput) as refusal:
        reminder_rules.add(edition, **FACTS | facts, by=organiser, now=NOW)
    assert refusal.value.field == field
    assert ReminderRule.objects.count() == 1


def test_rule_of_the_beginning_does_not_become_one_of_the_end(edition, organiser):
    rule = reminder_rules.add(edition, **FACTS, by=organiser, now=NOW)
    for moment in ("before_end", "after_end"):
        with pytest.raises(InvalidInput):
            reminder_rules.edit(rule, moment=moment, by=organiser, now=NOW)
    assert rule.moment == "before_start"


def test_archived_edition_takes_no_rule(edition, organiser):
    rule = reminder_rules.add(edition, **FACTS, by=organiser, now=NOW)
    editions.archive(edition, by=organiser, now=NOW)
    for refused in (
        lambda: reminder_rules.add(edition, **FACTS | {"amount": 5}, by=organiser, now=NOW),
        lambda: reminder_rules.edit(rule, amount=5, by=organiser, now=NOW),
        lambda: reminder_rules.write_usual(edition, by=organiser, now=NOW),
    ):
        with pytest.raises(DomainError):
            refused()


def test_new_edition_begins_with_the_usual_rules_and_keeps_what_is_made_of_them(edition, organiser):
    reminder_plans.plan_marked(now=NOW)
    assert ReminderRule.objects.filter(edition=edition).count() == len(usual.RULES)
    ReminderRule.objects.update(is_active=False)
    reminder_plans.plan_all(now=NOW)
    assert not ReminderRule.objects.filter(is_active=True).exists()
    assert reminder_rules.write_usual(edition, by=organiser, now=NOW) == []


def test_preview_says_what_saving_does(placed, edition, organiser):
    rule = ReminderRule(edition=edition, **FACTS)
    seen = preview.of(rule, now=NOW)
    assert (seen.reminders, seen.people, seen.at_once, seen.so_far, seen.more) == (3, 3, 0, 0, 0)
    assert next((want.seat.to.email, want.due_at) for want in seen.first) == ("sample.attache@majlis.example", at(5))
    assert Reminder.objects.count() == 0
    late = preview.of(rule, now=at(5, 30))
    assert (late.reminders, late.at_once) == (3, 3)
    rule = reminder_rules.add(edition, **FACTS, by=organiser, now=NOW)
    assert Reminder.objects.planned().count() == seen.reminders
    rule.is_active = False
    assert (preview.of(rule, now=NOW).reminders, preview.of(rule, now=NOW).so_far) == (0, 3)
    reminding.tell_due(now=at(5))
    rule.is_active = True
    assert preview.of(rule, now=at(5)).reminders == 0


def test_panel_shows_first_and_saves_when_sent_again(client, placed, edition, organiser, desk):
    client.force_login(organiser)
    sent = {"edition": edition.pk, "channel": "email", "is_active": "on", "at": ""} | FACTS
    page = client.post(LIST + "add/", sent)
    assert page.status_code == 200
    assert ReminderRule.objects.count() == 0
    again = dict(page.context["given"]) | {"_seen": "1"}
    assert client.post(LIST + "add/", again).status_code == 302
    rule = ReminderRule.objects.get()
    assert (rule.amount, rule.is_active) == (60, True)
    page = client.post(f"{LIST}{rule.pk}/change/", sent | {"amount": ""})
    assert "Say how long." in page.content.decode()
    page = client.post(f"{LIST}{rule.pk}/change/", sent | {"moment": "before_end"})
    assert "switch it off, and add another" in page.content.decode()
    client.force_login(desk)
    assert client.get(LIST).status_code == 200
    assert client.post(LIST + "add/", sent).status_code == 403
    assert client.post(f"{LIST}{rule.pk}/change/", sent | {"_seen": "1"}).status_code == 403
    assert client.post(f"{LIST}write_usual/", {"edition": edition.pk}).status_code in (403, 404)


def test_lists_take_the_same_number_of_queries_at_1_and_at_3_rows(
    client, placed, edition, organiser, django_assert_max_num_queries
):
    client.force_login(organiser)
    reminder_rules.add(edition, **FACTS | {"reader": "desk"}, by=organiser, now=NOW)
    pages = [LIST, "/admin/scheduling/reminder/"]
    for page in pages:
        client.get(page)
    counts = []
    for page in pages:
        with django_assert_max_num_queries(40) as found:
            client.get(page)
        counts.append(len(found.captured_queries))
    for amount in (2, 3):
        reminder_rules.add(edition, **FACTS | {"amount": amount}, by=organiser, now=NOW)
    for page, count in zip(pages, counts, strict=True):
        with django_assert_max_num_queries(count):
            assert client.get(page).status_code == 200
    shown = client.get(pages[1]).content.decode()
    assert "Cooperation on sample minerals" in shown
    assert "sample.envoy@majlis.example" in shown


@pytest.mark.parametrize("role", Role)
def test_rows_and_rules_agree_for_every_role(placed, edition, organiser, envoy, role):
    rule = reminder_rules.add(edition, **FACTS, by=organiser, now=NOW)
    user = User.objects.create_user("sample@majlis.example", name="Sample")
    TeamMember.objects.create(edition=edition, user=user, role=role)
    Reminder.objects.filter(email=envoy.email).update(recipient=user)
    for one in Reminder.objects.all():
        seen = role == Role.ORGANISER or one.recipient_id == user.pk
        assert access.allows(user, "view_reminder", one) is seen
        assert Reminder.objects.visible_to(user).filter(pk=one.pk).exists() is seen
    assert access.allows(user, "view_reminder_rule", rule)
    assert access.allows(user, "edit_reminders", rule) is (role == Role.ORGANISER)
    assert access.allows(user, "edit_reminders", edition) is (role == Role.ORGANISER)
    stranger = User.objects.create_user("stranger2@majlis.example", name="Sample")
    assert not access.allows(stranger, "view_reminder_rule", rule)
    assert not Reminder.objects.visible_to(stranger).exists()


def test_reminders_go_when_the_person_asks_to_be_erased_and_stay_a_month_otherwise(placed, edition, organiser, envoy):
    reminder_rules.add(edition, **FACTS, by=organiser, now=NOW)
    reminding.tell_due(now=at(5))
    erase(envoy, PersonFacts.MAILS)
    assert sorted(Reminder.objects.values_list("email", flat=True)) == [
        "sample.attache@majlis.example",
        "sample.minister@majlis.example",
    ]
    reminder_plans.plan_all(now=at(5) + dt.timedelta(days=30))
    assert Reminder.objects.count() == 2
    reminder_plans.plan_all(now=at(6, 1) + dt.timedelta(days=30))
    assert Reminder.objects.count() == 0
