"""What agencies, the accreditation desk and approvers are told about clearances.

Names come by the hundred, so an agency and the desk are told at most once in a quarter of an hour, at its end: what
came in it is in one mail, and nothing that came is left untold.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from core.links import absolute
from delegations.models import Agency, AgencyMember, ClearanceOverride
from delegations.notice_facts import EDITION, facts_of, reader
from forum.models import Edition, Role
from notifications import outbox
from notifications.models import Message
from notifications.outbox import Telling

WINDOW = timedelta(minutes=15)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_AGENCY = {
    "edition": EDITION,
    "agency": "Sample Agency for Security",
    "link": "https://majlis.example/pmif25/clearance/agencies/sample/",
}
SAMPLES = {
    "agency_invited": _AGENCY,
    "clearance_queue": _AGENCY,
    "clearance_returned": {"edition": EDITION, "link": "https://majlis.example/admin/delegations/clearance/"},
    "clearance_overridden": {
        "edition": EDITION,
        "person": "Ms Sample Delegate 3",
        "affiliation": "Director, Sample Ministry",
        "delegation": "Sample Delegation 1",
        "words": "The agency has been closed since Friday; the ambassador vouches for her.",
        "entered_by": "Sample Accreditation Desk",
        "link": "https://majlis.example/admin/delegations/delegate/1/change/",
    },
}


def invited(member: AgencyMember, *, now) -> int:
    """Tell somebody that they answer for an agency, and where."""
    edition = member.agency.edition
    telling = Telling("agency_invited", f"agency-member:{member.pk}", edition=edition.slug, facts=_facts(member.agency))
    return outbox.queue(telling, [reader(member.user)], now=now)


def queue_grew(agencies: Iterable[Agency], edition: Edition, *, now) -> int:
    """Tell the members of each agency that names wait, once in a window."""
    number, ends_at = _window(now)
    new = 0
    for agency in agencies:
        telling = Telling("clearance_queue", _about(agency), number, edition=edition.slug, facts=_facts(agency))
        new += outbox.queue(telling, [reader(user) for user in members_of(agency)], now=now, due_at=ends_at)
    return new


def mails_of_growth(agencies: Iterable[Agency], *, now) -> int:
    """How many mails ``queue_grew`` would queue now."""
    number, _ends_at = _window(now)
    return sum(_untold(agency, number) for agency in agencies)


def returned(edition: Edition, *, now) -> int:
    """Tell the desk that agencies have asked, refused or let their time pass, once in a window."""
    number, ends_at = _window(now)
    link = reverse("admin:delegations_clearance_changelist")
    facts = {"edition": facts_of(edition), "link": absolute(link)}
    telling = Telling("clearance_returned", f"clearances:{edition.slug}", number, edition=edition.slug, facts=facts)
    return outbox.queue(telling, [reader(user) for user in _desk(edition)], now=now, due_at=ends_at)


def overridden(override: ClearanceOverride, *, now) -> int:
    """Tell the named approver at once what was done on their word, and by whom."""
    delegate, edition = override.delegate, override.delegate.edition
    facts = {
        "edition": facts_of(edition),
        "person": str(delegate.person),
        "affiliation": delegate.person.affiliation,
        "delegation": delegate.delegation.name,
        "words": override.reason,
        "entered_by": str(override.entered_by),
        "link": absolute(reverse("admin:delegations_delegate_change", args=[delegate.pk])),
    }
    telling = Telling("clearance_overridden", f"override:{override.pk}", edition=edition.slug, facts=facts)
    return outbox.queue(telling, [reader(override.approver)], now=now)


def members_of(agency: Agency) -> QuerySet[User]:
    """Who is told what an agency is told."""
    return User.objects.filter(agencies__agency=agency, is_active=True).order_by("pk")


def _facts(agency):
    link = reverse("clearance:queue", args=[agency.edition.slug, agency.public_id])
    return {"edition": facts_of(agency.edition), "agency": agency.name, "link": absolute(link)}


def _about(agency):
    return f"agency:{agency.public_id}"


def _window(now):
    """The number of the window that ``now`` is in, and its end."""
    number = (now - EPOCH) // WINDOW
    return number, EPOCH + (number + 1) * WINDOW


def _untold(agency, number):
    told = Message.objects.filter(kind="clearance_queue", about=_about(agency), version=number)
    return members_of(agency).exclude(pk__in=told.values("recipient")).count()


def _desk(edition):
    """The accreditation desk; where nobody has that job, the organisers."""
    members = User.objects.filter(team_roles__edition=edition, is_active=True).order_by("pk").distinct()
    return members.filter(team_roles__role=Role.ACCREDITATION) or members.filter(team_roles__role=Role.ORGANISER)
