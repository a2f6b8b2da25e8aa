"""The directory of persons as a mission may use it: whom it knows already is reused, not typed again.

A person is one row for the whole house, whoever registers them. So a mission finds only people it registered before
and people of the public programme, and corrects only those who are nobody else's.
"""

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Upper

from core import access
from delegations.models import Delegate, Delegation, FocalPoint
from forum.models import Person


def of_mission(user, delegation: Delegation) -> QuerySet[Person]:
    """The persons whom the delegation, or another one that ``user`` answers for, has registered at any edition."""
    mine = Q(delegation=delegation) | Q(delegation__in=FocalPoint.of(user))
    return Person.objects.filter(pk__in=Delegate.objects.filter(mine).values("person"))


def to_register_again(user, delegation: Delegation) -> QuerySet[Person]:
    """Those of the mission's own people who are not accredited at this edition yet."""
    here = Delegate.objects.in_the_count().filter(edition=delegation.edition_id)
    return of_mission(user, delegation).exclude(pk__in=here.values("person")).order_by("name")


def find(user, delegation: Delegation, facts: dict) -> Person | None:
    """The one person whom these facts plainly mean among those the mission may see, or None.

    Among its own people: the e-mail and name, or name and nationality where no e-mail speaks against it. In the public
    programme: name, nationality and organisation together, since anybody may type a minister's name. Two namesakes in
    one delegation are two people where their positions differ.
    """
    return find_each(user, delegation, [facts])[0]


def find_each(user, delegation: Delegation, people: list[dict]) -> list[Person | None]:
    """As ``find`` for each of ``people``, in their order, in two queries however many they are."""
    own = defaultdict(list)
    for person in _with_presence(_named(of_mission(user, delegation), people), delegation):
        own[person.name.casefold()].append(person)
    found = [_among_own(own[facts["name"].casefold()], facts) for facts in people]
    return _in_programme(user, people, found)


def registered_elsewhere(person: Person, delegation: Delegation) -> bool:
    """Say whether somebody of this name and e-mail is accredited in another delegation of the edition."""
    if not person.email:
        return False
    others = Delegate.objects.in_the_count().filter(edition=delegation.edition_id).exclude(delegation=delegation)
    return others.filter(person__email__iexact=person.email, person__name__iexact=person.name).exists()


def each_registered_elsewhere(people: list[dict], delegation: Delegation) -> set[tuple[str, str]]:
    """The pairs of name, in small letters, and e-mail under which somebody is accredited in another delegation."""
    emails = {facts["email"] for facts in people if facts.get("email")}
    others = Delegate.objects.in_the_count().filter(edition=delegation.edition_id).exclude(delegation=delegation)
    rows = others.annotate(upper=Upper("person__email")).filter(upper__in={email.upper() for email in emails})
    pairs = rows.order_by().values_list("person__name", "person__email")
    return {(name.casefold(), email.lower()) for name, email in pairs}


def look_alikes(delegate: Delegate) -> QuerySet[Delegate]:
    """Other accreditations of the edition under the same e-mail or the same name, for the desk to compare."""
    person = delegate.person
    same = Q(person__name__iexact=person.name)
    if person.native_name:
        same |= Q(person__native_name=person.native_name)
    if person.email:
        same |= Q(person__email__iexact=person.email)
    rows = Delegate.objects.filter(same, edition=delegate.edition_id).exclude(pk=delegate.pk)
    return rows.select_related("person", "delegation", "edition")


def may_correct(user, person: Person, delegation: Delegation) -> bool:
    """Say whether ``user`` may see the person's e-mail and change the facts: the desk always; the person and the
    delegation's focal points while the person is nobody else's.

    Somebody who speaks in the programme or belongs to a delegation of another mission too is corrected by the desk.
    """
    return person.pk in correctable(user, [person], delegation)


def correctable(user, persons: list[Person], delegation: Delegation) -> set[int]:
    """The keys of those whom ``may_correct`` is true of, in as many queries for one as for any number."""
    keys = {person.pk for person in persons}
    own = _own_of(user, keys, delegation)
    return keys if own == keys or access.allows(user, "decide_delegate", delegation) else own


def _own_of(user, keys, delegation):
    """The keys of those who are nobody else's: asked first, since a mission's own people are asked about most."""
    mine = Q(delegation=delegation) | Q(delegation__in=FocalPoint.of(user))
    elsewhere = Delegate.objects.filter(person=OuterRef("pk")).exclude(mine)
    silent = Person.objects.filter(pk__in=keys, appearances=None).annotate(is_anothers=Exists(elsewhere))
    registers = access.allows(user, "register_delegate", delegation)
    return {
        pk
        for pk, owner, is_anothers in silent.values_list("pk", "user_id", "is_anothers")
        if (owner is not None and owner == user.pk) or (registers and not is_anothers)
    }


def _with_presence(persons, delegation):
    here = Delegate.objects.in_the_count().filter(edition=delegation.edition_id, person=OuterRef("pk"))
    return persons.annotate(is_here=Exists(here))


def _is_silent(person, email):
    """The person's e-mail does not speak against this one."""
    return not email or person.email.lower() in ("", email)


def _among(alike, position):
    """The one with this position, or the only one who is not accredited at this edition yet."""
    same_position = _only(one for one in alike if one.position.casefold() == position.casefold())
    return same_position or _only(one for one in alike if not one.is_here)


def _named(persons, people):
    """Those with one of the names, in any case. Upper as the database's index has it."""
    return persons.annotate(upper=Upper("name")).filter(upper__in={facts["name"].upper() for facts in people})


def _among_own(namesakes, facts):
    country, email = facts.get("country"), facts.get("email", "")
    if email and (person := _only(one for one in namesakes if one.email.lower() == email)):
        return person
    if not country:
        return None
    alike = [one for one in namesakes if one.country == country and _is_silent(one, email)]
    return _among(alike, facts.get("position", ""))


def _in_programme(user, people, found):
    """``found``, and for those who are nobody yet, who in the public programme they are."""
    asked = [facts for facts, person in zip(people, found, strict=True) if not person and _says_enough(facts)]
    if not asked:
        return found
    public = defaultdict(list)
    for person in _named(Person.objects.visible_to(user), asked):
        public[_identity(person.name, person.organisation, person.country.code)].append(person)
    return [
        person or (_says_enough(facts) and _silent_only(public[_identity(*map(facts.get, IDENTITY))], facts)) or None
        for facts, person in zip(people, found, strict=True)
    ]


IDENTITY = ("name", "organisation", "country")


def _says_enough(facts):
    return all(facts.get(field) for field in IDENTITY)


def _identity(name, organisation, country):
    return name.casefold(), organisation.casefold(), str(country)


def _silent_only(persons, facts):
    return _only(one for one in persons if _is_silent(one, facts.get("email", "")))


def _only(persons):
    found = list(persons)
    return found[0] if len(found) == 1 else None
