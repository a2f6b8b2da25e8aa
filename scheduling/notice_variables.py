"""The facts that the notices of this app may name when an organiser writes their words."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

VARIABLES: dict[str, "StrOrPromise"] = {
    "title": _("what it is called"),
    "topics": _("what is to be talked about"),
    "parties": _("who meets whom"),
    "starts_at": _("when, in the forum's zone and the reader's own"),
    "wished_from": _("when it is wished for"),
    "proposed_from": _("the other time that is offered"),
    "answer_due_at": _("until when an answer is waited for"),
    "place": _("room and building"),
    "reason": _("the reason that was given"),
    "note": _("what was written with it"),
    "who": _("the side that answered"),
    "for_people": _("for whom the reader gets it, where that is somebody else"),
}
