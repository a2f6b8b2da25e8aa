"""Finding by words: whole words in any script (full text), and names nearly right (trigrams)."""

from django.contrib.postgres.search import SearchQuery, SearchVector, TrigramWordSimilarity
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat, Greatest

from forum.models import Appearance, Exhibitor, Opportunity, Person, Session

NEARLY = 0.4  # one letter wrong in a word of six; PostgreSQL's own 0.6 forgives less
SESSION_WORDS = SearchVector("title", "subtitle", "abstract", config="simple")
OPPORTUNITY_WORDS = SearchVector("name", "holder", "resource", "stage", "province", "district", config="simple")
PERSON_NAMES = ("name", "native_name", "organisation", "position")
_URDU = str.maketrans("يكةى", "یکہی")
_ARABIC = str.maketrans("یکہ", "يكه")


def sessions(rows: QuerySet[Session], text: str) -> QuerySet[Session]:
    """Those of ``rows`` whose words, or whose speakers, answer to ``text``."""
    cast = Appearance.objects.filter(session__in=rows.order_by().values("pk"))
    named = _nearly(cast, [f"person__{name}" for name in PERSON_NAMES], text)
    matches = Q(pk__in=named.values("session")) | Q(pk__in=_nearly(rows.order_by(), ["title"], text).values("pk"))
    return rows.alias(words=SESSION_WORDS).filter(matches | _worded(text))


def people(rows: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Those of ``rows`` whose name in either script, position or organisation answers to ``text``."""
    return _nearly(rows, PERSON_NAMES, text)


def opportunities(rows: QuerySet[Opportunity], text: str) -> QuerySet[Opportunity]:
    """Those of ``rows`` whose name, minerals, holder, place or resource answer to ``text``."""
    named = _nearly(rows.order_by(), ["name"], text).values("pk")
    matches = Q(minerals__contains=[text.lower()]) | Q(pk__in=named) | _worded(text)
    return rows.alias(words=OPPORTUNITY_WORDS).filter(matches)


def exhibitors(rows: QuerySet[Exhibitor], text: str) -> QuerySet[Exhibitor]:
    """Those of ``rows`` whose organisation, role or exhibits answer to ``text``."""
    return _nearly(rows, ("organisation", "role", "shows"), text)


def _nearly(rows, fields, text):
    separated = [part for field in fields for part in (field, Value(" "))]
    near = [TrigramWordSimilarity(spelling, Concat(*separated)) for spelling in _spellings(text)]
    return rows.alias(near=near[0] if len(near) == 1 else Greatest(*near)).filter(near__gte=NEARLY)


def _worded(text):
    queries = (SearchQuery(spelling, config="simple", search_type="websearch") for spelling in _spellings(text))
    matches = Q()
    for query in queries:
        matches |= Q(words=query)
    return matches


def _spellings(text):
    """Urdu and Arabic keyboards write the same letter with different signs."""
    return sorted({text, text.translate(_URDU), text.translate(_ARABIC)})
