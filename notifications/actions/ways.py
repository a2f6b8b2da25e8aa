"""How a user becomes reachable besides by mail: a browser says yes, a number is proved by a code; and how that ends."""

import hashlib
import json
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.encryption import fingerprint
from core.errors import DomainError, InvalidInput
from notifications import outgoing, providers, push_encryption, topics
from notifications.models import Channel, Way
from notifications.models.channel import TO_A_NUMBER

CODE_HOLDS = timedelta(minutes=10)
TRIES = 5
MOST = 10
"""Live ways of one user, and codes a day."""


def subscribe(user, *, endpoint: str, p256dh: str, auth: str, label: str, now: datetime) -> Way:
    """A browser takes notifications for ``user`` from now on, and for nobody else who used it before.

    Raises InvalidInput for what no push service gives.
    """
    if not topics.is_working(Channel.PUSH):
        raise DomainError(_("Notifications are not set up here."))
    _check_subscription(endpoint, p256dh, auth)
    printed = _print(endpoint)
    with transaction.atomic():
        standing = Way.objects.select_for_update().filter(channel=Channel.PUSH, fingerprint=printed, ended_at=None)
        for one in standing:
            end(one, because="replaced", now=now)
        _require_room(user)
        return Way.objects.create(
            user=user,
            channel=Channel.PUSH,
            address=endpoint,
            keys=json.dumps({"p256dh": p256dh, "auth": auth}),
            fingerprint=printed,
            label=label[:80] or _("Browser"),
            created_at=now,
            confirmed_at=now,
        )


def offer_number(user, *, channel: str, number: str, now: datetime) -> Way:
    """Send a code to ``number``; the number is used once the code comes back. Raises InvalidInput, DomainError."""
    if channel not in TO_A_NUMBER or not topics.is_working(Channel(channel)):
        raise InvalidInput(_("This is not offered here."), field="channel")
    number = plain_number(number)
    code = f"{secrets.randbelow(10**6):06d}"
    with transaction.atomic():
        if Way.objects.filter(user=user, created_at__gt=now - timedelta(days=1)).count() >= MOST:
            raise DomainError(_("These were enough codes for one day. Try again tomorrow."))
        same = Way.objects.select_for_update().filter(user=user, channel=channel, fingerprint=_print(number))
        if same.live().exists():
            raise InvalidInput(_("This number is in use for you already."), field="number")
        for one in same.filter(ended_at=None):
            end(one, because="replaced", now=now)
        _require_room(user)
        way = Way.objects.create(
            user=user,
            channel=channel,
            address=number,
            fingerprint=_print(number),
            label=providers.masked(number),
            created_at=now,
            code_print=_code_print(code),
            code_until=now + CODE_HOLDS,
        )
    _send_code(way, user, code, now)
    return way


def confirm_number(way: Way, *, code: str, now: datetime) -> None:
    """Take the number into use. Raises InvalidInput for another code, DomainError when it is too late for any."""
    with transaction.atomic():
        held = Way.objects.select_for_update().get(pk=way.pk)
        if held.ended_at or held.confirmed_at or held.code_until is None or held.code_until < now:
            raise DomainError(_("This code has expired. Ask for a new one."))
        is_right = secrets.compare_digest(held.code_print, _code_print("".join(filter(str.isdigit, code))))
        if is_right:
            held.confirmed_at, held.code_print = now, ""
        held.code_tries += 1
        if not is_right and held.code_tries >= TRIES:
            held.code_until = now - timedelta(seconds=1)
        held.save(update_fields=["confirmed_at", "code_print", "code_tries", "code_until"])
    if not is_right:
        raise InvalidInput(_("This is not the code that was sent."), field="code")


def end(way: Way, *, because: str, now: datetime) -> None:
    """Use it no more, and forget where it led; what was sent stays on record."""
    rows = Way.objects.filter(pk=way.pk, ended_at=None)
    rows.update(ended_at=now, ended_because=because, address="", keys="", fingerprint="", code_print="")


def plain_number(number: str) -> str:
    """A number as it is dialled from anywhere: + and 8 to 15 digits (E.164). Raises InvalidInput."""
    plain = "".join(letter for letter in number.strip() if letter not in " -()./\u00a0")
    plain = f"+{plain[2:]}" if plain.startswith("00") else plain
    digits = plain[1:]
    if not plain.startswith("+") or not (digits.isascii() and digits.isdigit()) or not 8 <= len(digits) <= 15:
        raise InvalidInput(_("Write the number with its country, as in +92 300 1234567."), field="number")
    return plain


def _check_subscription(endpoint, p256dh, auth):
    try:
        wrong = outgoing.fault_of(outgoing.urlsplit(endpoint)) or len(endpoint) > 1000
        push_encryption.encrypt(b"", p256dh, auth)
    except (ValueError, TypeError) as error:
        raise InvalidInput(_("The browser gave an address that cannot be used."), field="endpoint") from error
    if wrong:
        raise InvalidInput(_("The browser gave an address that cannot be used."), field="endpoint")


def _require_room(user):
    if Way.objects.filter(user=user, ended_at=None).count() >= MOST:
        raise DomainError(_("There are enough devices and numbers. Take one away first."))


def _send_code(way, user, code, now):
    """At once and not through the outbox: the code is kept nowhere."""
    with override(user.language):
        # Translators: in a notice.
        text = _("%(code)s is your code to receive messages of the forum here.") % {"code": code}
    try:
        providers.of(way.channel).send(way.channel, way.address, text, key=f"{way.public_id}-code")
    except providers.NotTaken as error:
        end(way, because="not reached", now=now)
        raise DomainError(_("The code could not be sent. Check the number, or try again later.")) from error


def _print(address):
    return fingerprint(hashlib.sha256(address.encode()).hexdigest())


def _code_print(code):
    return fingerprint("code", code)
