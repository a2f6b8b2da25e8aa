"""One question for objects: may this user do this with that? The answers are predicates, named in each app's rules.py.

A rule ``view_x`` agrees with ``X.objects.visible_to(user)``; a test holds them to it.
"""

import rules
from django.core.exceptions import PermissionDenied
from django.http import Http404


def allows(user, rule: str, thing=None) -> bool:
    """Say whether ``user`` may do ``rule`` with ``thing``. Raises KeyError for a rule that nobody named."""
    if not rules.rule_exists(rule):
        raise KeyError(rule)
    return rules.test_rule(rule, user, thing)


def require(user, rule: str, thing=None) -> None:
    """Raise Http404 for a ``view_…`` rule that fails (what one may not see does not exist), else PermissionDenied."""
    if allows(user, rule, thing):
        return
    if rule.startswith("view_"):
        raise Http404
    raise PermissionDenied
