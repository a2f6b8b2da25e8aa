"""Delegations that came or were invited, and who was in them."""

import re

from delegations.models import (
    Delegate,
    DelegateCategory,
    DelegateStatus,
    Delegation,
    DelegationKind,
    DelegationStatus,
)
from scheduling.loading.sheet import read

K, S = DelegationKind, DelegationStatus
KINDS = {
    "host government": K.HOST,
    "provincial / regional government": K.INSTITUTION,
    "government": K.STATE,
    "government + business": K.STATE,
    "resident mission": K.STATE,
    "delegates": K.STATE,
    "parliament": K.INSTITUTION,
    "government agency": K.INSTITUTION,
    "international organisation": K.INSTITUTION,
    "host / organiser": K.COMPANY,
    "partner company": K.COMPANY,
    "company": K.COMPANY,
    "company + embassy": K.COMPANY,
    "company (knowledge)": K.COMPANY,
    "state company": K.COMPANY,
}
STATUSES = {
    "attended": S.CONFIRMED,
    "expected": S.INVITED,
    "invited": S.INVITED,
    "invited to the ambassadors' briefing of 2025-03-21": S.INVITED,
}
COLUMNS = {"edition", "country", "delegation_name", "kind", "status", "head_name", "size", "source_url", "certainty"}
COLUMNS |= {"note"}


def load(job):
    rows = read(
        job.folder / "delegations.csv", key="delegation_id", columns=COLUMNS, edition=job.code, problems=job.problems
    )
    job.report.left_out[str(Delegation._meta.verbose_name_plural)] = rows.left_out  # noqa: SLF001
    for row in rows:
        _delegation(job, row)
    delegates = [_delegate(job, row) for row in job.delegate_rows if row.text("delegation_id")]
    heads = {row.text("delegation_id"): row.text("head_name") for row in rows}
    _name_heads(job, heads, [one for one in delegates if one])


def _delegation(job, row):
    kind, status = row.one_of("kind", KINDS), row.one_of("status", STATUSES)
    size = row.amount("size")
    if kind is None or status is None:
        return
    job.delegations[row.text("delegation_id")] = job.report.upsert(
        Delegation,
        {"edition": job.edition, "external_id": row.text("delegation_id")},
        {
            "kind": kind,
            "country": row.country("country"),
            "name": row.text("delegation_name", required=True, longest=200),
            **row.facts_of_source(),
        },
        first={"status": status, "quota": max(20, int(size or 0))},
    )


def _delegate(job, row):
    delegation, person = job.delegations.get(row.text("delegation_id")), job.persons.get(row.text("person_id"))
    if delegation is None:
        row.refuse("delegation_id", f"no delegation of {job.code} is called “{row.text('delegation_id')}”")
        return None
    article = re.match(r"\d+", row.text("precedence_article"))
    came = delegation.status != S.INVITED
    return job.report.upsert(
        Delegate,
        {"edition": job.edition, "external_id": row.text("person_id")},
        {
            "delegation": delegation,
            "person": person,
            "precedence": int(article.group()) if article else None,
            **row.facts_of_source(),
        },
        first={
            "category": DelegateCategory.DELEGATE,
            "status": DelegateStatus.APPROVED if came else DelegateStatus.DRAFT,
        },
    )


def _name_heads(job, heads, delegates):
    for delegate in delegates:
        delegation = delegate.delegation
        if heads.get(delegation.external_id) != delegate.person.name or delegation.head_id:
            continue
        delegation.head = delegate
        delegation.save(update_fields=["head"])
        delegate.category = DelegateCategory.HEAD_OF_DELEGATION
        delegate.save(update_fields=["category"])
