"""What a load did: counts for each kind of thing, and what it had to leave aside."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Report:
    """``created``, ``updated``, ``unchanged`` and ``left_out`` count by the plural name of the kind."""

    created: Counter = field(default_factory=Counter)
    updated: Counter = field(default_factory=Counter)
    unchanged: Counter = field(default_factory=Counter)
    left_out: Counter = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)

    @property
    def changed_nothing(self) -> bool:
        return not self.created and not self.updated

    def upsert(self, model, lookup: dict, facts: dict, first: dict | None = None):
        """Make or mend the row that ``lookup`` finds; ``first`` is written only when it is made. Gives the row."""
        kind = str(model._meta.verbose_name_plural)  # noqa: SLF001 - the public name of a model
        row = model.objects.filter(**lookup).first()
        if row is None:
            self.created[kind] += 1
            return model.objects.create(**lookup, **facts, **(first or {}))
        changed = [name for name, value in facts.items() if getattr(row, name) != value]
        if not changed:
            self.unchanged[kind] += 1
            return row
        for name in changed:
            setattr(row, name, facts[name])
        row.save(update_fields=changed)
        self.updated[kind] += 1
        return row

    def lines(self) -> list[str]:
        """The report in words, a line for each kind."""
        kinds = sorted({*self.created, *self.updated, *self.unchanged, *self.left_out})
        return [
            f"{kind:<22} {self.created[kind]:>5} created {self.updated[kind]:>5} updated "
            f"{self.unchanged[kind]:>5} unchanged {self.left_out[kind]:>5} of other editions or kinds left out"
            for kind in kinds
        ]
