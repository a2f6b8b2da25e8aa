"""The named office-holders and executives, each once."""

from forum.models import Person
from scheduling.loading.sheet import read

COLUMNS = {"full_name", "role_title", "organisation", "country", "category", "delegation_id", "edition"}
COLUMNS |= {"precedence_article", "source_url", "certainty", "note"}


def load(job):
    rows = read(job.folder / "delegates.csv", key="person_id", columns=COLUMNS, edition=job.code, problems=job.problems)
    job.delegate_rows = rows
    job.report.left_out[str(Person._meta.verbose_name_plural)] = rows.left_out  # noqa: SLF001
    for row in rows:
        person = job.report.upsert(
            Person,
            {"external_id": row.text("person_id")},
            {
                "name": row.text("full_name", required=True, longest=200),
                "position": row.text("role_title", longest=200),
                "organisation": row.text("organisation", longest=200),
                "country": row.country("country"),
                **row.facts_of_source(),
            },
        )
        job.persons[row.text("person_id")] = person
        job.persons_by_name[person.name] = person
