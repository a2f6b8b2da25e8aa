"""Sample agencies, asked about sample delegates, made in one line."""

from accounts.models import User
from delegations.models import Agency, AgencyMember, CategoryTerms, Clearance


def agency(edition, name="Sample Agency for Security", *, categories=("delegate",), mode="all", **more):
    """An agency with one member, named by the terms of the categories."""
    made = Agency.objects.create(edition=edition, name=name, **more)
    box = name.lower().replace(" ", ".")
    AgencyMember.objects.create(agency=made, user=User.objects.create_user(f"{box}@agency.example", name=f"At {name}"))
    for category in categories:
        terms, _new = CategoryTerms.objects.update_or_create(
            edition=edition, category=category, defaults={"clearance_mode": mode}
        )
        terms.agencies.add(made)
    return made


def member_of(made):
    return made.members.get().user


def asked(delegate, made):
    """The present clearance of the delegate by the agency."""
    return Clearance.objects.get(delegate=delegate, agency=made, is_current=True)
