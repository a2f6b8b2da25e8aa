"""Sample agencies that clear the press, and a sample media house whose people are before them."""

from django.utils.timezone import now

from accounts.models import User
from delegations.actions import accreditation, agencies, clearances
from delegations.models import Agency, CategoryTerms, Clearance, Delegate, DelegateCategory, DelegateStatus, GrantedFact
from forum.models import Edition
from scheduling.demo.users import DOMAIN, user

AGENCIES = [
    ("Sample Security Agency", "نمونہ سیکیورٹی ادارہ", "agency", [GrantedFact.DOCUMENT, GrantedFact.PHOTO]),
    ("Sample Press Office", "نمونہ پریس دفتر", "press.office", [GrantedFact.ATTACHMENTS, GrantedFact.TRAVEL]),
]


def load(edition: Edition) -> int:
    """Make the agencies that are missing, and ask them about the media house; gives how many were made."""
    missing = [one for one in AGENCIES if not Agency.objects.filter(edition=edition, name=one[0]).exists()]
    for name, native_name, box, granted in missing:
        agency = Agency.objects.create(
            edition=edition, name=name, native_name=native_name, granted=granted, is_sample=True
        )
        given = {"email": f"{box}@{DOMAIN}", "name": f"{name}: member"}
        agencies.invite(agency, **given, by=user("organiser"), now=now())
        CategoryTerms.objects.get(edition=edition, category=DelegateCategory.MEDIA).agencies.add(agency)
    if missing:
        _ask(edition)
    return len(missing)


def _ask(edition):
    """From today, so that the clocks of the agencies run while somebody looks at the demo."""
    press = Delegate.objects.filter(edition=edition, delegation__is_sample=True, category=DelegateCategory.MEDIA)
    for delegate in press.filter(status=DelegateStatus.SUBMITTED).order_by("pk"):
        accreditation.approve(delegate, by=user("accreditation.desk"), now=now())
    answered = Clearance.objects.filter(agency__edition=edition, agency__name=AGENCIES[0][0]).order_by("pk")
    member = User.objects.get(email=f"{AGENCIES[0][2]}@{DOMAIN}")
    if first := answered.first():
        clearances.clear(first, by=member, now=now())
