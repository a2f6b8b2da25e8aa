"""The one permission class of the API: each action of a viewset names its rule, and one without a name is refused."""

from rest_framework.exceptions import MethodNotAllowed
from rest_framework.permissions import BasePermission

from core import access

PUBLIC = "public"


class NamedRule(BasePermission):
    """Reads ``view.rules[action]`` (or ``view.rules[method]`` for plain views): a rule's name, or PUBLIC.

    Rows come from ``visible_to`` and so answer 404 by themselves; the rule decides 403. What an address does not take
    from anybody is 405, before anything else is asked.
    """

    def has_permission(self, request, view):
        rule = rule_of(view, request)
        if rule is None:
            if not hasattr(view, request.method.lower()):
                raise MethodNotAllowed(request.method)
            return False
        return rule == PUBLIC or bool(request.user and request.user.is_authenticated)

    def has_object_permission(self, request, view, obj):
        rule = rule_of(view, request)
        return rule == PUBLIC or access.allows(request.user, rule, obj)


def rule_of(view, request):
    """The name of the rule for what ``request`` asks of ``view``, or None when nobody gave it one."""
    named = getattr(view, "rules", {})
    method = "get" if request.method == "HEAD" else request.method.lower()
    return named.get(getattr(view, "action", None) or method)
