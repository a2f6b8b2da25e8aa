"""The outbox in the admin panel: what waits, what left, what failed and why; send again, hold, cancel."""

from django.contrib import admin, messages
from django.utils.html import escape, format_html
from django.utils.timezone import now
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import action, display

from core.errors import DomainError
from notifications import own_words
from notifications.actions import sending
from notifications.admin import readers
from notifications.models import Channel, Message, MessageStatus
from notifications.rendering import CannotRender, kind_in_words, word, word_shortly

TONES = {
    MessageStatus.QUEUED: "warning",
    MessageStatus.SENDING: "info",
    MessageStatus.SENT: "success",
    MessageStatus.FAILED: "danger",
}
PREVIEW = """<p><strong dir="auto">{}</strong></p>
<iframe sandbox srcdoc="{}" title="{}" style="width:100%;height:32rem;background:#fff"></iframe>
<pre style="white-space:pre-wrap;overflow-wrap:anywhere" dir="auto">{}</pre>"""


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        kinds = Message.objects.visible_to(request.user).order_by().values_list("kind", flat=True).distinct()
        return sorted(((kind, kind_in_words(kind)) for kind in kinds), key=lambda pair: pair[1])

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


class HeldFilter(admin.SimpleListFilter):
    title = _("held back")
    parameter_name = "held"

    def lookups(self, request, model_admin):
        return [("yes", _("Yes"))]

    def queryset(self, request, queryset):
        return queryset.held_back() if self.value() == "yes" else queryset


@admin.register(Message)
class MessageAdmin(ModelAdmin):
    list_display = ("told", "state", "channel", "shown_kind", "about", "due_at", "attempts", "why")
    list_filter = (
        "status",
        ("bounced_at", admin.EmptyFieldListFilter),
        HeldFilter,
        "channel",
        KindFilter,
        "edition",
        "language",
        "due_at",
    )
    search_fields = ("email", "name", "about", "public_id", "last_error", "bounce_words")
    search_help_text = _("Recipient, thing, Message-ID or what the server said")
    ordering = ("-due_at", "-pk")
    list_per_page = 50
    show_full_result_count = False
    actions = ("send_again", "hold", "release", "cancel")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "name",
                    "email",
                    "channel",
                    "way",
                    "status",
                    "is_held",
                    "shown_kind",
                    "about",
                    "version",
                    "edition",
                )
            },
        ),
        (_("Reader"), {"fields": ("language", "timezone", "ways", "wishes", "others")}),
        (_("Delivery"), {"fields": ("due_at", "attempt_at", "attempts", "sent_at", "lease_until", "last_error")}),
        (_("Came back"), {"fields": ("bounced_at", "bounce_words")}),
        (_("What it says"), {"fields": ("preview", "foreword", "calendar", "told_in")}),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def get_readonly_fields(self, request, obj=None):
        return [name for _title, options in self.fieldsets for name in options["fields"]]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Nothing is written here, and so nothing saved."""
        nothing = {"show_save": False, "show_save_and_continue": False}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **nothing})

    def has_add_permission(self, request):
        return False  # only actions tell people something

    def has_delete_permission(self, request, obj=None):
        return False  # the key of a message that left is what keeps it from leaving twice

    @display(description=_("recipient"), ordering="email", header=True)
    def told(self, message):
        return [message.name or message.email, message.email]

    @display(description=_("status"), ordering="status", label=TONES)
    def state(self, message):
        if message.bounced_at:
            return MessageStatus.FAILED, gettext("bounced")
        label = message.get_status_display()
        return message.status, gettext("held back") if message.is_held else label

    @display(description=_("kind"), ordering="kind")
    def shown_kind(self, message):
        return kind_in_words(message.kind)

    @display(description=_("last error"))
    def why(self, message):
        return (message.bounce_words or message.last_error)[:80]

    @display(description=_("preview"))
    def preview(self, message):
        book = own_words.read([message])
        try:
            if message.channel != Channel.EMAIL:
                said = word_shortly(message, book)
                return format_html('<p dir="auto"><strong>{}</strong></p><p dir="auto">{}</p>', said.title, said.text)
            words = word(message, book)
        except CannotRender as error:
            return str(error)
        html = escape(words.html)  # a template's result counts as safe; here it goes into an attribute
        return format_html(PREVIEW, words.subject, html, gettext("The mail as its reader sees it"), words.text)

    @display(description=_("other ways to the reader"))
    def ways(self, message):
        return readers.ways_of(message)

    @display(description=_("what the reader chose"))
    def wishes(self, message):
        return readers.wishes_of(message)

    @display(description=_("other messages"))
    def others(self, message):
        return readers.others_of(message)

    @action(description=_("Send again what failed"), permissions=["change"])
    def send_again(self, request, queryset):
        _each(request, queryset, lambda message: sending.resend(message, by=request.user, now=now()))

    @action(description=_("Hold back"), permissions=["change"])
    def hold(self, request, queryset):
        _each(request, queryset, sending.hold)

    @action(description=_("Release what is held back"), permissions=["change"])
    def release(self, request, queryset):
        _each(request, queryset, sending.release)

    @action(description=_("Cancel"), permissions=["change"])
    def cancel(self, request, queryset):
        _each(request, queryset, lambda message: sending.cancel(message, by=request.user, now=now()))


def _each(request, rows, decide):
    """Decide on each row by itself; say how many it was done to, and why not to the others."""
    done, refusals = 0, set()
    for message in rows:
        try:
            decide(message)
            done += 1
        except DomainError as refusal:
            refusals.add(str(refusal))
    if done:
        messages.success(request, ngettext("%(count)d message.", "%(count)d messages.", done) % {"count": done})
    for sentence in sorted(refusals):
        messages.error(request, sentence)
