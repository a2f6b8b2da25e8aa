"""Mineral projects on offer, and the memoranda that were signed."""

from forum.models import Certainty, Opportunity
from scheduling.loading.sheet import read
from scheduling.models import Commitment, CommitmentStage

PROJECT_COLUMNS = {"project_name", "minerals", "country", "province", "district", "stage", "holder", "showcased_at"}
PROJECT_COLUMNS |= {"resource", "capex", "npv", "value", "currency", "value_note", "source_url", "certainty", "note"}
MOU_COLUMNS = {"edition", "date", "party_a", "party_a_country", "party_b", "party_b_country", "instrument", "subject"}
MOU_COLUMNS |= {"value", "currency", "signatories", "witnesses", "source_url", "certainty", "note"}


def load(job):
    projects = read(
        job.folder / "projects.csv", key="project_id", columns=PROJECT_COLUMNS, edition=job.code, problems=job.problems
    )
    for row in projects:
        _opportunity(job, row)
    instruments = read(
        job.folder / "mous.csv", key="mou_id", columns=MOU_COLUMNS, edition=job.code, problems=job.problems
    )
    job.report.left_out[str(Commitment._meta.verbose_name_plural)] = instruments.left_out  # noqa: SLF001
    for row in instruments:
        _commitment(job, row)


def _opportunity(job, row):
    job.report.upsert(
        Opportunity,
        {"edition": job.edition, "external_id": row.text("project_id")},
        {
            "name": row.text("project_name", required=True, longest=200),
            "minerals": row.parts("minerals"),
            "country": row.country("country"),
            "province": row.text("province", longest=100),
            "district": row.text("district", longest=100),
            "stage": row.text("stage", longest=300),
            "holder": row.text("holder", longest=300),
            "resource": row.text("resource"),
            "value": row.amount("value"),
            "capital_cost": row.amount("capex"),
            "net_present_value": row.amount("npv"),
            "currency": row.text("currency", longest=3),
            "value_note": row.text("value_note"),
            "is_showcased": row.text("showcased_at").startswith(job.code),
            **row.facts_of_source(),
        },
    )


def _commitment(job, row):
    """Signed where a source reports it; one that was only expected or described is an interest."""
    parties = row.parts("party_a") + row.parts("party_b")
    countries = [row.country("party_a_country"), row.country("party_b_country")]
    reported = row.text("certainty") == Certainty.REPORTED
    job.report.upsert(
        Commitment,
        {"edition": job.edition, "external_id": row.text("mou_id")},
        {
            "instrument": row.text("instrument", longest=100),
            "subject": row.text("subject", required=True),
            "parties": parties,
            "countries": [code for code in countries if code],
            "signed_on": row.date("date") if reported else None,
            "value": row.amount("value"),
            "currency": row.text("currency", longest=3),
            **row.facts_of_source(),
        },
        first={"stage": CommitmentStage.SIGNED if reported else CommitmentStage.INTEREST},
    )
