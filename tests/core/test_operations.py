"""The operation that makes an app's tables together: forwards, backwards, and what it refuses."""

import pgtrigger
import pytest
from django.db import connection, models
from django.db.migrations import AddField, CreateModel
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger

from core.operations import Tables

IDENTITY = ("id", models.BigAutoField(primary_key=True))


def linked(to):
    return models.ForeignKey(f"ring.{to}", models.CASCADE, null=True)


def ring():
    """Two tables that name each other, and a trigger on the first."""
    trigger = pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)
    return Tables(
        [
            CreateModel("Egg", [IDENTITY, ("hen", linked("Hen"))]),
            CreateModel("Hen", [IDENTITY, ("egg", linked("Egg"))]),
            AddTrigger("egg", trigger),
        ]
    )


def tables():
    return {name for name in connection.introspection.table_names() if name.startswith("ring_")}


@pytest.mark.django_db(transaction=True)
def test_a_ring_of_tables_is_made_and_unmade():
    operation, before, after = ring(), ProjectState(), ProjectState()
    operation.state_forwards("ring", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("ring", editor, before, after)
    try:
        assert tables() == {"ring_egg", "ring_hen"}
        with connection.cursor() as cursor:
            keys = connection.introspection.get_relations(cursor, "ring_egg")
            triggers = "SELECT tgname FROM pg_trigger WHERE tgrelid = 'ring_egg'::regclass AND NOT tgisinternal"
            cursor.execute(triggers)
            assert ("hen_id" in keys, cursor.rowcount) == (True, 1)
    finally:
        with connection.schema_editor() as editor:
            operation.database_backwards("ring", editor, after, before)
    assert tables() == set()


def test_models_built_before_are_built_anew():
    state = ProjectState()
    assert not state.apps.get_models()
    ring().state_forwards("ring", state)
    assert {model.__name__ for model in state.apps.get_models()} == {"Egg", "Hen"}


def test_what_follows_on_a_table_is_refused():
    with pytest.raises(ValueError, match="AddField"):
        Tables([AddField("egg", "hen", linked("Hen"))])
