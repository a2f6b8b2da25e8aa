"""The sample delegations: invited, registered and decided on by the actions that everybody uses."""

from accounts.models import User
from delegations.actions import accreditation, invitations, registration
from delegations.models import Delegate, DelegateStatus, Delegation
from forum.models import Edition
from scheduling.demo import moments
from scheduling.demo.people import ALL, Company, Somebody
from scheduling.demo.users import DOMAIN, user

S = DelegateStatus


def load(edition: Edition) -> int:
    """Make the sample delegations that are missing; gives how many."""
    return sum(_delegation(edition, company) for company in ALL)


def _delegation(edition, company: Company):
    if Delegation.objects.filter(edition=edition, external_id=company.external_id).exists():
        return 0
    delegation = Delegation.objects.create(
        edition=edition,
        external_id=company.external_id,
        kind=company.kind,
        country=company.country,
        name=company.name,
        native_name=company.native_name,
        quota=company.quota,
        is_sample=True,
    )
    mission = _invite(delegation, company) if company.focal_point else user("accreditation.desk")
    for somebody in company.people:
        _register(delegation, company, somebody, by=mission)
    return 1


def _invite(delegation, company: Company) -> User:
    email, desk = f"{company.focal_point}@{DOMAIN}", user("accreditation.desk")
    point = invitations.invite(delegation, email=email, name="Sample Focal Point", by=desk, now=moments.INVITED)
    return point.user


def _register(delegation, company: Company, somebody: Somebody, *, by):
    facts = {
        "name": somebody.name,
        "native_name": somebody.native_name,
        "position": somebody.position,
        "organisation": company.organisation,
        "country": company.country,
        "email": somebody.email,
        "category": somebody.category,
    }
    delegate = registration.draft(delegation, facts, by=by, now=moments.REGISTERED)
    for row in (delegate, delegate.person):
        row.external_id = somebody.external_id
        row.save(update_fields=["external_id"])
    if somebody.status != S.DRAFT:
        registration.submit(delegate, by=by, now=moments.REGISTERED)
        _decide(Delegate.objects.get(pk=delegate.pk), somebody)


def _decide(delegate: Delegate, somebody: Somebody):
    """What the desk has done with the name so far; nothing for one that was only submitted."""
    desk, now = user("accreditation.desk"), moments.DECIDED
    if somebody.status == S.APPROVED:
        accreditation.approve(delegate, by=desk, now=now)
    elif somebody.status == S.INFO_NEEDED:
        accreditation.ask(delegate, question=somebody.question, by=desk, now=now)
    elif somebody.status == S.IN_REVIEW:
        accreditation.start_review(delegate, by=desk, now=now)
