"""One round over every address as everybody, written down; the tests read what was written."""

import re
from collections import Counter
from dataclasses import dataclass, field
from zlib import crc32

from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from tests.walk.addresses import pages, panel
from tests.walk.conftest import client_of, undone
from tests.walk.matrix import expected
from tests.walk.stage import NAMED, UNSAID, build

ACTORS = (
    "nobody",
    "stranger",
    "delegate A",
    "focal A",
    "focal B",
    "focal H",
    "organiser",
    "programme",
    "meetings",
    "accreditation",
    "protocol",
    "press",
    "gate",
    "viewer",
    "agency",
)
ALWAYS = {"GET": ("nobody", "stranger", "focal A", "focal B", "organiser"), "POST": ("nobody", "focal A", "focal B")}
"""Asked everywhere. Of the others, where the matrix has several turned away alike, two are asked, by turns."""
BYSTANDERS = ("programme", "press", "gate", "viewer")
"""Desks that decide about nobody: where they are shown something, and alike, they are asked by turns."""
FEW = ("nobody", "stranger", "focal A", "organiser", "viewer")
"""Enough where whoever is signed in is turned away alike."""
IN_THE_PANEL = ("gate", "organiser")
"""tests/config/test_panel_roles.py asks as the others."""
PUBLIC = ("programme/", "rooms/", "speakers/", "exhibitors/", "opportunities/", "api/v1/schema/", "api/v1/docs/")
MARKS = re.compile(rf"{UNSAID}: (\w+)|({NAMED})")
WORDS = "?q=Secret&search=Secret&page_size=200&view=list"
LISTS = (
    "programme/",
    "speakers/",
    "opportunities/",
    "sessions/",
    "meetings/",
    "delegates/",
    "delegations/",
    "diary/",
    "clearance/agencies/",
)


@dataclass
class Round:
    """``answers``: status by (method, route and verb, actor). ``seen``: what secrets an actor read, and where first.
    ``besides``: what was asked on top of the addresses themselves.
    """

    answers: dict = field(default_factory=dict)
    seen: dict = field(default_factory=dict)
    besides: set = field(default_factory=set)
    routes: set = field(default_factory=set)
    rows_before: Counter = field(default_factory=Counter)
    rows_after: Counter = field(default_factory=Counter)

    def note(self, method, key, actor, answer):
        self.answers[method, key, actor] = answer.status_code
        if key not in self.routes:
            self.besides.add((method, key))
        text = (answer.getvalue() if answer.streaming else answer.content).decode(errors="replace")
        for level, name in MARKS.findall(text):
            self.seen.setdefault(actor, {}).setdefault(level or name, key)


def walk() -> Round:
    """GET everything, count the rows before and after; then POST to everything outside the panel."""
    cache.clear()
    found, stage = Round(), build()
    found.routes = {address.key for address in pages(stage)}
    clients = {actor: client_of(stage, actor) for actor in ACTORS}
    found.rows_before = rows()
    _read(found, stage, clients)
    found.rows_after = rows()
    _write(found, stage, clients)
    return found


def rows() -> Counter:
    """How many rows each table has; the triggers' history tables tell of changed rows too."""
    tables = set(connection.introspection.table_names()) - {"django_session", "usersessions_usersession"}
    ours = (model for model in apps.get_models() if model._meta.db_table in tables)
    return Counter({model._meta.label: model._base_manager.count() for model in ours})


def _read(found, stage, clients):
    for address in pages(stage):
        for actor in _askers("GET", address) if _takes(address, "get") else ():
            found.note("GET", address.key, actor, clients[actor].get(address.path))
            if address.path.endswith(LISTS):
                found.note("GET", f"{address.key} {WORDS}", actor, clients[actor].get(address.path + WORDS))
    for level, meeting in stage.meetings.items():
        for path in (meeting.get_absolute_url(), f"/api/v1/{stage.edition.slug}/meetings/{meeting.public_id}/"):
            for actor in ACTORS:
                found.note("GET", f"{level}: {path.replace(meeting.public_id, '…')}", actor, clients[actor].get(path))
    draft = reverse("forum:session", args=[stage.edition.slug, stage.things["draft"].public_id])
    for actor in ACTORS:
        found.note("GET", "draft", actor, clients[actor].get(draft))
    for address in panel(stage):
        for actor in IN_THE_PANEL:
            found.note("GET", address.route, actor, clients[actor].get(address.path))


def _write(found, stage, clients):
    for address in pages(stage):
        if "<slug:edition>" not in address.route or address.key.startswith(PUBLIC) or not _takes(address, "post"):
            continue
        is_api = address.path.startswith("/api/")
        for actor in _askers("POST", address):
            with undone():
                sent = {"content_type": "application/json"} if is_api else {}
                answer = clients[actor].post(address.path, {}, **sent)
            found.answers["POST", address.key, actor] = answer.status_code


def _askers(method, address):
    """Everybody, but for whom an answer would say nothing new. Of an address outside any edition, two are enough."""
    if "<slug:edition>" not in address.route:
        return ("nobody", "focal A")
    signs = dict(zip(ACTORS, expected().get((method, address.key), ""), strict=False))
    if not signs:
        return ACTORS
    signed_in = {sign for actor, sign in signs.items() if actor != "nobody"}
    if len(signed_in) == 1 and signed_in != {"."}:
        return FEW
    turn, asked = crc32(address.key.encode()), set(ALWAYS[method])
    for sign in signed_in:
        alike = [actor for actor in ACTORS if signs[actor] == sign and actor not in ALWAYS[method]]
        # What a page shows is read for secrets, so whoever sees one is asked; an answer to a POST only has its sign.
        asked |= set(_shown(alike, turn) if sign == "." and method == "GET" else _two_of(alike, turn))
    return [actor for actor in ACTORS if actor in asked]


def _shown(alike, turn):
    bystanders = [actor for actor in alike if actor in BYSTANDERS]
    one = bystanders if len(bystanders) < len(BYSTANDERS) else [bystanders[turn % len(bystanders)]]
    return [actor for actor in alike if actor not in BYSTANDERS] + one


def _two_of(alike, turn):
    return [alike[(turn + step) % len(alike)] for step in (0, 1)] if alike else []


def _takes(address, method):
    """Whether a viewset has an action for the method; a page is always asked."""
    actions = getattr(address.callback, "actions", None)
    return actions is None or method in actions
