"""The steps of the form, which depend on the category: their order, their addresses, and which comes next."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations import completeness
from delegations.models import Delegate, DelegateStatus

LABELS = {
    "edit": gettext_lazy("Who"),
    "contact": gettext_lazy("Contact"),
    "document": gettext_lazy("Document"),
    "photo": gettext_lazy("Photo"),
    "travel": gettext_lazy("Travel and needs"),
    "papers": gettext_lazy("Media papers"),
    "questions": gettext_lazy("Questions"),
    "check": gettext_lazy("Check"),
}
STEP_OF_MISSING = {"photo": "photo", "documents": "document"}


def of(delegate: Delegate | None, current: str) -> list[dict]:
    """The steps in order, each with ``label``, ``number``, ``url`` ("" where one cannot go yet) and ``is_current``."""
    names = _names(delegate)
    return [
        {
            "label": LABELS[name],
            "number": number,
            "url": _url(delegate, name) if delegate else "",
            "is_current": name == current,
            "is_past": number <= names.index(current),
        }
        for number, name in enumerate(names, start=1)
    ]


def has(delegate: Delegate, step: str) -> bool:
    """Say whether the form of the delegate's category has the step."""
    return step not in {"papers", "questions"} or step in _names(delegate)


def onward(request, delegate: Delegate, current: str):
    """Where one goes after a step is saved: a draft to the next step, everybody else, or "later", to the delegate."""
    if "later" in request.POST or delegate.status != DelegateStatus.DRAFT:
        messages.success(request, _("Saved."))
        return redirect("delegations:delegate", delegate.edition.slug, delegate.public_id)
    names = _names(delegate)
    return redirect(_url(delegate, names[names.index(current) + 1]))


def with_addresses(delegate: Delegate, missing) -> list[tuple[str, str]]:
    """What is missing, as (words, address of the step that asks for it)."""
    return [(one.label, _url(delegate, _step_of(one))) for one in missing]


def labels_of(missing, step: str) -> list[str]:
    """What is missing of one step, in words."""
    return [one.label for one in missing if _step_of(one) == step]


def _step_of(missing):
    return STEP_OF_MISSING.get(missing.code) or STEP_OF_MISSING.get(missing.step) or missing.step


def _names(delegate):
    names = list(LABELS)
    if delegate is None or not completeness.asks_for_papers(delegate):
        names.remove("papers")
    if delegate is None or not completeness.questions_for(delegate.edition, delegate.category):
        names.remove("questions")
    return names


def _url(delegate, name):
    return reverse(f"delegations:{name}", args=[delegate.edition.slug, delegate.public_id])
