"""Operations of migrations that Django does not have."""

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from pgtrigger.migrations import AddTrigger


class Tables(Operation):
    """Make the tables and triggers of an app together.

    After every single operation Django builds all the models anew that are related to the changed one, and here nearly
    all are: a hundred tables cost six thousand models, seconds of every first start. This builds them once. As each
    table is made as it stands at the end, only CreateModel and AddTrigger may be given; a ring of foreign keys needs no
    AddField, because the keys follow when all the tables stand.
    """

    serialization_expand_args = ["operations"]

    def __init__(self, operations):
        strangers = [operation for operation in operations if not isinstance(operation, CreateModel | AddTrigger)]
        if strangers:
            raise ValueError(f"Tables takes CreateModel and AddTrigger, not {strangers[0]!r}")
        self.operations = operations

    def deconstruct(self):
        """How a migration file writes it."""
        return self.__class__.__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label, state):
        """Drop the built models first: with none there, adding to the state builds none."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Every one of them sees the final models."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, _to_state):
        """Here `from_state` is the one that still has the tables (Django's naming)."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, from_state)

    def describe(self):
        """What `migrate --plan` says."""
        made = sum(isinstance(operation, CreateModel) for operation in self.operations)
        return f"Make {made} tables with their triggers"
