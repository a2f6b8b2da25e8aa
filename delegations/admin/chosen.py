"""Something is done to the rows chosen in a list: first what would happen, then, on a second press, it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.urls import reverse

from core import access
from core.errors import DomainError
from forum.admin.buttons import ButtonForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

APPLY = "apply"


@dataclass(frozen=True)
class Deed:
    """``foresee``: of the rows, the sentences that say what will happen, and who is left out with the reason.
    ``do``: (request, rows, form) → response. ``name``: the action's name in the list.
    """

    name: str
    label: "StrOrPromise"
    rule: str
    form: type[ButtonForm]
    foresee: Callable
    do: Callable
    template: str = "admin/delegations/chosen.html"


def page(model_admin, request, queryset, deed: Deed):
    """The preview, or the answer of the deed. Refuses whole when one row is not the user's."""
    rows = list(queryset)
    for row in {row.edition_id: row for row in rows}.values():
        access.require(request.user, deed.rule, row)
    told = deed.foresee(rows)
    given = (request.POST, request.FILES) if APPLY in request.POST else ()
    form = deed.form(*given, thing=told.able, request=request)
    if given and form.is_valid():
        try:
            return deed.do(request, told.able, form)
        except DomainError as refusal:
            field = getattr(refusal, "field", None)
            form.add_error(field if field in form.fields else None, str(refusal))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": deed.label,
        "opts": model_admin.opts,
        "media": model_admin.media + form.media,
        "told": told,
        "form": form,
        "action_name": deed.name,
        "back_url": reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_changelist"),
        "checkbox": ACTION_CHECKBOX_NAME,
        "label": deed.label,
    }
    return TemplateResponse(request, deed.template, context)
