"""Every address of the URLconf, with real things in its gaps."""

import re
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

GAP = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
FIXED = {"answer": "take", "day": "2025-04-08", "number": "0", "pk": "999999"}
UNKNOWN = "zzzzzzzzzzzzzzzz"
VERBS = ("clear", "refuse", "accept", "decline", "counter", "withdraw", "confirm", "start", "hold", "no_show", "cancel")


@dataclass(frozen=True)
class Address:
    """``route``: as the URLconf writes it; ``path``: with its gaps filled."""

    route: str
    path: str
    callback: Any

    verb: str = ""

    @property
    def key(self) -> str:
        """The route as people would write it: ``delegates/…/submit/``, below an edition without its name."""
        written = GAP.sub("…", self.route.replace("<slug:verb>", self.verb).replace("<slug:edition>/", ""))
        return written.replace("^", "").replace("$", "").replace("\\Z", "")


def routes():
    """``(route, view)`` of every leaf of the URLconf."""
    return list(_leaves(get_resolver(), ""))


def pages(stage, *, edition=None):
    """The addresses outside the panel, filled from ``stage``; of a meeting, each verb."""
    slug = edition or stage.edition.slug
    for route, callback in routes():
        if route.startswith("admin/") or "format" in route:
            continue
        for verb in VERBS if "<slug:verb>" in route else [""]:
            yield Address(route, "/" + _fill(route, stage, slug, verb), callback, verb)


def panel(stage):
    """The addresses of the admin panel, each model's with one of its rows where there is one."""
    rows = {model._meta.label_lower: model._base_manager.order_by("pk").first() for model in admin.site._registry}
    for route, callback in routes():
        found = re.match(r"admin/(\w+)/(\w+)/", route)
        if not route.startswith("admin/") or "(?P<" in route or "content_type_id" in route:
            continue
        row = rows.get(f"{found[1]}.{found[2]}") if found else None
        yield Address(route, "/" + GAP.sub(str(row.pk if row else 999_999), route), callback)


def _leaves(resolver, before):
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _leaves(one, route)
        else:
            yield route, one.callback


def _fill(route, stage, slug, verb):
    def value(gap):
        name = gap[1] or gap[2]
        if name == "edition" or gap.start() == 0:
            return slug
        if name in FIXED:
            return FIXED[name]
        if name == "verb":
            return verb
        before = route[: gap.start()].rstrip("/").rpartition("/")[2].lstrip("^")
        thing = stage.things.get(before)
        if name == "code":
            return stage.things["letters"].code
        return thing.public_id if hasattr(thing, "public_id") else getattr(thing, "slug", UNKNOWN)

    return GAP.sub(value, route).replace("^", "").replace("$", "").replace("\\Z", "").replace("\\.", ".")
