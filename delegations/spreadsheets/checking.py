"""A list held against the rules of the form and of the registration, as it would be if it were written now."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import DomainError
from delegations import categories, directory, person_facts, phases, places
from delegations.models import Delegate, DelegateCategory, Delegation
from delegations.spreadsheets import duplicates
from delegations.spreadsheets.columns import ID
from delegations.spreadsheets.interpreting import interpret
from delegations.spreadsheets.report import Choice, Line, Report
from delegations.spreadsheets.sheet import Sheet

HEAD = DelegateCategory.HEAD_OF_DELEGATION


def check(sheet: Sheet, choices: dict[str, str], delegation: Delegation, *, by, now) -> Report:
    """Everything that is wrong, all at once. ``choices``: Choice by row number, as text.

    ``delegation``: as ``phases.locked`` gives it, where what is found must still hold when it is written.
    """
    report = Report(sheet, [Line(row, choices.get(str(row.number), "")) for row in sheet.rows])
    _find_numbers(report.taken, delegation)
    for line in report.taken:
        interpret(line, sheet.columns, delegation.edition, now=now)
    duplicates.find(report.taken, delegation, by=by)
    _follow_choices(report.taken)
    _require_correctable(report.changes, delegation, by=by)
    _require_categories(report.taken, delegation, by=by)
    _require_one_head(report.taken, delegation)
    report.refusals = [*_closed(delegation, by=by, now=now), *_too_few_places(report, delegation, now=now)]
    return report


def differing(line: Line) -> dict:
    """The facts of the line that the person it changes does not have yet, ``category`` among them."""
    if line.delegate is None:
        return {}
    person = line.delegate.person
    changed = {field: value for field, value in line.facts.items() if getattr(person, field) != value}
    if line.category and line.category != line.delegate.category:
        changed["category"] = line.category
    return changed


def _find_numbers(lines, delegation):
    wanted = {number: line for line in lines if (number := line.row.values.get(ID))}
    rows = Delegate.objects.in_the_count().filter(delegation=delegation, public_id__in=wanted)
    found = {one.public_id: one for one in rows.select_related("person", "delegation", "edition")}
    taken = set()
    for line in lines:
        number = line.row.values.get(ID)
        if not number:
            continue
        line.delegate = found.get(number)
        if line.delegate is None:
            line.refuse(ID, _("Nobody in this delegation has this number. Leave it empty for somebody new."))
        elif number in taken:
            line.refuse(ID, _("This number stands in another row too."))
        taken.add(number)


def _follow_choices(lines):
    for line in lines:
        if not line.finding or line.is_undecided:
            continue
        if line.choice == Choice.KNOWN:
            line.delegate = line.finding.delegate
        elif line.choice == Choice.APART:
            line.person = None


def _require_correctable(lines, delegation, *, by):
    changed = {line.number: differing(line) for line in lines}
    persons = [line.delegate.person for line in lines if changed[line.number]]
    allowed = directory.correctable(by, persons, delegation) if persons else set()
    for line in lines:
        fields = [field for field in changed[line.number] if field in person_facts.FIELDS]
        if fields and line.delegate.person_id not in allowed:
            sentence = _("The secretariat knows this person in another role too. The accreditation desk corrects this.")
            line.refuse(fields[0], sentence)


def _require_categories(lines, delegation, *, by):
    allowed = set(categories.open_to(by, delegation))
    for line in lines:
        if not line.category or line.category in allowed or "category" in {one.column for one in line.problems}:
            continue
        if line.delegate and line.category == line.delegate.category:
            continue
        try:
            categories.require(line.category, by, delegation)
        except DomainError as refusal:
            line.refuse("category", refusal)


def _require_one_head(lines, delegation):
    rows = Delegate.objects.in_the_count().filter(delegation=delegation, category=HEAD).select_related("person")
    present = next(iter(rows[:1]), None)
    changed = {line.delegate.pk: line.category for line in lines if line.delegate and line.category}
    if present and changed.get(present.pk, HEAD) != HEAD:
        present = None
    for line in lines:
        if line.category != HEAD or (line.delegate and present and line.delegate.pk == present.pk):
            continue
        if present:
            sentence = _("%(person)s is the head of this delegation. Change that first.")
            line.refuse("category", sentence % {"person": getattr(present, "person", None) or present.name})
        present = present or line


def _closed(delegation, *, by, now):
    try:
        phases.require_registration(delegation, by=by, now=now)
    except DomainError as refusal:
        return [str(refusal)]
    return []


def _too_few_places(report, delegation, *, now):
    """For all together, then for each category. Whoever changes category within the delegation needs a place there."""
    standing = places.of(delegation, now=now)
    new = Counter(line.category for line in report.new)
    moved = [line for line in report.changes if line.category and line.category != line.delegate.category]
    new_there = new + Counter(line.category for line in moved)
    freed = Counter(line.delegate.category for line in moved if not line.delegate.is_overflow)
    refusals = []
    if (wanted := new.total()) > standing.left:
        sentence = ngettext(
            "The list has %(wanted)d new people, and one place is left.",
            "The list has %(wanted)d new people, and %(left)d places are left.",
            standing.left,
        )
        refusals.append(sentence % {"wanted": wanted, "left": standing.left})
    for category, count in new_there.items():
        found = standing.categories.get(category)
        if found is None or found.quota is None or count <= max(0, found.quota - found.used) + freed[category]:
            continue
        words = {"wanted": count, "category": found.label, "left": max(0, found.quota - found.used)}
        sentence = _("%(category)s: the list has %(wanted)d people for %(left)d places of this category.")
        refusals.append(sentence % words)
    return refusals
