"""Organisations in the exhibition or around it, each with the role that its source reports and no more."""

from forum.models import Exhibitor
from scheduling.loading.sheet import read

COLUMNS = {"edition", "organisation", "country", "role", "shown", "booth", "source_url", "certainty", "note"}


def load(job):
    rows = read(job.folder / "exhibitors.csv", key="row_id", columns=COLUMNS, edition=job.code, problems=job.problems)
    job.report.left_out[str(Exhibitor._meta.verbose_name_plural)] = rows.left_out  # noqa: SLF001
    for row in rows:
        _exhibitor(job, row)


def _exhibitor(job, row):
    booth = row.text("booth")
    if booth and booth not in job.rooms:
        row.refuse("booth", f"no room is called “{booth}”")
    job.report.upsert(
        Exhibitor,
        {"edition": job.edition, "external_id": row.text("row_id")},
        {
            "organisation": row.text("organisation", required=True, longest=200),
            "country": row.country("country"),
            "role": row.text("role", longest=100),
            "shows": row.text("shown", longest=300),
            "room": job.rooms.get(booth),
            **row.facts_of_source(),
        },
    )
