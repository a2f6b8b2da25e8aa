"""What stands on a badge, gathered for many at once: words, flag, colour, QR. Where it stands, templates/pdf says."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from delegations import categories, rights
from delegations.models import Badge, BadgeKind, BadgeLayout, CategoryTerms, DelegateCategory, Zone
from forum.models import Edition

ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
URDU = re.compile(r"[\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2\u06d3]")
EAST_ASIAN = re.compile(
    r"[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]|[\U00020000-\U0003ffff]"
)


@dataclass(frozen=True)
class Face:
    """One badge as the eye meets it. ``token``: what its QR says; ``photo``: the name of a person's picture."""

    name: str
    token: str
    band: str
    color: str
    on_color: str
    native_name: str = ""
    script: str = "en"
    initials: str = ""
    position: str = ""
    delegation: str = ""
    flag: str | None = None
    zones: list[str] = field(default_factory=list)
    days: str = ""
    footer: str = ""
    reference: str = ""
    has_picture: bool = True
    photo: str | None = None

    def as_dict(self) -> dict:
        return asdict(self)


@dataclass(frozen=True)
class Setting:
    """What an edition has decided of a category's badge."""

    layout: BadgeLayout
    terms: CategoryTerms


def settings_of(edition: Edition) -> dict[str, Setting]:
    """By category. Two queries; what nobody decided is as usual."""
    layouts = {one.category: one for one in BadgeLayout.objects.filter(edition=edition)}
    terms = categories.terms_of(edition)
    return {
        category: Setting(layouts.get(category) or BadgeLayout(edition=edition, category=category), terms[category])
        for category in DelegateCategory.values
    }


def of_each(edition: Edition, badges: Iterable[Badge]) -> list[Face]:
    """The faces of ``badges`` (with delegate, person and delegation at hand), in their order.

    In the house's first language, whoever presses the button: guards read one kind of badge.
    """
    with override(settings.LANGUAGE_CODE):
        decided, zones = settings_of(edition), list(Zone.objects.filter(edition=edition))
        return [of_badge(badge, decided[badge.category], zones) for badge in badges]


def of_badge(badge: Badge, decided: Setting, zones: list[Zone]) -> Face:
    layout = decided.layout
    plain = Face(
        name=badge.label,
        token=badge.token,
        band=_band(badge, layout),
        color=decided.terms.color,
        on_color=readable_on(decided.terms.color),
        zones=[zone.code for zone in rights.zones_in(zones, badge.zone_mask)] if layout.shows_zones else [],
        days=_days(badge) if layout.shows_days else "",
        footer=layout.footer,
        reference=f"{badge.serial % 10**8:08d}",
        has_picture=False,
    )
    if badge.delegate is None:
        return replace(plain, name=f"{badge.label} {badge.number}")
    return _of_person(plain, badge.delegate, layout)


def script_of(text: str) -> str:
    """Which of the shipped scripts a name is set in: Urdu's own letters call for Nastaliq, other Arabic for Naskh."""
    if ARABIC.search(text):
        return "ur" if URDU.search(text) else "ar"
    return "zh" if EAST_ASIAN.search(text) else "en"


def readable_on(color: str) -> str:
    """White or ink, whichever stands out more on ``color`` (relative luminance of WCAG 2.2)."""
    red, green, blue = (_linear(int(color[place : place + 2], 16) / 255) for place in (1, 3, 5))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#ffffff" if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.07 else "#1a2828"


def _of_person(plain, delegate, layout):
    person, delegation = delegate.person, delegate.delegation
    native = person.native_name if layout.shows_native_name else ""
    country = (delegation.country.code or person.country.code or "").lower()
    return replace(
        plain,
        name=str(person),
        native_name=native,
        script=_script_of_person(person, native),
        initials=_initials(person.name),
        position=person.affiliation if layout.shows_position else "",
        delegation=delegation.name if layout.shows_delegation else "",
        flag=country if layout.shows_flag and country else None,
        has_picture=layout.shows_photo,
        photo=person.photo.name if layout.shows_photo and person.photo else None,
    )


def _initials(name):
    words = name.split()
    return "".join(word[0] for word in dict.fromkeys([words[0], words[-1]])).upper() if words else ""


def _script_of_person(person, native):
    script = script_of(native)
    return "ur" if script == "ar" and person.country.code == "PK" else script


def _band(badge, layout):
    words = layout.title or str(badge.get_category_display())
    if badge.kind != BadgeKind.PERSONAL:
        words = f"{badge.get_kind_display()} · {words}"
    return words.upper()


def _days(badge):
    return ", ".join(date_format(day, "j M") for day in badge.days) or _("all days").capitalize()


def _linear(part):
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
