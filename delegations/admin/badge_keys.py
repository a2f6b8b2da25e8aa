"""The keys that badges are signed with: making, rotating, and what distrusting one would end."""

from django.contrib import admin
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.decorators import display
from unfold.enums import ActionVariant

from delegations.actions import badge_keys
from delegations.admin.badge_forms import DistrustForm, FirstKeyForm
from delegations.models import BadgeKey
from forum.admin.base import RoleAdmin
from forum.admin.buttons import button, list_button
from forum.models import Role

STANDING = ["is_trusted", "shown_ends_with"]


@admin.register(BadgeKey)
class BadgeKeyAdmin(RoleAdmin):
    view_roles = frozenset({Role.ORGANISER})
    may_add = False
    list_display = ["number", "edition", "shown_standing", "made_at", "made_by", "retired_at"]
    list_select_related = ["edition", "made_by"]
    list_filter = ["is_trusted", "edition"]
    search_fields = ["public_key"]
    fields = [
        "edition",
        "number",
        "shown_public_key",
        "made_at",
        "made_by",
        "retired_at",
        "is_trusted",
        "shown_ends_with",
    ]
    readonly_fields = ["shown_public_key", "shown_ends_with"]
    actions_list = ["make_first"]
    actions_detail = ["rotate", "distrust"]

    @display(
        description=gettext_lazy("Standing"), label={"signs": "success", "verifies": "info", "distrusted": "danger"}
    )
    def shown_standing(self, key):
        if not key.is_trusted:
            return "distrusted", _("not trusted")
        return ("verifies", _("verifies")) if key.retired_at else ("signs", _("signs"))

    @admin.display(description=gettext_lazy("public key"))
    def shown_public_key(self, key):
        return " ".join(key.public_key[place : place + 8] for place in range(0, len(key.public_key), 8))

    @admin.display(description=gettext_lazy("Badges that end with it"))
    def shown_ends_with(self, key):
        return badge_keys.ends_with(key)

    @list_button(gettext_lazy("Make the first key"), rule="manage_badge_keys", form=FirstKeyForm, icon="key")
    def make_first(self, request, form):
        badge_keys.make_first(form.cleaned_data["edition"], by=request.user, now=now())
        return _("Badges can be prepared now.")

    @button(
        gettext_lazy("Rotate"),
        rule="manage_badge_keys",
        when=lambda key: key.retired_at is None,
        icon="autorenew",
        lede=gettext_lazy("A new key signs from now on. Badges that were signed with this one keep opening gates."),
    )
    def rotate(self, request, key, form):
        made = badge_keys.rotate(key.edition, by=request.user, now=now())
        return _("Key %(number)d signs now.") % {"number": made.number}

    @button(
        gettext_lazy("Distrust"),
        rule="manage_badge_keys",
        form=DistrustForm,
        when=lambda key: key.is_trusted,
        icon="gpp_bad",
        variant=ActionVariant.DANGER,
        lede=gettext_lazy(
            "For a key that has leaked. Every badge signed with it opens nothing any more and must be made and printed "
            "anew; where it was signing, a new key takes its place."
        ),
    )
    def distrust(self, request, key, form):
        ended = len(badge_keys.distrust(key, by=request.user, now=now()))
        words = ngettext(
            "The key is distrusted, and %(count)d badge ended with it.",
            "The key is distrusted, and %(count)d badges ended with it.",
            ended,
        )
        return words % {"count": ended}
