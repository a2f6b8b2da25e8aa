"""Who may do what with the programme: every rule in one table, and ``visible_to`` held to the ``view_`` rules."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

import forum.rules
from accounts.models import User
from core import access
from forum.actions import sessions, speakers
from forum.models import Edition, Exhibitor, Opportunity, Person, Role, Session, TeamMember
from forum.slots import Slot

pytestmark = pytest.mark.django_db

EVERYBODY = ["anonymous", "stranger", "other_edition", *Role.values, "superuser"]
TEAM = {*Role.values, "superuser"}
MAY = {
    "open_desk": TEAM,
    "edit_edition": {"organiser", "superuser"},
    "edit_programme": {"organiser", "programme", "superuser"},
    "edit_venue": {"organiser", "programme", "meetings", "superuser"},
}


def user_of(role, edition):
    """The user of the matrix that bears this name."""
    if role == "anonymous":
        return AnonymousUser()
    if role == "superuser":
        return User.objects.create_superuser("superuser@majlis.example", "x", name="Sample Superuser")
    user = User.objects.create_user(f"matrix.{role}@majlis.example", name="Sample Officer")
    if role == "other_edition":
        edition = Edition.objects.create(
            slug="other", name="Other", short_name="Other", starts_on=edition.starts_on, ends_on=edition.ends_on
        )
        role = Role.ORGANISER
    if role in Role.values:
        TeamMember.objects.create(edition=edition, user=user, role=role)
    return user


@pytest.fixture
def everybody(edition):
    """One user for each line of the matrix: made once, for they are asked about many things."""
    return {role: user_of(role, edition) for role in EVERYBODY}


@pytest.mark.parametrize("rule", MAY)
def test_rule_allows_whom_the_table_names(edition, everybody, rule):
    assert {role for role, user in everybody.items() if access.allows(user, rule, edition)} == MAY[rule]


@pytest.mark.parametrize("rule", MAY)
def test_rule_allows_nobody_without_a_thing(edition, rule):
    assert not access.allows(user_of("organiser", edition), rule, None)


@pytest.fixture
def everything(panel, scheduled, edition, acting, speaker, at):
    """A session in every status, a speaker of each, persons outside the programme, projects."""
    for verbs in ([], ["cancel"], ["start"], ["start", "finish"]):
        session = sessions.draft(edition, title="Sample " + "-".join(verbs), **acting)
        speakers.add(session, Person.objects.create(name=f"Of {session.title}"), **acting)
        if verbs:
            sessions.schedule(session, Slot(at(15), at(16)), **acting)
        for verb in verbs:
            getattr(sessions, verb)(session, **acting)
    Person.objects.create(name="Nobody's speaker")
    Opportunity.objects.create(edition=edition, name="Sample Dik")
    Exhibitor.objects.create(edition=edition, organisation="Sample House")


@pytest.mark.parametrize(
    ("model", "rule"),
    [
        (Session, "view_session"),
        (Person, "view_person"),
        (Opportunity, "view_opportunity"),
        (Exhibitor, "view_exhibitor"),
    ],
)
def test_rows_seen_are_those_that_the_rule_allows(everything, everybody, model, rule):
    rows = set(model.objects.all())
    seen = {role: set(model.objects.visible_to(user)) for role, user in everybody.items()}
    allowed = {role: {row for row in rows if access.allows(user, rule, row)} for role, user in everybody.items()}
    assert seen == allowed
    assert seen["superuser"] == rows != set()


def test_drafts_are_seen_by_the_team_of_their_edition_alone(everything, everybody):
    drafts = {
        role: Session.objects.visible_to(user).filter(status="draft").exists() for role, user in everybody.items()
    }
    assert {role for role, seen in drafts.items() if seen} == TEAM


def test_person_sees_oneself(edition):
    user = user_of("stranger", edition)
    own = Person.objects.create(name="Sample Delegate 3", user=user)
    assert list(Person.objects.visible_to(user)) == [own]


def test_every_rule_of_the_forum_stands_in_a_table():
    named = set(re.findall(r'add_rule\("(\w+)"', Path(forum.rules.__file__).read_text(encoding="utf-8")))
    elsewhere = {"edit_user"}  # of accounts, in tests/accounts
    assert named - elsewhere == {*MAY, "view_session", "view_person", "view_opportunity", "view_exhibitor"}
