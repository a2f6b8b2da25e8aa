"""The ways into a delegation, each on a sample: a backup and a note verbale, a group code with somebody who came by it,
applications before the desk. From today, so that codes are good while somebody looks at the demo."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils.timezone import now

from accounts.models import User
from delegations.actions import applications, focal_points, group_codes, invitations, notes_verbales
from delegations.models import Application, Delegation, GroupCode, RegistrationTerms
from forum.models import Edition
from scheduling.demo import moments
from scheduling.demo.people import MINING, NORTHLAND
from scheduling.demo.users import DOMAIN, user

DAYS = 90
NOTE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 62>>stream
BT /F 14 Tf 72 760 Td (Sample note verbale of Northland) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF"""
APPLICANTS = [
    {
        "kind": "company",
        "name": "Sample Drilling Company",
        "native_name": "نمونہ ڈرلنگ کمپنی",
        "sector": "Exploration drilling",
        "minerals": "copper, gold",
        "places_wanted": 3,
        "purpose": "A sample: we look for partners in exploration.",
        "contact_name": "Sample Applicant 1",
        "language": "en",
    },
    {
        "kind": "company",
        "name": "Sample Minning Company",
        "native_name": "",
        "sector": "Open-pit mining",
        "minerals": "lead, zinc",
        "places_wanted": 8,
        "purpose": "A sample: its name is nearly that of a delegation.",
        "contact_name": "Sample Applicant 2",
        "language": "en",
    },
    {
        "kind": "media",
        "name": "Sample Minerals Weekly",
        "native_name": "نمونہ معدنیات ہفت روزہ",
        "sector": "Weekly newspaper",
        "minerals": "",
        "places_wanted": 2,
        "purpose": "A sample: we report on the forum.",
        "contact_name": "Sample Applicant 3",
        "language": "ur",
    },
]


def load(edition: Edition) -> int:
    """Make what is missing; gives how many group codes and applications."""
    return _northland(edition) + _mining(edition) + _applications(edition)


def _northland(edition):
    northland = Delegation.objects.get(edition=edition, external_id=NORTHLAND.external_id)
    if northland.group_codes.exists():
        return 0
    said = {"by": user("focal.point"), "now": now()}
    backup = {"email": f"backup@{DOMAIN}", "name": "Sample Backup Focal Point"}
    focal_points.add_backup(northland, **backup, **said)
    paper = ContentFile(NOTE, name="Sample note verbale.pdf")
    notes_verbales.attach(northland, paper, reference="Sample No. 12/2025", issued_on=moments.INVITED.date(), **said)
    _code(northland, **said)
    return 1


def _mining(edition):
    mining = Delegation.objects.get(edition=edition, external_id=MINING.external_id)
    if mining.group_codes.exists():
        return 0
    desk = {"by": user("accreditation.desk"), "now": now()}
    point = invitations.invite(mining, email=f"mining@{DOMAIN}", name="Sample Mining Focal Point", **desk)
    code = _code(mining, by=point.user, now=now())
    member = User.objects.create_user(f"member@{DOMAIN}", name="Sample Member")
    facts = {"name": "Sample Member", "position": "Surveyor", "organisation": MINING.organisation, "country": "XN"}
    group_codes.join(code, facts, by=member, now=now())
    return 1


def _code(delegation, *, by, now) -> GroupCode:
    terms = {"category": "delegate", "most_uses": 5, "expires_at": now + timedelta(days=DAYS)}
    return group_codes.make(delegation, **terms, by=by, now=now)


def _applications(edition):
    if Application.objects.filter(edition=edition).exists():
        return 0
    _open(edition)
    edition.refresh_from_db()
    for number, facts in enumerate(APPLICANTS, start=1):
        whole = {**facts, "country": "XN", "email": f"applicant{number}@{DOMAIN}"}
        applications.apply(edition, whole, now=now())
        made = Application.objects.get(edition=edition, email=whole["email"])
        applications.confirm(made, now=now())
    Application.objects.filter(edition=edition).update(is_sample=True)
    applications.ask(made, question="Which sample newspaper is this?", by=user("accreditation.desk"), now=now())
    return len(APPLICANTS)


def _open(edition):
    terms, _new = RegistrationTerms.objects.get_or_create(edition=edition)
    terms.application_kinds, terms.applications_open_at = ["company", "media"], moments.INVITED
    terms.save(update_fields=["application_kinds", "applications_open_at"])
