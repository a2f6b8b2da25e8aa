"""Projects on offer as a visitor reads them."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.models import Opportunity
from forum.templatetags.amounts import amount

pytestmark = pytest.mark.django_db
OPPORTUNITIES = "/pmif25/opportunities/"


@pytest.fixture
def mine(edition):
    return Opportunity.objects.create(
        edition=edition,
        name="Sample Dik",
        minerals=["copper", "gold"],
        province="Balochistan",
        district="Chagai",
        stage="feasibility approved",
        holder="Sample Mining Company",
        capital_cost=Decimal("8830000000"),
        currency="USD",
        value_note="Phase 1 only.",
        sources=["https://www.example.org/dik"],
        certainty="reported",
    )


def listed(client, query=""):
    answer = client.get(OPPORTUNITIES + query)
    assert answer.status_code == 200
    return [one.name for one in answer.context["page_obj"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("?mineral=gold", True),
        ("?province=Balochistan", True),
        ("?stage=feasibility", True),
        ("?stage=producing", False),
        ("?q=chagai", True),
        ("?q=Sampel+Dik", True),
        ("?q=copper", True),
        ("?q=lithium", False),
        ("?mineral=lithium", True),
    ],
)
def test_opportunities_are_found_by_mineral_place_stage_and_words(mine, client, query, found):
    assert listed(client, query) == (["Sample Dik"] if found else [])


def test_opportunities_without_any_say_so(edition, client):
    assert "No project is on offer yet." in client.get(OPPORTUNITIES).content.decode()
    assert "No project answers to this." in client.get(OPPORTUNITIES + "?q=zzz").content.decode()


def test_opportunity_page_shows_figures_and_sources(mine, client):
    text = client.get(mine.get_absolute_url()).content.decode()
    for words in ("USD 8.83 billion", "USD 8,830,000,000", "Phase 1 only.", "example.org", "Sample Mining Company"):
        assert words in text


def test_opportunity_of_another_edition_is_not_there(mine, client, edition):
    edition.pk, edition.slug = None, "other"
    edition.save()
    assert client.get(f"/other/opportunities/{mine.public_id}/").status_code == 404


def test_opportunities_ask_the_same_queries_for_one_row_and_for_three(mine, edition, client):
    counts = []
    for more in ([], ["Second", "Third"]):
        for name in more:
            Opportunity.objects.create(edition=edition, name=name, minerals=[name])
        with CaptureQueriesContext(connection) as asked:
            listed(client)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 5


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("8830000000", "USD 8.83 billion"),
        ("356000000", "USD 356 million"),
        ("1000000", "USD 1 million"),
        ("50000.40", "USD 50,000"),
    ],
)
def test_amount_is_said_as_people_say_it(value, said):
    assert f">{said}</bdi>" in amount(Decimal(value), "USD")


def test_amount_of_nothing_is_nothing():
    assert amount(None, "USD") == ""
