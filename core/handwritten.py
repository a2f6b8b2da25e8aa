"""Objects from statements that are written by hand: for the few that are asked so often that building them costs more
than asking them. Everything else is asked through querysets."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, models


def objects(statement: str, parameters: Sequence, *of: type[models.Model]) -> list[tuple[Any, ...]]:
    """One object of each model for each row, None where an outer join found nothing.

    The columns stand model by model, each model's ``id`` before its others. What is not among them is deferred. Tying
    the objects together is left to whoever asks.
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        names = [column.name for column in cursor.description]
        parts = list(pairwise([*(place for place, name in enumerate(names) if name == "id"), len(names)]))
        return [
            tuple(
                _object(model, names[start:end], row[start:end]) for model, (start, end) in zip(of, parts, strict=True)
            )
            for row in cursor.fetchall()
        ]


def _object(model, names, values):
    facts = dict(zip(names, values, strict=True))
    if facts["id"] is None:
        return None
    fields = [field for field in model._meta.concrete_fields if field.column in facts]  # noqa: SLF001 - documented
    return model.from_db(
        DEFAULT_DB_ALIAS, [field.attname for field in fields], [facts[field.column] for field in fields]
    )
