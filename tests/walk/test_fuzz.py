"""The API given what its own schema allows and what it does not: each is answered, none is an error of ours."""

import json
import re
import time

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core import NOT_SET

from tests.walk.addresses import UNKNOWN
from tests.walk.conftest import undone

pytestmark = pytest.mark.django_db

SECONDS = 20
GAP = re.compile(r"([^/{}]+)/\{(\w+)\}")
"""In an address, the word before an id and the id's name."""
GENTLE = settings(
    max_examples=2,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_endpoints_survive_what_a_machine_thinks_of(stage, as_):
    client = as_("organiser")
    document = client.get("/api/v1/schema/", headers={"Accept": "application/vnd.oai.openapi+json"}).json()
    schema = schemathesis.openapi.from_dict(document)
    fell, tried, end = {}, 0, time.monotonic() + SECONDS

    def answers(operation):
        @GENTLE
        @given(operation.as_strategy())
        def ask(case):
            if time.monotonic() < end:
                status = _send(client, case, stage)
                if status >= 500:
                    fell[operation.method, operation.path] = (status, str(case.query), str(case.body)[:200])

        ask()

    for found in schema.get_all_operations():
        answers(found.ok())
        tried += 1

    assert fell == {}
    assert tried > 20


def _send(client, case, stage):
    """The status of the answer to ``case``, asked of things that are there."""
    named = {gap: getattr(stage.things.get(before), "public_id", UNKNOWN) for before, gap in GAP.findall(case.path)}
    gaps = {**named, "edition": stage.edition.slug}
    body = "" if case.body is NOT_SET else json.dumps(case.body, default=str)
    query = {name: value for name, value in (case.query or {}).items() if value is not None}
    with undone():
        answer = client.generic(
            case.method,
            case.path.format(**gaps),
            body,
            content_type="application/json",
            query_params=query,
        )
    return answer.status_code
