"""Rows are held in one order, or two changes wait for each other: the delegation, the person, delegates, badges.

A person may be accredited at several editions, and a change of name, document or photo reaches all of them.
"""

from collections.abc import Iterable

from forum.models import Person


def persons(keys: Iterable[int]) -> None:
    """Hold the persons of accreditations that are about to be held, until the transaction ends."""
    rows = Person.objects.select_for_update(no_key=True).filter(pk__in=list(keys)).order_by("pk")
    list(rows.values_list("pk"))
