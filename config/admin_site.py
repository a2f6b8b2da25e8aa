"""The admin panel: who may enter it, and its menu in the order in which the desks work."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite

from accounts import second_factor
from forum.models import TeamMember
from forum.models.team import PANEL_ROLES

MENU = [
    (
        _("Programme"),
        [
            ("forum.session", "event"),
            ("forum.track", "line_style"),
            ("forum.opportunity", "landscape"),
            ("forum.venue", "location_city"),
            ("forum.room", "meeting_room"),
            ("forum.booking", "event_busy"),
        ],
    ),
    (_("People"), [("forum.person", "person")]),
    (
        _("Delegations"),
        [("delegations.delegation", "flag"), ("delegations.delegate", "badge"), ("delegations.focalpoint", "contacts")],
    ),
    (
        _("Meetings"),
        [
            ("scheduling.meeting", "handshake"),
            ("scheduling.reminder", "alarm"),
            ("scheduling.commitment", "contract"),
            ("scheduling.actionitem", "task_alt"),
        ],
    ),
    (_("Messages"), [("notifications.message", "mail"), ("notifications.notice", "campaign")]),
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


class Panel(UnfoldAdminSite):
    """Open to a superuser and to whoever holds a role of the panel in any edition; ``is_staff`` says nothing here."""

    def has_permission(self, request):
        return _works_here(request.user) and not second_factor.is_missing(request.user)

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


def _works_here(user):
    if not user.is_active:
        return False
    return user.is_superuser or TeamMember.objects.filter(user=user.pk, role__in=PANEL_ROLES).exists()


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
