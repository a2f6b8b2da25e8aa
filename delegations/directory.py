"""The directory of persons as a mission may use it: whom it knows already is reused, not typed again.

A person is one row for the whole house, whoever registers them. So a mission finds only people it registered before
and people of the public programme, and corrects only those who are nobody else's.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

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
    country, email = facts.get("country"), facts.get("email", "")
    namesakes = list(_with_presence(of_mission(user, delegation).filter(name__iexact=facts["name"]), delegation))
    if email and (person := _only(one for one in namesakes if one.email.lower() == email)):
        return person
    if not country:
        return None
    alike = [one for one in namesakes if one.country == country and _is_silent(one, email)]
    return _among(alike, facts.get("position", "")) or _in_programme(user, facts)


def registered_elsewhere(person: Person, delegation: Delegation) -> bool:
    """Say whether somebody of this name and e-mail is accredited in another delegation of the edition."""
    if not person.email:
        return False
    others = Delegate.objects.in_the_count().filter(edition=delegation.edition_id).exclude(delegation=delegation)
    return others.filter(person__email__iexact=person.email, person__name__iexact=person.name).exists()


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
    if access.allows(user, "decide_delegate", delegation):
        return True
    mine = Q(delegation=delegation) | Q(delegation__in=FocalPoint.of(user))
    speaks, elsewhere = Exists(person.appearances.all()), Exists(person.delegates.exclude(mine))
    is_speaker, is_anothers = Person.objects.filter(pk=person.pk).values_list(speaks, elsewhere).get()
    if is_speaker:
        return False
    if person.user_id is not None and person.user_id == user.pk:
        return True
    return access.allows(user, "register_delegate", delegation) and not is_anothers


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


def _in_programme(user, facts):
    if not facts.get("organisation"):
        return None
    same = {f"{field}__iexact": facts[field] for field in ("name", "organisation")}
    rows = Person.objects.visible_to(user).filter(**same, country=facts["country"])
    return _only(one for one in rows[:2] if _is_silent(one, facts.get("email", "")))


def _only(persons):
    found = list(persons)
    return found[0] if len(found) == 1 else None
