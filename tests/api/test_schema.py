"""The description of the API is complete, and the public API keeps to it whatever it is asked."""

from io import StringIO

import pytest
import schemathesis
from django.core import signals
from django.core.management import call_command
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings

from config.wsgi import application
from forum.actions import imports
from forum.models import Opportunity
from tests.exchange.documents import NOW, event, read

PUBLIC = r"^/api/v1/\{edition\}/((sessions|speakers|tracks|rooms|venues|opportunities|exhibitors)/.*)?$"
FEW = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def served(edition):
    """A programme behind the real entrance, whose closing of connections would end the test's transaction."""
    events = [event("1", track="Copper", people=[(1, "Sample Speaker 1")]), event("2", room="Hall B")]
    imports.take_in(edition, read(*events), by=None, now=NOW)
    Opportunity.objects.create(edition=edition, name="Sample mine", minerals=["copper"], value=12, currency="USD")
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield edition
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


def test_description_is_made_without_a_warning():
    call_command("spectacular", "--fail-on-warn", "--validate", stdout=StringIO())


def test_public_api_keeps_to_its_description(served):
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", application)
    asked = set()
    for operation in (found.ok() for found in schema.include(path_regex=PUBLIC, method="GET").get_all_operations()):

        @FEW
        @given(case=operation.as_strategy())
        def keeps(case):
            case.path_parameters["edition"] = served.slug
            answer = case.call()
            assert answer.status_code in {200, 400, 404}, answer.content
            if answer.status_code == 200:
                case.validate_response(answer)
            elif answer.status_code == 400:
                assert answer.headers["content-type"][0] == "application/problem+json"

        keeps()
        asked.add(operation.path)
    assert len(asked) == 12
