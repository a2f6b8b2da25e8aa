"""The sample delegations, each person at the status that shows one step of the accreditation."""

from accounts.models import User
from delegations.models import Delegate, DelegateCategory, DelegateStatus, Delegation, DelegationStatus, FocalPoint
from forum.models import Edition, Person
from scheduling.demo import moments
from scheduling.demo.people import ALL, Company, Somebody
from scheduling.demo.users import DOMAIN


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
        status=DelegationStatus.REGISTERING,
        is_sample=True,
    )
    if company.focal_point:
        email, name = f"{company.focal_point}@{DOMAIN}", "Sample Focal Point"
        user = User.objects.filter(email=email).first() or User.objects.create_user(email, name=name)
        FocalPoint.objects.create(delegation=delegation, user=user, is_primary=True, invited_at=moments.INVITED)
    for somebody in company.people:
        _delegate(delegation, company, somebody)
    return 1


def _delegate(delegation, company: Company, somebody: Somebody):
    person = Person.objects.create(
        external_id=somebody.external_id,
        name=somebody.name,
        native_name=somebody.native_name,
        position=somebody.position,
        organisation=company.name,
        country=company.country,
        email=somebody.email,
        is_sample=True,
    )
    if somebody.email.endswith(DOMAIN):
        person.user = User.objects.create_user(somebody.email, name=somebody.name)
        person.save(update_fields=["user"])
    delegate = Delegate.objects.create(
        edition=delegation.edition,
        external_id=somebody.external_id,
        delegation=delegation,
        person=person,
        category=somebody.category,
        status=somebody.status,
        question=somebody.question,
        submitted_at=None if somebody.status == DelegateStatus.DRAFT else moments.REGISTERED,
    )
    if somebody.category == DelegateCategory.HEAD_OF_DELEGATION:
        delegation.head = delegate
        delegation.save(update_fields=["head"])
