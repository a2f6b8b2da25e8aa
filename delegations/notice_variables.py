"""The facts that the notices of this app may name when an organiser writes their words."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

VARIABLES: dict[str, "StrOrPromise"] = {
    "delegation": _("name of the delegation"),
    "person": _("name of the person"),
    "affiliation": _("position and organisation of the person"),
    "people": _("names of the people"),
    "words": _("what the desk wrote: a reason, a question"),
    "host": _("who invites"),
    "city": _("city"),
    "starts_on": _("first day"),
    "ends_on": _("last day"),
    "quota": _("how many places the delegation has"),
    "closes_at": _("when registration closes"),
    "ends_at": _("until when"),
    "email": _("address of the person"),
    "agency": _("name of the agency"),
    "entered_by": _("who entered it"),
    "name": _("name of the applicant"),
}
