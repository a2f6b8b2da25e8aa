"""The admin panel: who may enter it, and its menu in the order in which the desks work."""

import datetime
from functools import update_wrapper

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite

from accounts import second_factor
from forum.models import Edition, TeamMember
from forum.models.team import PANEL_ROLES
from scheduling import overview

MENU = [
    (
        _("Programme"),
        [
            ("forum.session", "event"),
            ("forum.track", "line_style"),
            ("forum.opportunity", "landscape"),
            ("forum.exhibitor", "storefront"),
            ("forum.venue", "location_city"),
            ("forum.room", "meeting_room"),
            ("forum.booking", "event_busy"),
        ],
    ),
    (_("People"), [("forum.person", "person")]),
    (
        _("Delegations"),
        [
            ("delegations.delegation", "flag"),
            ("delegations.delegate", "badge"),
            ("delegations.application", "inbox"),
            ("delegations.waitingentry", "hourglass_top"),
            ("delegations.latechange", "edit_calendar"),
            ("delegations.guestlist", "list_alt"),
            ("delegations.clearance", "verified_user"),
            ("delegations.agency", "shield"),
            ("delegations.registrationterms", "event_upcoming"),
            ("delegations.categoryterms", "category"),
            ("delegations.question", "quiz"),
        ],
    ),
    (
        _("Privacy"),
        [
            ("delegations.erasurerequest", "person_remove"),
            ("delegations.keepingground", "gavel"),
            ("delegations.retentionrule", "auto_delete"),
            ("delegations.erasure", "delete_history"),
            ("delegations.secretreading", "visibility"),
        ],
    ),
    (
        _("Badges"),
        [
            ("delegations.badge", "id_card"),
            ("delegations.printjob", "print"),
            ("delegations.badgeprint", "receipt_long"),
            ("delegations.receipt", "signature"),
            ("delegations.badgelayout", "palette"),
            ("delegations.badgekey", "key"),
        ],
    ),
    (
        _("Letters"),
        [
            ("delegations.letter", "history_edu"),
            ("delegations.lettertemplate", "edit_note"),
            ("delegations.letterterms", "draw"),
        ],
    ),
    (
        _("Gates"),
        [
            ("delegations.zone", "layers"),
            ("delegations.checkpoint", "sensor_door"),
            ("delegations.device", "smartphone"),
            ("delegations.scan", "qr_code_scanner"),
        ],
    ),
    (
        _("Meetings"),
        [
            ("scheduling.meeting", "handshake"),
            ("scheduling.requestterms", "rule"),
            ("scheduling.askingrule", "rule_settings"),
            ("scheduling.plan", "calendar_view_week"),
            ("scheduling.setasidereply", "mark_email_unread"),
            ("scheduling.commitment", "contract"),
            ("scheduling.actionitem", "task_alt"),
        ],
    ),
    (
        _("Messages"),
        [
            ("notifications.message", "mail"),
            ("notifications.notice", "campaign"),
            ("scheduling.broadcast", "campaign"),
            ("notifications.webhookendpoint", "webhook"),
            ("notifications.webhookdelivery", "outbox"),
            ("scheduling.reminder", "alarm"),
            ("scheduling.reminderrule", "alarm_add"),
        ],
    ),
    (
        _("Settings"),
        [
            ("forum.edition", "calendar_month"),
            ("forum.teammember", "groups"),
            ("accounts.user", "account_circle"),
            ("core.statuschange", "history"),
        ],
    ),
]


OURS = {"accounts", "core", "delegations", "forum", "notifications", "scheduling"}


class Panel(UnfoldAdminSite):
    """Open to a superuser and to whoever holds a role of the panel in any edition; ``is_staff`` says nothing here."""

    index_template = "admin/overview.html"
    index_title = _("Overview")

    def register(self, model_or_iterable, admin_class=None, **options):
        """Our own screens only: those that libraries bring know no roles, and would show keys and sessions."""
        models: list = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        own = [model for model in models if model._meta.app_label in OURS]  # noqa: SLF001
        super().register(own, admin_class, **options)

    def has_permission(self, request):
        return _works_here(request.user) and not second_factor.is_missing(request.user)

    def admin_view(self, view, cacheable=False):
        """Every time of the panel is read and shown in the edition's zone, which the panel's head names."""

        def zoned(request, *args, **kwargs):
            timezone.activate(_zone(request))
            return view(request, *args, **kwargs)

        return super().admin_view(update_wrapper(zoned, view), cacheable)

    def get_app_list(self, request, app_label=None):
        """Asked twice for each screen, by Django and by the menu: made once, unsorted, since MENU has the order."""
        if app_label:
            return super().get_app_list(request, app_label)
        if not hasattr(request, "panel_apps"):
            request.panel_apps = list(self._build_app_dict(request).values())
        return request.panel_apps

    def login(self, request, extra_context=None):
        """Where the panel sends whoever may not enter: to sign in, to set up the second factor, or nowhere."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
        if not _works_here(request.user):
            raise PermissionDenied
        if second_factor.is_missing(request.user):
            messages.warning(request, _("The admin panel opens once you have set up a second factor."))
            return redirect("mfa_index")
        return redirect("admin:index")

    def password_change(self, request, extra_context=None):
        """Passwords are the account's affair, behind its own proofs."""
        return redirect("account_change_password")


def _works_here(user):
    if not user.is_active:
        return False
    return user.is_superuser or TeamMember.objects.filter(user=user.pk, role__in=PANEL_ROLES).exists()


def _zone(request):
    """The clock of the latest edition that the user works in; UTC before there is one."""
    mine = Edition.objects.filter(pk__in=TeamMember.objects.editions_of(request.user, *PANEL_ROLES))
    latest = mine.order_by("is_archived", "-starts_on").first()
    return latest.zone if latest else datetime.UTC


def overview_of_the_desks(request, context):
    """Unfold's dashboard: for each edition that the reader works in, what waits and what stands next."""
    now = timezone.now()
    desks = [
        {
            "edition": edition,
            "waiting": overview.waiting(request, edition),
            "upcoming": overview.upcoming(request, edition, now=now),
        }
        for edition in overview.editions_of(request.user)
    ]
    return context | {"desks": desks, "groups": menu(request)}


def zone_in_words(_request):
    """Below the name of the house: the zone of every time in the panel."""
    return _("Times in %(zone)s") % {"zone": timezone.get_current_timezone_name()}


def badge(_request):
    """Unfold's badge: says on every screen that this is the demo."""
    return (_("Demo"), "warning") if settings.DEMO else None


def menu(request):
    """Unfold's sidebar: the registered models that the user may see, in the order of MENU."""
    from django.contrib import admin  # noqa: PLC0415 - the site exists only when every app is ready

    seen = {
        f"{app['app_label']}.{model['object_name'].lower()}": model
        for app in admin.site.get_app_list(request)
        for model in app["models"]
        if model["admin_url"]
    }
    groups = []
    for title, entries in MENU:
        items = [
            {"title": seen[label]["name"], "icon": icon, "link": seen[label]["admin_url"]}
            for label, icon in entries
            if label in seen
        ]
        if items:
            groups.append({"title": title, "separator": True, "collapsible": False, "items": items})
    return groups
