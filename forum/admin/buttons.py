"""Buttons of the admin panel that call actions. Each is a page with a form and a button, never a link that changes.

class MeetingAdmin(RoleAdmin):
    actions_detail = ["cancel"]
    actions = ["confirm_all"]

    @button(_("Cancel"), rule="place_meeting", form=ReasonForm, when=lambda meeting: workflow.can(meeting, CANCELLED))
    def cancel(self, request, meeting, form):
        placing.cancel(meeting, reason=form.cleaned_data["reason"], by=request.user, now=now())
        return _("The meeting is cancelled.")

    @bulk(_("Confirm"), rule="place_meeting")
    def confirm_all(self, request, meeting):
        placing.confirm(meeting, by=request.user, now=now())
"""

from functools import wraps

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold import widgets
from unfold.decorators import action
from unfold.enums import ActionVariant

from core.errors import DomainError
from forum.models import Edition

_LOOKS: list[tuple] = [
    (forms.Textarea, widgets.TEXTAREA_CLASSES),
    ((forms.SelectMultiple, forms.CheckboxSelectMultiple), widgets.BASE_INPUT_CLASSES),
    (forms.Select, widgets.SELECT_CLASSES),
    (forms.CheckboxInput, widgets.CHECKBOX_CLASSES),
    (forms.FileInput, widgets.FILE_CLASSES),
    (forms.Widget, widgets.INPUT_CLASSES),
]


class ButtonForm(forms.Form):
    """The form behind a button, in the panel's look. ``self.thing`` is the object, for choices and initials;
    ``stands_for`` the fields that say what the action calls otherwise, so that its refusals find their place."""

    stands_for: dict[str, str] = {}

    def __init__(self, *args, thing=None, request=None, **kwargs):
        self.thing, self.request = thing, request
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            looks = next(classes for kind, classes in _LOOKS if isinstance(field.widget, kind))
            field.widget.attrs.setdefault("class", " ".join(looks))


def button(label, *, rule, form=ButtonForm, when=None, icon=None, variant=ActionVariant.DEFAULT, lede=""):
    """Make an admin method a button of the object's screen, listed in ``actions_detail``.

    ``rule`` is asked of the object (of its edition, for a model whose edition is further away). ``when`` says, of the
    object, whether the button is offered now. ``lede`` is a sentence above the form. The method is called with
    (request, thing, form) after a POST with valid input; it returns a sentence for the reader, a response (a file), or
    None. A refusal of the action is shown in the form, which keeps its input.
    """

    words = {"title": label, "label": label, "lede": lede}

    def decorate(method):
        @action(description=label, icon=icon, variant=variant)
        @wraps(method)
        def page(self, request, object_id):
            thing = self.get_object(request, object_id)
            if thing is None:
                raise Http404
            _check(self, request, rule, thing)
            given = (request.POST, request.FILES) if request.method == "POST" else ()
            filled = form(*given, thing=thing, request=request)
            if request.method == "POST":
                answer = _press(method, self, request, thing, filled)
                if answer is not None:
                    return answer
            return TemplateResponse(request, "admin/button.html", _context(self, request, thing, filled) | words)

        page.is_shown = lambda self, request, thing: (
            self.may(request, rule, thing) and (when is None or bool(when(thing)))
        )
        return page

    return decorate


class EditionForm(ButtonForm):
    """The form behind a button of a list: ``thing`` are the editions in which its user may press it."""

    edition = forms.ModelChoiceField(Edition.objects.none(), label=gettext_lazy("Edition"), empty_label=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = Edition.objects.filter(pk__in=[one.pk for one in self.thing])  # type: ignore[attr-defined]


def list_button(label, *, rule, form=EditionForm, icon=None, lede=""):
    """Make an admin method a button above the list, named in ``actions_list``: called with (request, form) after a POST
    with valid input, for an edition in which the user holds ``rule``. What it returns is as for ``button``."""

    def decorate(method):
        @action(description=label, icon=icon)
        @wraps(method)
        def page(self, request):
            editions = self.editions_for(request, rule)
            if not editions:
                raise PermissionDenied
            given = (request.POST, request.FILES) if request.method == "POST" else ()
            filled = form(*given, thing=editions, request=request)
            back = _list_address(self)
            if request.method == "POST":
                answer = _press(lambda admin, req, _back, valid: method(admin, req, valid), self, request, back, filled)
                if answer is not None:
                    return answer
            context = _list_context(self, request, filled) | {"title": label, "label": label, "lede": lede}
            return TemplateResponse(request, "admin/button.html", context)

        page.is_shown = lambda self, request, _thing: bool(self.editions_for(request, rule))
        return page

    return decorate


def bulk(label, *, rule):
    """Make an admin method an action on the chosen rows of a list, listed in ``actions``: called with (request, thing)
    for each. What is refused is told row by row; the others are done."""

    def decorate(method):
        @admin.action(description=label)
        @wraps(method)
        def run(self, request, queryset):
            done = 0
            for thing in queryset:
                _check(self, request, rule, thing)
                try:
                    method(self, request, thing)
                    done += 1
                except DomainError as error:
                    messages.warning(request, f"{thing}: {error}")
            if done:
                messages.success(request, ngettext("%(count)d is done.", "%(count)d are done.", done) % {"count": done})

        return run

    return decorate


def _check(model_admin, request, rule, thing):
    if not model_admin.may(request, rule, thing):
        raise PermissionDenied


def _press(method, model_admin, request, thing, form):
    """Run the action on valid input. Gives the response, or None when the form must be shown again."""
    if not form.is_valid():
        return None
    try:
        answer = method(model_admin, request, thing, form)
    except DomainError as error:
        field = getattr(error, "field", None)
        field = form.stands_for.get(field, field)
        form.add_error(field if field in form.fields else None, str(error))
        return None
    if isinstance(answer, HttpResponse):
        return answer
    if answer:
        messages.success(request, answer)
    return HttpResponseRedirect(_address(model_admin, thing))


def _list_address(model_admin):
    opts = model_admin.opts
    return reverse(f"{model_admin.admin_site.name}:{opts.app_label}_{opts.model_name}_changelist")


def _list_context(model_admin, request, form):
    return {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "thing": model_admin.opts.verbose_name_plural,
        "form": form,
        "back_url": _list_address(model_admin),
        "back_label": _("Back"),
    }


def _address(model_admin, thing):
    if isinstance(thing, str):
        return thing
    opts = model_admin.opts
    return reverse(f"{model_admin.admin_site.name}:{opts.app_label}_{opts.model_name}_change", args=[thing.pk])


def _context(model_admin, request, thing, form):
    return {
        **model_admin.admin_site.each_context(request),
        "subtitle": str(thing),
        "opts": model_admin.opts,
        "original": thing,
        "thing": thing,
        "form": form,
        "back_url": _address(model_admin, thing),
        "back_label": _("Back"),
    }
