"""The gate desk: doors with who is inside, the phones at them, and what was read."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display
from unfold.enums import ActionVariant

from delegations import door_guests, enrolment, gatehouse
from delegations.actions import devices
from delegations.admin.gate_forms import CheckpointForm
from delegations.admin.readers import DESKS
from delegations.models import Checkpoint, Device, Scan, ScanResult, Zone
from forum.admin.base import RoleAdmin
from forum.admin.buttons import button

TONES = {ScanResult.ADMITTED: "success", ScanResult.LEFT: "info", ScanResult.INSIDE: "warning"}


@admin.register(Checkpoint)
class CheckpointAdmin(RoleAdmin):
    view_roles = DESKS
    edit_rule = "edit_gate"
    form = CheckpointForm
    view_on_site = False
    list_display = ["name", "zone", "room", "opens_at", "closes_at", "counts", "guest_list", "shown_version", "edition"]
    list_select_related = ["zone", "room", "edition", "guest_list"]
    list_filter = ["edition"]
    search_fields = ["name", "zone__name"]
    fields = ["zone", "room", "name", "opens_at", "closes_at", "counts", "guest_list"]
    list_before_template = "admin/delegations/inside.html"

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}

    def get_urls(self):
        inside = self.admin_site.admin_view(self.inside_view)
        return [path("inside/", inside, name="delegations_checkpoint_inside"), *super().get_urls()]

    def inside_view(self, request):
        """Who is inside, zone by zone: the part of the list's page that asks for itself every few seconds."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return render(request, "admin/delegations/inside_counts.html", {"forums": self._inside(request)})

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(guests_out=door_guests.newest_number("guest_list"))

    @display(description=gettext_lazy("version of the guest list"), label={"frozen": "success", "none": "danger"})
    def shown_version(self, door):
        if door.guest_list is None:
            return None
        if door.guests_out is None:
            return "none", _("nobody enters")
        return "frozen", _("version %(number)d") % {"number": door.guests_out}

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"forums": self._inside(request), **(extra_context or {})})

    def _inside(self, request):
        rows = self.get_queryset(request).order_by("edition_id").distinct("edition_id").select_related("edition")
        return [(one.edition, gatehouse.occupancy(one.edition)) for one in rows if not one.edition.is_archived]

    def choices_for(self, db_field, request):
        if db_field.remote_field.model is Zone:
            return Zone.objects.filter(edition__in=self.editable_editions(request)).select_related("edition")
        return super().choices_for(db_field, request)

    def get_readonly_fields(self, request, obj=None):
        """Readings stand under a door as it was: another zone is another door."""
        return [*super().get_readonly_fields(request, obj), *(["zone", "room"] if obj else [])]

    def save_model(self, request, obj, form, change):
        obj.edition = obj.zone.edition
        super().save_model(request, obj, form, change)


@admin.register(Device)
class DeviceAdmin(RoleAdmin):
    view_roles = DESKS
    edit_rule = "edit_gate"
    view_on_site = False
    list_display = ["name", "checkpoint", "shown_standing", "last_seen_at", "list_version", "shown_guests", "edition"]
    list_select_related = ["checkpoint__guest_list", "guest_version", "edition"]
    list_filter = ["edition"]
    search_fields = ["name", "checkpoint__name"]
    fields = ["checkpoint", "name", "enrolled_at", "last_seen_at", "list_version", "shown_guests", "revoked_at"]
    readonly_fields = ["enrolled_at", "last_seen_at", "list_version", "shown_guests", "revoked_at"]
    actions_detail = ["enrol", "revoke"]

    @display(
        description=gettext_lazy("Standing"),
        label={"works": "success", "behind": "warning", "waits": "warning", "new": "info", "revoked": "danger"},
    )
    def shown_standing(self, device):
        if device.revoked_at:
            return "revoked", _("revoked")
        if device.enrolled_at and _is_behind(device):
            return "behind", ScanResult.OLD_GUESTS.label
        if device.enrolled_at:
            return "works", _("enrolled")
        return ("waits", _("code given")) if device.enrolment_print else ("new", _("not enrolled"))

    def get_queryset(self, request):
        out = door_guests.newest_number("checkpoint__guest_list")
        return super().get_queryset(request).annotate(guests_out=out)

    @admin.display(description=gettext_lazy("guest list"))
    def shown_guests(self, device):
        """The version that the phone said it holds, and the one that is out where that is another."""
        guest_list, held = device.checkpoint.guest_list, _held(device)
        if guest_list is None:
            return "–"
        if held is None:
            return _("%(title)s: no version on the phone") % {"title": guest_list}
        words = {"title": held.title, "number": held.number, "out": device.guests_out}
        if _is_behind(device):
            return _("%(title)s, version %(number)d; version %(out)d is out") % words
        return _("%(title)s, version %(number)d") % words

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["checkpoint"] if obj else [])]

    def save_model(self, request, obj, form, change):
        obj.edition = obj.checkpoint.edition
        obj.added_by = obj.added_by or request.user
        super().save_model(request, obj, form, change)

    @button(
        gettext_lazy("Enrol a phone"),
        rule="edit_gate",
        icon="qr_code",
        when=lambda device: device.revoked_at is None,
        lede=gettext_lazy(
            "Makes a code that is shown once. The phone that uses it becomes this device; one that was it before stops."
        ),
    )
    def enrol(self, request, device, form):
        code = devices.offer(device, by=request.user, now=now())
        page = reverse("delegations:gate", args=[device.edition.slug])
        link = request.build_absolute_uri(f"{page}#enrol={code}")
        context = self.admin_site.each_context(request) | {
            "title": _("Enrol a phone"),
            "opts": self.opts,
            "device": device,
            "code": code,
            "link": link,
            "picture": enrolment.picture(link),
            "minutes": int(devices.CODE_HOLDS_FOR.total_seconds() // 60),
        }
        return TemplateResponse(request, "admin/delegations/enrol.html", context)

    @button(
        gettext_lazy("Revoke"),
        rule="edit_gate",
        icon="phonelink_erase",
        variant=ActionVariant.DANGER,
        when=lambda device: device.revoked_at is None,
        lede=gettext_lazy("The phone opens nothing from now on and forgets what it knew. What it has read stays."),
    )
    def revoke(self, request, device, form):
        devices.revoke(device, by=request.user, now=now())
        return _("The device is revoked.")


@admin.register(Scan)
class ScanAdmin(RoleAdmin):
    view_roles = DESKS
    may_add = False
    view_on_site = False
    list_display = [
        "shown_time",
        "checkpoint",
        "shown_holder",
        "direction",
        "shown_result",
        "shown_said",
        "shown_conflict",
    ]
    list_select_related = ["checkpoint", "device", "edition", "badge__delegate__person"]
    list_filter = ["is_conflict", "result", "direction", "is_offline", "is_manual", "checkpoint", "edition"]
    search_fields = ["=serial", "badge__delegate__person__name", "badge__label"]
    show_full_result_count = False

    @admin.display(description=gettext_lazy("scanned at"), ordering="scanned_at")
    def shown_time(self, scan):
        return date_format(scan.scanned_at.astimezone(scan.edition.zone), _("j M Y, H:i:s"))

    @admin.display(description=gettext_lazy("Badge"))
    def shown_holder(self, scan):
        if scan.badge is None:
            return scan.serial or "–"
        return scan.badge.delegate.person.name if scan.badge.delegate else scan.badge.label

    @display(description=gettext_lazy("result"), label=TONES, ordering="result")
    def shown_result(self, scan):
        return scan.result, scan.get_result_display()

    @display(description=gettext_lazy("Conflict"), label={True: "danger"}, ordering="is_conflict")
    def shown_conflict(self, scan):
        return (True, _("conflict")) if scan.is_conflict else None

    @admin.display(description=gettext_lazy("the device said"))
    def shown_said(self, scan):
        return scan.get_device_result_display() or "–"


def _held(device):
    """The version of its door's list that a phone said it holds; it may still hold that of another list."""
    held = device.guest_version
    return held if held and held.guest_list_id == device.checkpoint.guest_list_id else None


def _is_behind(device):
    """Whether its door has a version out that the phone has not said it holds. ``guests_out``: as annotated."""
    held = _held(device)
    return device.guests_out is not None and (held is None or held.number != device.guests_out)
