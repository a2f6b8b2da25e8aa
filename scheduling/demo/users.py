"""Whom a visitor may come in as: one user for each desk, and one on the other side of it."""

from accounts.models import User
from forum.models import Edition, Role, TeamMember

DOMAIN = "majlis.example"
TEAM = [
    ("organiser", "Sample Organiser", Role.ORGANISER),
    ("programme", "Sample Programme Officer", Role.PROGRAMME),
    ("meetings.desk", "Sample Meetings Desk", Role.MEETINGS),
    ("accreditation.desk", "Sample Accreditation Desk", Role.ACCREDITATION),
    ("protocol", "Sample Protocol Officer", Role.PROTOCOL),
    ("press", "Sample Press Officer", Role.PRESS),
    ("gate", "Sample Gate Steward", Role.GATE),
    ("viewer", "Sample Viewer", Role.VIEWER),
]


def load(edition: Edition) -> int:
    """Make the secretariat's sample users and their roles; gives how many were missing."""
    return sum(_member(edition, f"{box}@{DOMAIN}", name, role) for box, name, role in TEAM)


def user(box: str) -> User:
    """The sample user who reads ``box@majlis.example``."""
    return User.objects.get(email=f"{box}@{DOMAIN}")


def _member(edition, email, name, role):
    account = User.objects.filter(email=email).first() or User.objects.create_user(email, name=name)
    _row, is_new = TeamMember.objects.get_or_create(edition=edition, user=account, role=role)
    return is_new
