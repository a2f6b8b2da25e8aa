"""Every action of every endpoint names its rule, and the rule exists."""

import rules
from django.urls import get_resolver
from rest_framework.views import APIView

from core.permissions import PUBLIC, NamedRule
from delegations.api.device_token import EnrolledDevice
from forum.api.permissions import TeamPassedSecondFactor

METHODS = ("get", "post", "put", "patch", "delete")


def endpoints(patterns, prefix=""):
    """Pairs of an address and its view's function, for the whole URLconf."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from endpoints(pattern.url_patterns, address)
        else:
            yield address, pattern.callback


def ours():
    """Address, view class and the names of what it can be asked, for each endpoint below /api/v1/<edition>/."""
    for address, callback in endpoints(get_resolver().url_patterns):
        view = getattr(callback, "cls", None)
        if address.startswith("api/v1/<slug:edition>/") and view is not None:
            actions = getattr(callback, "actions", None)
            yield address, view, set(actions.values()) if actions else {one for one in METHODS if hasattr(view, one)}


def test_there_are_endpoints_to_hold_to_it():
    assert len(list(ours())) >= 10


def test_every_endpoint_is_a_view_of_the_framework_with_the_house_permissions():
    loose = [
        address
        for address, callback in endpoints(get_resolver().url_patterns)
        if address.startswith("api/v1/<slug:edition>/")
        and not (isinstance(getattr(callback, "cls", None), type) and issubclass(callback.cls, APIView))
    ]
    assert loose == []
    house = [NamedRule, TeamPassedSecondFactor]
    loose = {address for address, view, _names in ours() if view.permission_classes != house}
    devices = {address for address, view, _names in ours() if view.permission_classes == [EnrolledDevice]}
    assert loose == devices  # a gate's phone is no user, and opens nothing but the gate
    assert [one for one in devices if not one.startswith("api/v1/<slug:edition>/gate/")] == []


def test_every_action_names_a_rule_that_exists():
    unnamed = [
        f"{address}: {name}"
        for address, view, names in ours()
        for name in names
        if not _is_known(getattr(view, "rules", {}).get(name))
    ]
    assert unnamed == []


def test_no_rule_is_named_for_an_action_that_is_not_there():
    named = {}
    there = {}
    for _address, view, names in ours():
        named[view] = set(getattr(view, "rules", {}))
        there.setdefault(view, set()).update(names)
    assert {view.__name__: names - there[view] for view, names in named.items() if names - there[view]} == {}


def _is_known(rule):
    return rule == PUBLIC or (rule is not None and rules.rule_exists(rule))
