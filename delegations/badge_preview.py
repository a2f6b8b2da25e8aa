"""A badge as it would look while its layout is being decided, on somebody invented in the script that is asked for."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.errors import InvalidInput
from delegations import badge_faces, badge_pdf, categories, rights
from delegations.badge_faces import Setting
from delegations.models import Badge, BadgeLayout, Delegate, Delegation
from forum.models import Person


@dataclass(frozen=True)
class Sample:
    name: str
    native_name: str
    country: str
    delegation: str


SAMPLES = {
    "ur": Sample("Sample Delegate", "نمونہ مندوب", "PK", "Sample Ministry of Minerals"),
    "ar": Sample("Sample Delegate", "مندوب نموذجي", "SA", "Kingdom of Saudi Arabia (sample)"),
    "zh": Sample("Sample Delegate", "示例代表", "CN", "People's Republic of China (sample)"),
    "ru": Sample("Sample Delegate", "Образец Делегатов", "RU", "Russian Federation (sample)"),
    "en": Sample("Sample Delegate-Featherstonehaugh of Nowhere", "", "GB", "United Kingdom of a long name (sample)"),
}
"""Whoever is shown, by the script of the name. The last is the longest that a band must bear."""
TOKEN = "MAJLIS-SAMPLE-" * 12
"""As long as a real one, and nothing that a gate takes."""


def picture(layout: BadgeLayout, *, script: str) -> bytes:
    """A PNG of one card by ``layout`` (which need not be saved) on the sample of ``script``, one of SAMPLES.

    Colour, zones and days are those of the category's terms. Raises InvalidInput for another script.
    """
    if script not in SAMPLES:
        raise InvalidInput(_("There is no such sample."), field="script")
    terms = categories.terms_of(layout.edition)[layout.category]
    with override(settings.LANGUAGE_CODE):
        face = badge_faces.of_badge(_badge(layout, terms, SAMPLES[script]), Setting(layout, terms), _zones(terms))
    return badge_pdf.picture(layout.edition, face)


def _badge(layout, terms, sample):
    person = Person(
        name=sample.name,
        native_name=sample.native_name,
        country=sample.country,
        position="Director of Sample Affairs",
        organisation="Sample Ministry",
    )
    delegation = Delegation(edition=layout.edition, name=sample.delegation, country=sample.country)
    delegate = Delegate(edition=layout.edition, person=person, delegation=delegation, category=layout.category)
    mask = rights.mask_of(_zones(terms))
    return Badge(delegate=delegate, category=layout.category, zone_mask=mask, days=terms.days, token=TOKEN, serial=0)


def _zones(terms):
    return list(terms.zones.all()) if terms.pk else []
