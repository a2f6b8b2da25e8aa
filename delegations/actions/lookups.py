"""Questions of a gate about people, written down before they are answered."""

from datetime import datetime

from delegations.models import Device, Lookup


def note(device: Device, words: str, *, now: datetime) -> Lookup:
    return Lookup.objects.create(edition=device.edition, device=device, words=words[:80], asked_at=now)
