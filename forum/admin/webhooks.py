"""The systems that an edition tells what happens: organisers add them, try them, and read how each telling went."""

from django import forms
from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display
from unfold.enums import ActionVariant
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminSelectWidget, UnfoldAdminURLInputWidget

from core.errors import InvalidInput
from forum.admin.base import RoleAdmin
from forum.admin.buttons import bulk, button
from forum.admin.history import WithHistory
from forum.models import Edition, Role
from notifications import webhook_sending, webhooks
from notifications.actions import webhooks as actions
from notifications.models import DeliveryStatus, EndpointStatus, WebhookAttempt, WebhookDelivery, WebhookEndpoint

TONES = {
    EndpointStatus.ACTIVE: "success",
    EndpointStatus.OFF: "info",
    EndpointStatus.GONE: "danger",
    "resting": "warning",
}
DELIVERY_TONES = {
    DeliveryStatus.QUEUED: "warning",
    DeliveryStatus.SENDING: "info",
    DeliveryStatus.SENT: "success",
    DeliveryStatus.FAILED: "danger",
}
NO_ANSWER = gettext_lazy("no answer")


class OfAnEdition(RoleAdmin):
    """Rows that name their edition by its slug, because their room knows no editions."""

    view_roles = frozenset({Role.ORGANISER})
    edit_rule = "edit_edition"
    edition_path = ""

    def edition_of(self, thing):
        return Edition.objects.filter(slug=self.slug_of(thing)).first()

    def slug_of(self, thing):
        return thing.edition

    def may(self, request, rule, thing):
        return self._may_edit_in(request, self.edition_of(thing))


class EndpointForm(forms.ModelForm):
    edition = forms.ChoiceField(label=gettext_lazy("Edition"), widget=UnfoldAdminSelectWidget)
    url = forms.URLField(
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("Begins with https://."),
        assume_scheme="https",
        max_length=500,
        widget=UnfoldAdminURLInputWidget,
    )
    event_types = forms.MultipleChoiceField(
        label=gettext_lazy("Events"),
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=gettext_lazy("It is told of these and of nothing else. What is hidden is never told."),
    )

    class Meta:
        model = WebhookEndpoint
        fields = ("edition", "name", "url", "event_types")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["event_types"].choices = [(kind, f"{words} ({kind})") for kind, words in webhooks.kinds().items()]  # type: ignore[attr-defined]
        if "edition" in self.fields:
            self.fields["edition"].choices = [(one.slug, str(one)) for one in self.editions]  # type: ignore[attr-defined]

    def clean(self):
        """The refusals of the action, told beside their fields."""
        facts = super().clean() or self.cleaned_data
        try:
            actions.check(facts.get("name", ""), facts.get("url", ""), facts.get("event_types", []))
        except InvalidInput as error:
            if error.field not in self.errors:
                self.add_error(error.field, str(error))
        return facts


@admin.register(WebhookEndpoint)
class WebhookEndpointAdmin(WithHistory, OfAnEdition):
    form = EndpointForm
    view_on_site = False
    list_display = ["name", "url", "state", "last_answer", "edition"]
    list_filter = ["status", "edition"]
    search_fields = ["name", "url"]
    actions_detail = ["send_test", "rotate", "switch_off", "switch_on"]

    def get_queryset(self, request):
        tries = WebhookAttempt.objects.filter(delivery__endpoint=OuterRef("pk")).order_by("-pk")
        last = Subquery(tries.values("tried_at")[:1])
        return super().get_queryset(request).annotate(last_at=last, last_code=Subquery(tries.values("code")[:1]))

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"editions": self.editable_editions(request)})

    def get_fieldsets(self, request, obj=None):
        told = (None, {"fields": ["edition", "name", "url", "event_types"]})
        if obj is None:
            return [told]
        return [told, (_("How it goes"), {"fields": ["standing", "last_answer", "former_until", "history"]})]

    def get_readonly_fields(self, request, obj=None):
        return ["edition", "standing", "last_answer", "former_until", "history"] if obj else []

    def save_model(self, request, obj, form, change):
        facts = {name: form.cleaned_data[name] for name in ("name", "url", "event_types")}
        if change:
            actions.change(obj, **facts, by=request.user, now=now())
        else:
            made = actions.add(form.cleaned_data["edition"], **facts, by=request.user, now=now())
            obj.pk, obj.secret = made.pk, made.secret

    def response_add(self, request, obj, post_url_continue=None):
        """The one time that the secret is shown, so no redirect."""
        return self._show_secret(request, obj)

    @display(description=gettext_lazy("status"), ordering="status", label=TONES)
    def state(self, endpoint):
        if endpoint.status == EndpointStatus.ACTIVE and endpoint.paused_until and endpoint.paused_until > now():
            return "resting", _("does not answer, rests")
        return endpoint.status, endpoint.get_status_display()

    @admin.display(description=gettext_lazy("status"))
    def standing(self, endpoint):
        """The same on the screen of one, where unfold shows no label."""
        return self.state(endpoint)[1]

    @admin.display(description=gettext_lazy("last answer"), ordering="last_at")
    def last_answer(self, endpoint):
        if endpoint.last_at is None:
            return _("told nothing yet")
        return f"{endpoint.last_code or NO_ANSWER} · {date_format(localtime(endpoint.last_at), 'DATETIME_FORMAT')}"

    @button(
        gettext_lazy("Send a test"),
        rule="edit_edition",
        icon="outgoing_mail",
        when=lambda endpoint: endpoint.status == EndpointStatus.ACTIVE,
        lede=gettext_lazy("Sends an event that says nothing. How it was answered stands under the deliveries."),
    )
    def send_test(self, request, endpoint, form):
        actions.send_test(endpoint, by=request.user, now=now())
        return _("The test is on its way.")

    @button(
        gettext_lazy("New secret"),
        rule="edit_edition",
        icon="key",
        lede=gettext_lazy(
            "The new secret is shown once. For a day the present one signs too, so that nothing is lost."
        ),
    )
    def rotate(self, request, endpoint, form):
        actions.rotate(endpoint, by=request.user, now=now())
        return self._show_secret(request, endpoint)

    @button(
        gettext_lazy("Switch off"),
        rule="edit_edition",
        icon="toggle_off",
        variant=ActionVariant.DANGER,
        when=lambda endpoint: endpoint.status == EndpointStatus.ACTIVE,
        lede=gettext_lazy("It is told nothing more, and what waits for it is dropped."),
    )
    def switch_off(self, request, endpoint, form):
        actions.switch_off(endpoint, by=request.user, now=now())
        return _("It is told nothing more.")

    @button(
        gettext_lazy("Switch on"),
        rule="edit_edition",
        icon="toggle_on",
        when=lambda endpoint: endpoint.status != EndpointStatus.ACTIVE,
        lede=gettext_lazy("It is told of what happens from now on."),
    )
    def switch_on(self, request, endpoint, form):
        actions.switch_on(endpoint, by=request.user, now=now())
        return _("It is told again.")

    def _show_secret(self, request, endpoint):
        context = self.admin_site.each_context(request) | {
            "title": _("Secret of the webhook"),
            "opts": self.opts,
            "endpoint": endpoint,
        }
        return TemplateResponse(request, "admin/webhook_secret.html", context)


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(OfAnEdition):
    may_add = False
    view_on_site = False
    list_display = ["shown_event", "endpoint", "state", "created_at", "attempts", "last_answer"]
    list_select_related = ["event", "endpoint"]
    list_filter = ["status", "event__kind", ("endpoint", admin.RelatedOnlyFieldListFilter), "created_at"]
    search_fields = ["event__public_id", "event__about", "event__kind", "endpoint__name"]
    search_help_text = gettext_lazy("webhook-id, thing, event or webhook")
    ordering = ["-pk"]
    show_full_result_count = False
    fields = ["event", "endpoint", "standing", "created_at", "attempt_at", "sent_at", "sent_body", "tries"]
    readonly_fields = fields
    actions = ["resend_all"]
    actions_detail = ["resend"]

    def slug_of(self, thing):
        return thing.endpoint.edition

    def get_queryset(self, request):
        tries = WebhookAttempt.objects.filter(delivery=OuterRef("pk")).order_by("-pk")
        rows = super().get_queryset(request).select_related("event", "endpoint")
        return rows.annotate(
            last_code=Subquery(tries.values("code")[:1]), last_words=Subquery(tries.values("words")[:1])
        )

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Nothing is written here, and so nothing saved."""
        nothing = {"show_save": False, "show_save_and_continue": False}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **nothing})

    @display(description=gettext_lazy("event"), ordering="event__kind", header=True)
    def shown_event(self, delivery):
        return [delivery.event.kind, delivery.event.about]

    @display(description=gettext_lazy("status"), ordering="status", label=DELIVERY_TONES)
    def state(self, delivery):
        return delivery.status, delivery.get_status_display()

    @admin.display(description=gettext_lazy("status"))
    def standing(self, delivery):
        return delivery.get_status_display()

    @admin.display(description=gettext_lazy("last answer"))
    def last_answer(self, delivery):
        if delivery.last_words is None:
            return "–"
        return f"{delivery.last_code or NO_ANSWER} {delivery.last_words[:60]}"

    @admin.display(description=gettext_lazy("What is sent"))
    def sent_body(self, delivery):
        body = webhook_sending.body_of(delivery).decode()
        return format_html(
            '<pre dir="ltr" class="whitespace-pre-wrap break-all">webhook-id: {}\n\n{}</pre>',
            delivery.event.public_id,
            body,
        )

    @admin.display(description=gettext_lazy("attempts"))
    def tries(self, delivery):
        rows = [
            (
                date_format(localtime(one.tried_at), "DATETIME_FORMAT"),
                one.code or NO_ANSWER,
                one.milliseconds,
                one.words,
            )
            for one in delivery.tries.all()
        ]
        if not rows:
            return _("None yet.")
        line = '<li>{} · <strong>{}</strong> · {} ms<pre dir="auto" class="whitespace-pre-wrap">{}</pre></li>'
        return format_html("<ol>{}</ol>", format_html_join("", line, rows))

    @button(
        gettext_lazy("Send again"),
        rule="edit_edition",
        icon="replay",
        when=lambda one: one.status in (DeliveryStatus.SENT, DeliveryStatus.FAILED, DeliveryStatus.CANCELLED),
        lede=gettext_lazy("The same event with the same webhook-id: a system that has it already can tell."),
    )
    def resend(self, request, delivery, form):
        actions.resend(delivery, by=request.user, now=now())
        return _("It is on its way again.")

    @bulk(gettext_lazy("Send again"), rule="edit_edition")
    def resend_all(self, request, delivery):
        actions.resend(delivery, by=request.user, now=now())
