"""The facts that the notices of this app may name when an organiser writes their words."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

VARIABLES: dict[str, "StrOrPromise"] = {
    "title": _("what it is called"),
    "where": _("room and building"),
    "starts_at": _("when, in the forum's zone and the reader's own"),
    "old_starts_at": _("when it was to be before"),
    "old_where": _("where it was to be before"),
    "reason": _("the reason that was given"),
}
