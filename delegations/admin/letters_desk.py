"""Issuing letters to those chosen in a list: first who gets one and whose earlier one is replaced, then it is done."""

from django.contrib import messages
from django.utils.timezone import now
from django.utils.translation import gettext_lazy, ngettext

from delegations.actions import letters
from delegations.admin.chosen import Deed
from delegations.admin.letter_forms import DelegationLetterForm, PersonForm, VisaForm
from delegations.admin.printing_desk import Told
from delegations.models import LetterKind

TEMPLATE = "admin/delegations/letters_chosen.html"


def _deed(name, label, kind, form):
    def foresee(rows):
        return _told(letters.foresee(rows, kind=kind))

    def do(request, rows, form):
        made = letters.issue_each(rows, kind=kind, **form.cleaned_data, by=request.user, now=now())
        words = ngettext("%(count)d letter is issued.", "%(count)d letters are issued.", len(made))
        messages.success(request, words % {"count": len(made)})

    return Deed(name, label, "issue_letter", form, foresee, do, TEMPLATE)


def _told(forecast):
    able = [*forecast.first, *forecast.again]
    words = ngettext("%(count)d letter is issued.", "%(count)d letters are issued.", len(able))
    sentences = [words % {"count": len(able)}]
    if forecast.again:
        words = ngettext(
            "%(count)d has such a letter; one in the same language is shown as replaced from that moment.",
            "%(count)d have such letters; those in the same language are shown as replaced from that moment.",
            len(forecast.again),
        )
        sentences.append(words % {"count": len(forecast.again)})
    missions = {getattr(row, "delegation_id", row.pk) for row in able}
    words = ngettext(
        "%(count)d delegation is told by mail, with a link; so is each person with an address.",
        "%(count)d delegations are told by mail, with a link; so is each person with an address.",
        len(missions),
    )
    return Told(able, [*sentences, words % {"count": len(missions)}], forecast.refused)


VISA = _deed("visa_letters", gettext_lazy("Issue visa letters"), LetterKind.VISA, VisaForm)
PERSON = _deed("invite_people", gettext_lazy("Issue invitations"), LetterKind.PERSON, PersonForm)
DELEGATION = _deed(
    "invite_by_letter", gettext_lazy("Issue letters of invitation"), LetterKind.DELEGATION, DelegationLetterForm
)
