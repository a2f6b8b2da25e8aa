"""What holds at an edition: the dates of its registration, the terms of its categories, the zones of its venue."""

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.decorators import display

from core.listing import listed
from delegations import effects
from delegations.actions import terms as actions
from delegations.admin.readers import KNOW_DELEGATES
from delegations.admin.terms_forms import CategoryTermsForm, RegistrationTermsForm, ZoneForm
from delegations.models import CategoryTerms, RegistrationTerms, Zone
from delegations.models.category import Need
from forum.admin.base import RoleAdmin
from forum.admin.buttons import list_button
from forum.models import Room


@admin.register(RegistrationTerms)
class RegistrationTermsAdmin(RoleAdmin):
    view_roles = KNOW_DELEGATES
    edit_rule = "invite_delegation"
    list_display = ["edition", "nominations_close_at", "confirmations_close_at", "offer_hours"]
    form = RegistrationTermsForm
    fieldsets = [
        (None, {"fields": ["edition", "nominations_close_at", "confirmations_close_at", "offer_hours"]}),
        (
            gettext_lazy("Open applications"),
            {"fields": ["application_kinds", "applications_open_at", "applications_close_at"]},
        ),
    ]
    list_select_related = ["edition"]


@admin.register(CategoryTerms)
class CategoryTermsAdmin(RoleAdmin):
    view_roles = KNOW_DELEGATES
    edit_rule = "invite_delegation"
    may_add = False
    form = CategoryTermsForm
    view_on_site = False
    list_display = [
        "shown_category",
        "rank",
        "is_offered",
        "shown_zones",
        "shown_days",
        "shown_needs",
        "shown_agencies",
        "edition",
    ]
    list_display_links = ["shown_category"]
    list_select_related = ["edition"]
    list_filter = ["edition"]
    ordering = ["edition", "-rank", "category"]
    fieldsets = [
        (None, {"fields": ["edition", "category", "shown_effects"]}),
        (gettext_lazy("Registration"), {"fields": ["is_offered", "needs"]}),
        (gettext_lazy("Clearance"), {"fields": ["agencies", "clearance_mode"]}),
        (gettext_lazy("Badge"), {"fields": ["rank", "color", "zones", "overflow_zones", "days"]}),
    ]
    readonly_fields = ["edition", "category", "shown_effects"]
    actions_list = ["write_usual"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("zones", "agencies")

    @display(description=gettext_lazy("category"), ordering="category")
    def shown_category(self, terms):
        swatch = '<span style="display:inline-block;inline-size:.8em;block-size:.8em;border-radius:.2em;background:{}">'
        return format_html(f"{swatch}</span> {{}}", terms.color, terms)

    @display(description=gettext_lazy("zones"))
    def shown_zones(self, terms):
        return " ".join(zone.code for zone in terms.zones.all()) or "–"

    @display(description=gettext_lazy("days"))
    def shown_days(self, terms):
        return listed(date_format(day, "j M") for day in terms.days) or _("all days")

    @display(description=gettext_lazy("must be given"))
    def shown_needs(self, terms):
        return listed(Need(need).label for need in terms.needs) or "–"

    @display(description=gettext_lazy("cleared by"))
    def shown_agencies(self, terms):
        names = [agency.name for agency in terms.agencies.all()]
        joined = listed(names)
        if len(names) < 2:
            return joined or "–"
        return f"{terms.get_clearance_mode_display()}: {joined}"

    @display(description=gettext_lazy("what this means now"))
    def shown_effects(self, terms):
        sentences = _sentences(effects.of(terms))
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ([one] for one in sentences)))

    @list_button(
        gettext_lazy("Write down the usual terms"),
        rule="invite_delegation",
        icon="playlist_add",
        lede=gettext_lazy(
            "Every category that has no terms of its own gets what is usual: no documents asked for, no agency, no "
            "zone. Then change each as the forum needs it. Nothing that is written already changes."
        ),
    )
    def write_usual(self, request, form):
        made = len(actions.write_usual(form.cleaned_data["edition"]))
        if not made:
            return _("Every category has its terms already.")
        words = ngettext(
            "The terms of %(count)d category are written.", "The terms of %(count)d categories are written.", made
        )
        return words % {"count": made}


@admin.register(Zone)
class ZoneAdmin(RoleAdmin):
    view_roles = KNOW_DELEGATES
    edit_rule = "invite_delegation"
    form = ZoneForm
    view_on_site = False
    list_display = ["code", "name", "native_name", "capacity", "shown_rooms", "shown_categories", "edition"]
    list_select_related = ["edition"]
    list_filter = ["edition"]
    search_fields = ["code", "name", "native_name"]
    fields = ["edition", "code", "name", "native_name", "capacity", "rooms"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("rooms", "categories")

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["edition"] if obj else [])]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["queryset"] = Room.objects.filter(venue__edition__in=self.editable_editions(request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @display(description=gettext_lazy("rooms"))
    def shown_rooms(self, zone):
        return listed(room.name for room in zone.rooms.all()) or "–"

    @display(description=gettext_lazy("opened by"))
    def shown_categories(self, zone):
        return listed(zone.categories.all()) or "–"

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            actions.add_zone(obj)


def _sentences(found):
    """The effects in words, one a line."""
    words = ngettext("%(count)d delegate is approved.", "%(count)d delegates are approved.", found.approved)
    yield words % {"count": found.approved}
    for agency, count in found.lacking.items():
        words = ngettext(
            "%(count)d of them is not cleared by %(agency)s: no badge of theirs is printed until it is.",
            "%(count)d of them are not cleared by %(agency)s: no badge of theirs is printed until they are.",
            count,
        )
        yield words % {"count": count, "agency": agency}
    if found.outdated:
        words = ngettext(
            "%(count)d badge opens other zones or days than these; print it anew.",
            "%(count)d badges open other zones or days than these; print them anew.",
            found.outdated,
        )
        yield words % {"count": found.outdated}
