"""Who of a list is there already: in the list, in the delegation, in the edition's other delegations.

Of other missions' people it is only said that they are registered, never where. A few queries for any number of rows.
"""

from collections import defaultdict

from django.utils.translation import gettext as _

from delegations import directory, documents, names
from delegations.models import Delegate, Delegation, IdentityDocument
from delegations.spreadsheets.report import Choice, Finding, Line

SKIP, KNOWN, APART = Choice.SKIP, Choice.KNOWN, Choice.APART
CROWD = 150
"""Of so many born on one day (the first of January, where it is not known) only names that sound the same are near."""


def find(lines: list[Line], delegation: Delegation, *, by) -> None:
    """Note in each line the first reason to think that its person is there already, and whom it means."""
    new = [line for line in lines if line.delegate is None and line.facts.get("name")]
    _known_people(new, delegation, by=by)
    _documents(lines, delegation, by=by)
    _registered_elsewhere(new, delegation)
    _twins(new)
    _nearly(new, delegation)


def number_print(line: Line) -> str:
    return documents.number_print(str(line.document.get("country", "")), line.document.get("number", ""))


def _birth_print(line):
    return documents.birth_print(line.document.get("born_on", ""))


def _note(line, sentence, *options, delegate=None):
    line.finding = line.finding or Finding(str(sentence), options, delegate)


def _known_people(lines, delegation, *, by):
    """Those whom the mission registered before; who of them is in the delegation now is a finding."""
    found = directory.find_each(by, delegation, [line.facts for line in lines])
    here = _accredited(delegation.edition, [person for person in found if person])
    for line, person in zip(lines, found, strict=True):
        line.person = person
        if person and (delegate := here.get(person.pk)):
            _already_here(line, delegate, delegation)


def _already_here(line, delegate, delegation):
    if delegate.delegation_id != delegation.pk:
        _note(line, _elsewhere(), SKIP)
        return
    sentence = _("%(person)s is in this delegation already.") % {"person": delegate.person}
    _note(line, sentence, SKIP, KNOWN, delegate=delegate)


def _documents(lines, delegation, *, by):
    prints = {key: line for line in lines if (key := number_print(line))}
    rows = IdentityDocument.objects.filter(number_print__in=prints).select_related("person").defer("number", "born_on")
    known = {row.number_print: row.person for row in rows}
    here = _accredited(delegation.edition, list(known.values()))
    own = set(directory.of_mission(by, delegation).filter(pk__in=[one.pk for one in known.values()]).values_list("pk"))
    for line in lines:
        person = known.get(number_print(line))
        if person is None or (line.known and line.known.pk == person.pk):
            continue
        if delegate := here.get(person.pk):
            _already_here(line, delegate, delegation)
        elif (person.pk,) in own and line.delegate is None:
            line.person = person
        else:
            _note(line, _("The secretariat knows this document already. Write to the accreditation desk."), SKIP)


def _registered_elsewhere(lines, delegation):
    pairs = directory.each_registered_elsewhere([line.facts for line in lines], delegation)
    for line in lines:
        if _address(line) in pairs:
            _note(line, _elsewhere(), SKIP)


def _twins(lines):
    """The second of two rows that mean one person, or one document."""
    first: dict[tuple, Line] = {}
    for line in lines:
        known = line.person.pk if line.person else None
        signs = [("document", number_print(line)), ("address", *_address(line)), ("person", known)]
        for sign in (one for one in signs if all(one)):
            if (other := first.setdefault(sign, line)) is not line:
                _note(line, _("The same person or document as in row %(row)d.") % {"row": other.number}, SKIP)


def _nearly(lines, delegation):
    """Near-same names among those born on one day: in the list, then in the edition."""
    born = defaultdict(list)
    for line in lines:
        if key := _birth_print(line):
            born[key].append(line)
    there = _born_on(born, delegation.edition)
    for key, alike in born.items():
        near = names.is_near if len(alike) + len(there[key]) <= CROWD else _sounds_alike
        for index, line in enumerate(alike):
            _near_in_file(line, alike[:index], near)
            _near_in_edition(line, there[key], delegation, near)


def _near_in_file(line, earlier, near):
    if other := next((one for one in earlier if near(one.name, line.name)), None):
        sentence = _("Nearly the same name and the same date of birth as in row %(row)d.")
        _note(line, sentence % {"row": other.number}, SKIP, APART)


def _near_in_edition(line, there, delegation, near):
    for delegate in there:
        if not near(delegate.person.name, line.name) or (line.person and line.person.pk == delegate.person_id):
            continue
        if delegate.delegation_id == delegation.pk:
            sentence = _("Nearly the name of %(person)s of this delegation, and the same date of birth.")
            _note(line, sentence % {"person": delegate.person}, SKIP, KNOWN, APART, delegate=delegate)
        else:
            sentence = _("Somebody of nearly this name and this date of birth is registered with another delegation.")
            _note(line, sentence, SKIP, APART)


def _born_on(prints, edition):
    rows = Delegate.objects.in_the_count().filter(edition=edition, person__identity_document__birth_print__in=prints)
    found = defaultdict(list)
    born = dict(rows.order_by().values_list("pk", "person__identity_document__birth_print"))
    for delegate in Delegate.objects.filter(pk__in=born).select_related("person", "delegation", "edition"):
        found[born[delegate.pk]].append(delegate)
    return found


def _sounds_alike(one, other):
    return names.sounds(one) == names.sounds(other)


def _address(line):
    return line.facts["name"].casefold(), line.facts.get("email", "")


def _accredited(edition, persons):
    """The living accreditation of each at the edition, by the person's key."""
    rows = Delegate.objects.in_the_count().filter(edition=edition, person__in=[person.pk for person in persons])
    return {one.person_id: one for one in rows.select_related("person", "delegation", "edition")}


def _elsewhere():
    return _("This person or document is registered with another delegation already.")
