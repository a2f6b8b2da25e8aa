"""What holds for a category at an edition: its row of terms, or what is usual where nobody wrote one."""

from django.utils.translation import gettext as _

from core import access
from core.errors import InvalidInput
from delegations.models import CategoryTerms, DelegateCategory, Delegation
from forum.models import Edition

C = DelegateCategory
RANKS = {C.HEAD_OF_DELEGATION: 80, C.SPEAKER: 70, C.DELEGATE: 60, C.CREW: 50, C.GUEST: 40, C.SECURITY: 30}
NOT_OFFERED = {C.SPEAKER, C.CREW}
"""Categories that the secretariat gives; a mission does not register in them unless the edition's terms say so."""


def terms_of(edition: Edition) -> dict[str, CategoryTerms]:
    """The terms of every category at ``edition``, highest rank first. One query; rows not written are unsaved."""
    written = {terms.category: terms for terms in CategoryTerms.objects.filter(edition=edition)}
    terms = [written.get(category) or _usual(edition, category) for category in DelegateCategory.values]
    return {one.category: one for one in sorted(terms, key=lambda one: -one.rank)}


def offered(edition: Edition) -> list[str]:
    """The categories that missions register in, in the order of the enum."""
    terms = terms_of(edition)
    return [category for category in DelegateCategory.values if terms[category].is_offered]


def open_to(user, delegation: Delegation) -> list[str]:
    """The categories that ``user`` may give in the delegation: a mission the offered ones, the desk any."""
    is_desk = access.allows(user, "decide_delegate", delegation)
    return list(DelegateCategory.values) if is_desk else offered(delegation.edition)


def require(category: str, user, delegation: Delegation) -> None:
    """Raise InvalidInput (field ``category``) unless ``user`` may give the category in the delegation."""
    if category not in DelegateCategory.values:
        raise InvalidInput(_("There is no such category."), field="category")
    if category not in offered(delegation.edition) and not access.allows(user, "decide_delegate", delegation):
        sentence = _("The secretariat gives this category (%(category)s) itself. Choose another.")
        raise InvalidInput(sentence % {"category": DelegateCategory(category).label}, field="category")


def _usual(edition, category):
    rank = RANKS.get(DelegateCategory(category), 20)
    return CategoryTerms(edition=edition, category=category, rank=rank, is_offered=category not in NOT_OFFERED)
