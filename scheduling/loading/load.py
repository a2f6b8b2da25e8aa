"""The one entrance: a folder of sheets in, an edition out, all or nothing."""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from delegations.models import Delegation
from forum.models import Edition, Person, Room, Session, Venue
from scheduling.loading import delegations, edition, exhibitors, meetings, offers, persons, programme
from scheduling.loading.report import Report
from scheduling.loading.sheet import Problems, Sheet


class BadFacts(Exception):
    """The files have problems; nothing was written. ``problems`` lists them all."""

    def __init__(self, problems: Problems):
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass
class Load:
    """What the parts of a load share. The maps go from a file's id to the row that was made for it."""

    folder: Path
    code: str
    now: object
    problems: Problems = field(default_factory=Problems)
    report: Report = field(default_factory=Report)
    edition: Edition | None = None
    venues: dict[str, Venue] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    persons_by_name: dict[str, Person] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    delegations: dict[str, Delegation] = field(default_factory=dict)
    delegate_rows: Sheet = field(default_factory=Sheet)


PARTS = [edition.load, persons.load, programme.load, delegations.load, meetings.load, offers.load, exhibitors.load]


def load(folder: Path, *, code: str, now, dry_run: bool = False) -> Report:
    """Load the edition that the files call ``code`` (PMIF25) from ``folder``; gives what was done.

    Raises BadFacts with every problem of every file; nothing of that run is then written. With ``dry_run`` nothing is
    written either way.
    """
    job = Load(folder, code, now)
    with transaction.atomic():
        for part in PARTS:
            part(job)
            if job.edition is None:
                break
        if job.problems:
            raise BadFacts(job.problems)
        transaction.set_rollback(dry_run)
    return job.report
