"""Plans of meetings: asked for, watched, compared with what is, applied, undone, discarded."""

from datetime import date

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from kombu.exceptions import OperationalError
from unfold.decorators import display
from unfold.enums import ActionVariant

from core import workflow
from forum.admin.base import RoleAdmin
from forum.admin.buttons import button, list_button
from forum.admin.history import WithHistory
from scheduling.actions import plan_applying, plans
from scheduling.admin.plan_forms import AgainForm, ApplyForm, AskForm
from scheduling.models import Plan, PlanStatus
from scheduling.models.plan import AT_WORK, DESKS
from scheduling.plans.comparing import compare
from scheduling.tasks import solve_plan

S = PlanStatus
TONES = {
    S.QUEUED: "warning",
    S.SOLVING: "info",
    S.PROPOSED: "warning",
    S.APPLIED: "success",
    S.FAILED: "danger",
}
ENDED = (S.PROPOSED, S.APPLIED, S.UNDONE, S.DISCARDED, S.FAILED)


def _can(status):
    return lambda plan: workflow.can(plan, status)


@admin.register(Plan)
class PlanAdmin(WithHistory, RoleAdmin):
    view_roles = frozenset(DESKS)
    may_add = False
    view_on_site = False
    list_display = ["asked_at", "shown_status", "edition", "movable", "seconds", "shown_placed", "asked_by"]
    list_select_related = ["edition", "asked_by"]
    list_filter = ["status", "edition"]
    search_fields = ["asked_by__name", "public_id"]
    fields = ["edition", "movable", "seconds", "seed", "follows", "asked_by", "asked_at", "history"]
    readonly_fields = ["history"]
    change_form_outer_before_template = "admin/scheduling/plan.html"
    actions_list = ["ask"]
    actions_detail = ["apply", "undo", "stop", "again", "discard"]

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).defer("problem")

    @display(description=gettext_lazy("Status"), ordering="status", label=dict(TONES))
    def shown_status(self, plan):
        return plan.status, plan.get_status_display()

    @display(description=gettext_lazy("Placed"))
    def shown_placed(self, plan):
        if "meetings" not in plan.score:
            return ""
        return _("%(placed)d of %(of)d") % {"placed": plan.score["meetings_placed"], "of": plan.score["meetings"]}

    @list_button(
        gettext_lazy("Work out a plan"),
        rule="run_meetings",
        form=AskForm,
        icon="calendar_month",
        lede=gettext_lazy("A proposal is made. Nothing changes and nobody is told until you apply it."),
    )
    def ask(self, request, form):
        plan = plans.ask(**form.cleaned_data, by=request.user, now=now())
        return self._begun(plan)

    @button(
        gettext_lazy("Apply"),
        rule="run_meetings",
        form=ApplyForm,
        when=_can(S.APPLIED),
        variant=ActionVariant.PRIMARY,
        icon="check",
        lede=gettext_lazy("All in one step. What has changed since is left out and named afterwards."),
    )
    def apply(self, request, plan, form):
        left = plan_applying.apply(plan, by=request.user, now=now())
        return _said(_("The plan is applied. Everybody concerned is told."), left)

    @button(
        gettext_lazy("Undo"),
        rule="run_meetings",
        when=_can(S.UNDONE),
        icon="undo",
        lede=gettext_lazy(
            "Every meeting goes back to where it was, or to those that wait, and everybody concerned is told. What has "
            "changed since stays as it is."
        ),
    )
    def undo(self, request, plan, form):
        kept = plan_applying.undo(plan, by=request.user, now=now())
        return _said(_("The plan is undone. Everybody concerned is told."), kept)

    @button(
        gettext_lazy("Stop and take the best"),
        rule="run_meetings",
        when=lambda plan: plan.status in AT_WORK and not plan.is_stopped,
        icon="stop_circle",
        lede=gettext_lazy("The best plan that was found becomes the proposal."),
    )
    def stop(self, request, plan, form):
        plans.stop(plan, by=request.user, now=now())

    @button(
        gettext_lazy("Work out again"),
        rule="run_meetings",
        form=AgainForm,
        when=lambda plan: plan.status in ENDED,
        icon="refresh",
        lede=gettext_lazy("A new plan. What is locked in this one stays as it is proposed here."),
    )
    def again(self, request, plan, form):
        follows = plan if plan.items.filter(is_locked=True).exists() else None
        new = plans.ask(plan.edition, **form.cleaned_data, follows=follows, by=request.user, now=now())
        return self._begun(new)

    @button(
        gettext_lazy("Discard"),
        rule="run_meetings",
        when=_can(S.DISCARDED),
        icon="close",
        variant=ActionVariant.DANGER,
        lede=gettext_lazy("Nothing of it is applied. It stays in the list."),
    )
    def discard(self, request, plan, form):
        plans.discard(plan, by=request.user, now=now())
        return _("The plan is discarded.")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        plan = self.get_object(request, str(object_id)) if object_id else None
        beside = _beside(plan, request) if plan else {}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **beside})

    def _begun(self, plan):
        _hand_to_worker(plan)
        return HttpResponseRedirect(reverse(f"{self.admin_site.name}:scheduling_plan_change", args=[plan.pk]))


def _hand_to_worker(plan):
    try:
        solve_plan.apply_async((plan.pk,), retry=False)
    except OperationalError:  # the broker is away: the half minute's round finds the plan
        return


def _said(sentence, left):
    if not left:
        return sentence
    more = ngettext(
        "%(count)d meeting was left as it is, and below it says why.",
        "%(count)d meetings were left as they are, and below it says why.",
        len(left),
    )
    return f"{sentence} {more % {'count': len(left)}}"


def _beside(plan, request):
    beside = {"plan": plan, "title": str(plan), "zone": plan.edition.timezone}
    if plan.status in AT_WORK:
        return beside
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = None
    return beside | {"compared": compare(plan, request.user, day=day)}
