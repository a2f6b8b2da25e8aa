"""What every screen of the admin panel stands on: rows and rights from the user's roles in the editions.

A model's admin says three things: how a row finds its edition, who may look, and by which rule it is edited.

    @admin.register(Room)
    class RoomAdmin(RoleAdmin):
        edition_path = "venue__edition"
        edit_rule = "edit_venue"
"""

from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import models
from unfold.admin import ModelAdmin, StackedInline, TabularInline

from core import access
from forum.admin.lookups import Lookup
from forum.models import Edition, TeamMember
from forum.models.team import PANEL_ROLES


class RoleAdmin(ModelAdmin):
    """``edition_path``: the lookup from a row to its edition; "pk" for an edition itself, "" for what has none.
    ``view_roles``: who sees the rows; ``edit_rule``: the rule, asked of the edition, that adding and changing need
    ("" for screens that only show). Rows are never deleted here unless ``may_delete``. What has no edition is edited
    by whoever holds the rule in any edition.
    """

    edition_path = "edition"
    view_roles: frozenset[str] = PANEL_ROLES
    edit_rule = ""
    may_add = True
    may_delete = False
    edits_archived = False
    list_per_page = 50

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if hasattr(rows, "visible_to"):
            rows = rows.visible_to(request.user)
        if self.edition_path:
            mine = TeamMember.objects.editions_of(request.user, *self.view_roles)
            rows = rows.filter(**{f"{self.edition_path}__in": mine})
        return rows

    def edition_of(self, thing):
        """The edition that a row belongs to, or None."""
        if not self.edition_path or self.edition_path == "pk":
            return thing if self.edition_path else None
        for step in self.edition_path.split("__"):
            thing = getattr(thing, step, None)
        return thing

    def editable_editions(self, request) -> list[Edition]:
        """The editions in which the user may add and change rows of this kind."""
        return [one for one in _editions_of(request) if self._may_edit_in(request, one)]

    def may(self, request, rule, thing) -> bool:
        """Ask a button's rule of the row, of the edition it leads to, or, where it has none, of any edition."""
        if not self.edition_path:
            return any(access.allows(request.user, rule, one) for one in _editions_of(request))
        near = self.edition_path in ("edition", "pk")
        return access.allows(request.user, rule, thing if near else self.edition_of(thing))

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        edition = self._find_edition(obj)
        held = _roles_of(request)
        roles = held.get(edition.pk, set()) if edition else set().union(*held.values())
        return request.user.is_superuser or bool(roles & set(self.view_roles))

    def has_change_permission(self, request, obj=None):
        edition = self._find_edition(obj)
        return self._may_edit_in(request, edition) if edition else bool(self.editable_editions(request))

    def has_add_permission(self, request):
        return self.may_add and self.has_change_permission(request)

    def has_delete_permission(self, request, obj=None):
        return self.may_delete and self.has_change_permission(request, obj)

    def get_readonly_fields(self, request, obj=None):
        """Where a fact came from is the loader's to say; here it is shown."""
        loaded = [field.name for field in self.opts.fields if field.name in ("external_id", "sources")]
        return [*loaded, *super().get_readonly_fields(request, obj)]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("queryset", self.choices_for(db_field, request))
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Lookup(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def choices_for(self, db_field, request):
        """The rows that a reference may be given: editions that the user edits, else rows of the panel."""
        related = db_field.remote_field.model
        if related is Edition:
            return Edition.objects.filter(pk__in=[one.pk for one in self.editable_editions(request)])
        if self.admin_site.is_registered(related):
            related_admin = self.admin_site.get_model_admin(related)
            if isinstance(related_admin, RoleAdmin):
                return related_admin.get_queryset(request)
        return related._default_manager.all()  # noqa: SLF001 - what Django itself would offer

    def save_model(self, request, obj, form, change):
        """Refuses a row that was just given to an edition in which the user may not edit."""
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        super().save_model(request, obj, form, change)

    def get_actions_list(self, request):
        """The buttons of the list: those that its user may press in some edition."""
        shown = super().get_actions_list(request)
        return [one for one in shown if getattr(one.method, "is_shown", _always)(self, request, None)]

    def editions_for(self, request, rule) -> list[Edition]:
        """The open editions in which the user holds ``rule``."""
        return [one for one in _editions_of(request) if not one.is_archived and access.allows(request.user, rule, one)]

    def get_actions_detail(self, request, object_id):
        """The buttons of one object: those that its user may press and that its state allows now."""
        shown = super().get_actions_detail(request, object_id)
        thing = self.get_object(request, str(object_id))
        return [one for one in shown if thing and getattr(one.method, "is_shown", _always)(self, request, thing)]

    def _find_edition(self, obj):
        # Unfold asks the rights of a button with the key and not the row.
        if obj is None or not isinstance(obj, models.Model):
            return None
        return self.edition_of(obj)

    def _may_edit_in(self, request, edition):
        if not self.edit_rule or (edition.is_archived and not self.edits_archived):
            return False
        known = _remembered(request, "_panel_rules")
        key = (self.edit_rule, edition.pk)
        if key not in known:
            known[key] = access.allows(request.user, self.edit_rule, edition)
        return known[key]


class _OfItsParent(InlineModelAdmin):
    """Rows inside another object's screen follow that object's rights."""

    may_add = True
    may_delete = True
    extra = 0

    def has_view_permission(self, request, obj=None):
        return self._parent.has_view_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._parent.has_change_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        return self.may_add and self.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.may_delete and self.has_change_permission(request, obj)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("queryset", self._parent.choices_for(db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @property
    def _parent(self):
        return self.admin_site.get_model_admin(self.parent_model)


class RoleTabularInline(_OfItsParent, TabularInline):
    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The head of a column is no label to a screen reader: every cell says its own."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            shown = getattr(field.widget, "widget", None) or field.widget  # of a reference, what its buttons stand by
            shown.attrs.setdefault("aria-label", field.label)
        return field


class RoleStackedInline(_OfItsParent, StackedInline):
    pass


def _always(_admin, _request, _thing):
    return True


def _remembered(request, name):
    if not hasattr(request, name):
        setattr(request, name, {})
    return getattr(request, name)


def _roles_of(request) -> dict[int, set[str]]:
    """The roles that the user holds, by edition; asked once in a request."""
    known = _remembered(request, "_panel_roles")
    if "held" not in known:
        held: dict[int, set[str]] = {}
        for edition_id, role in TeamMember.objects.filter(user=request.user).values_list("edition_id", "role"):
            held.setdefault(edition_id, set()).add(role)
        known["held"] = held
    return known["held"]


def _editions_of(request) -> list[Edition]:
    known = _remembered(request, "_panel_editions")
    if "mine" not in known:
        mine = TeamMember.objects.editions_of(request.user, *PANEL_ROLES)
        known["mine"] = list(Edition.objects.filter(pk__in=mine))
    return known["mine"]
