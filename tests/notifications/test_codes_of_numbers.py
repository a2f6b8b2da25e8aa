"""The code by which somebody proves a number: what it holds, and how often it may be asked for."""

import datetime as dt

import pytest
from django.utils.timezone import now

from core.errors import DomainError, InvalidInput
from notifications.actions import ways
from notifications.models import Way
from tests.notifications.ways_samples import channels, tell, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered(settings):
    settings.MAILBOX_DIR = None
    one = user()
    return one, ways.offer_number(one, channel="sms", number="+923001234567", now=now())


def test_code_is_guessed_five_times_and_holds_ten_minutes(offered):
    one, way = offered
    Way.objects.update(code_print=ways._code_print("123456"))
    with pytest.raises(DomainError):
        ways.confirm_number(way, code="123456", now=now() + dt.timedelta(minutes=11))
    for _guess in range(ways.TRIES):
        with pytest.raises(InvalidInput):
            ways.confirm_number(way, code="654321", now=now())
    with pytest.raises(DomainError, match="expired"):
        ways.confirm_number(way, code="123456", now=now())
    assert not Way.objects.live().exists()
    tell(one)
    assert channels() == [(one.email, "email")]


def test_codes_and_numbers_are_bounded(offered):
    one, _way = offered
    for wrong in ("12345", "03001234567", "+1", "+92 300 123456789012", "+92abc4567890", "+٩٢٣٠٠١٢٣٤٥٦٧"):
        with pytest.raises(InvalidInput):
            ways.offer_number(one, channel="sms", number=wrong, now=now())
    with pytest.raises(InvalidInput):
        ways.offer_number(one, channel="push", number="+923001234567", now=now())
    Way.objects.update(confirmed_at=now())
    with pytest.raises(InvalidInput):
        ways.offer_number(one, channel="sms", number="+923001234567", now=now())
    for number in range(ways.MOST - 1):
        ways.end(
            ways.offer_number(one, channel="sms", number=f"+9230012345{number:02d}", now=now()), because="x", now=now()
        )
    with pytest.raises(DomainError):
        ways.offer_number(one, channel="sms", number="+923001234599", now=now())
