"""Zones, what each category opens, and the badges of the sample people. No source says how the centre was divided:
all of it is assumed, and the zones' names say so."""

from delegations.actions import badge_keys, badges
from delegations.models import Badge, BadgeKey, CategoryTerms, Delegate, DelegateCategory, DelegateStatus, Zone
from forum.models import Edition
from scheduling.demo import moments
from scheduling.demo.users import user

C = DelegateCategory
ZONES = [
    ("A", "Auditorium (assumed)"),
    ("B", "Meeting rooms (assumed)"),
    ("VIP", "Lounge of ministers (assumed)"),
    ("P", "Press centre (assumed)"),
    ("S", "Backstage (assumed)"),
    ("O", "Overflow hall (assumed)"),
]
TERMS = {
    C.HEAD_OF_DELEGATION: (80, "#0f4a37", "A B VIP O"),
    C.SPEAKER: (70, "#98501f", "A B VIP S O"),
    C.DELEGATE: (60, "#2f6690", "A B O"),
    C.CREW: (50, "#1a2828", "A B P S O"),
    C.GUEST: (40, "#77406f", "A O"),
    C.SECURITY: (30, "#a3281f", "A B VIP P S O"),
    C.MEDIA: (20, "#8a7212", "A P O"),
    C.SUPPORT: (20, "#4f5c59", "B S"),
}
OFFERED_BY_THE_SECRETARIAT = {C.SPEAKER, C.CREW}


def load(edition: Edition) -> int:
    """Make the zones, terms and badges that are missing; gives how many badges."""
    _zones_and_terms(edition)
    if not BadgeKey.objects.filter(edition=edition).exists():
        badge_keys.make_first(edition, by=user("organiser"), now=moments.DECIDED)
    approved = Delegate.objects.filter(edition=edition, status=DelegateStatus.APPROVED, delegation__is_sample=True)
    missing = approved.exclude(pk__in=Badge.objects.filter(delegate__isnull=False).values("delegate"))
    return len(badges.prepare_each(edition, missing.values_list("pk", flat=True), now=moments.DECIDED).badges)


def _zones_and_terms(edition):
    zones = {
        code: Zone.objects.get_or_create(edition=edition, code=code, defaults={"name": name, "bit": bit})[0]
        for bit, (code, name) in enumerate(ZONES)
    }
    for category, (rank, color, codes) in TERMS.items():
        facts = {"rank": rank, "color": color, "is_offered": category not in OFFERED_BY_THE_SECRETARIAT}
        terms, is_new = CategoryTerms.objects.get_or_create(edition=edition, category=category, defaults=facts)
        if is_new or not terms.zones.exists():
            terms.zones.set(zones[code] for code in codes.split())
            terms.overflow_zones.set([zones["O"]])
