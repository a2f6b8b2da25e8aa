"""What a pass shows of a badge, in the reader's language: the same for either wallet."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from delegations import badge_faces, categories, own_badge
from delegations.models import Badge, Delegate


@dataclass(frozen=True)
class Face:
    """``facts``: keys with labels and values, the most important first; what is empty is left out."""

    badge: Badge
    name: str
    category: str
    color: str
    on_color: str
    facts: list[tuple[str, str, str]]


def of(badge: Badge, delegate: Delegate) -> Face:
    person, color = delegate.person, categories.terms_of(badge.edition)[badge.category].color
    facts = [
        ("delegation", _("Delegation"), delegate.delegation.name),
        ("position", _("Position"), person.affiliation),
        ("zones", _("Zones"), " ".join(zone.code for zone in own_badge.zones_of(badge))),
        ("days", _("Days"), _days(badge)),
    ]
    return Face(
        badge,
        str(person),
        capfirst(str(badge.get_category_display())),
        color,
        badge_faces.readable_on(color),
        [fact for fact in facts if fact[2]],
    )


def _days(badge):
    days = badge.days or sorted({badge.edition.starts_on, badge.edition.ends_on})
    between = ", " if badge.days else " – "
    return between.join(date_format(day, "j F") for day in days)
