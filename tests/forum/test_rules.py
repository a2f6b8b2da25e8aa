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


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("rule", MAY)
def test_rule_allows_whom_the_table_names(edition, rule, role):
    assert access.allows(user_of(role, edition), rule, edition) == (role in MAY[rule])


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


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize(
    ("model", "rule"),
    [
        (Session, "view_session"),
        (Person, "view_person"),
        (Opportunity, "view_opportunity"),
        (Exhibitor, "view_exhibitor"),
    ],
)
def test_rows_seen_are_those_that_the_rule_allows(everything, edition, role, model, rule):
    user = user_of(role, edition)
    seen = set(model.objects.visible_to(user))
    assert seen == {row for row in model.objects.all() if access.allows(user, rule, row)}


@pytest.mark.parametrize("role", EVERYBODY)
def test_drafts_are_seen_by_the_team_of_their_edition_alone(everything, edition, role):
    seen = Session.objects.visible_to(user_of(role, edition)).filter(status="draft").exists()
    assert seen == (role in TEAM)


def test_person_sees_oneself(edition):
    user = user_of("stranger", edition)
    own = Person.objects.create(name="Sample Delegate 3", user=user)
    assert list(Person.objects.visible_to(user)) == [own]


def test_every_rule_of_the_forum_stands_in_a_table():
    named = set(re.findall(r'add_rule\("(\w+)"', Path(forum.rules.__file__).read_text(encoding="utf-8")))
    elsewhere = {"edit_user"}  # of accounts, in tests/accounts
    assert named - elsewhere == {*MAY, "view_session", "view_person", "view_opportunity", "view_exhibitor"}
