"""A version of a guest list as a file, in the reader's language: a PDF to print and hand over, a workbook to work with.

Both carry number and digest, and the address at which anyone verifies them."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_bidi, ngettext, pgettext
from django.utils.translation import gettext as _

from core import workbooks
from core.links import absolute
from core.typesetting import Paper
from core.workbooks import Column, Row, Sheet
from delegations import guest_list_words
from delegations.guest_lists import COMPARED
from delegations.models import GuestListVersion

NASTALIQ = "PK"
"""Whose own script is set as Urdu is."""
WIDTHS = {"name": 32, "native_name": 28, "position": 30, "organisation": 34, "nationality": 20, "delegation": 34}


def pdf_of(version: GuestListVersion) -> bytes:
    entries = list(version.entries.all())
    address = address_of(version)
    with Paper() as paper:
        [code] = paper.codes([address])
        data = {
            "language": get_language(),
            "is_rtl": get_language_bidi(),
            "forum": version.edition.name,
            "title": version.title,
            "version": _numbered(version),
            "facts": _facts(version, len(entries)),
            "digest": version.digest,
            "labels": {"digest": _("Digest"), "verify": _("Verify this list at")},
            "verify": address.removeprefix("https://").removeprefix("http://"),
            "qr": code,
            "heads": [
                pgettext("number in a list", "No."),
                _("Name"),
                _("Position"),
                _("Nationality"),
                _("Delegation"),
                _("Category and badge"),
            ],
            "rows": [_row(entry) for entry in entries],
        }
        return paper.typeset("guest_list.typ", data)


def workbook_of(version: GuestListVersion) -> bytes:
    entries = list(version.entries.all())
    headings = [pgettext("number in a list", "No."), *(guest_list_words.label(field) for field in COMPARED)]
    columns = [Column(8), *(Column(WIDTHS.get(field, 18)) for field in COMPARED)]
    rows = [Row([str(one.position_in_list), *_cells(one)]) for one in entries]
    everybody = Sheet(_("Guest list"), columns, [Row(headings, style="heading"), *rows], frozen_rows=1)
    facts = [*_facts(version, len(entries)), [_("Digest"), version.digest], [_("Verify at"), address_of(version)]]
    about = [Row([version.title], style="title"), Row([_numbered(version)]), *(Row(fact) for fact in facts)]
    sheets = [everybody, Sheet(_("This version"), [Column(24), Column(76)], about, wraps=True)]
    return workbooks.write(sheets, language=get_language() or "", is_right_to_left=get_language_bidi())


def address_of(version: GuestListVersion) -> str:
    """Where anybody verifies the version."""
    return absolute(reverse("delegations:verify-guest-list", args=[version.edition.slug, version.public_id]))


def _numbered(version):
    return _("Version %(number)s") % {"number": version.number}


def _facts(version, names):
    guest_list, edition = version.guest_list, version.edition
    frozen = date_format(version.frozen_at.astimezone(edition.zone), "DATETIME_FORMAT")
    facts = [
        [_("Forum"), edition.name],
        [_("For"), str(guest_list.session or date_format(guest_list.day, "DATE_FORMAT"))],
        [_("Goes to"), str(guest_list.agency)],
        [_("Frozen"), f"{frozen} ({edition.timezone})"],
        [pgettext("who did it", "By"), str(version.frozen_by)],
        [_("Note"), version.note],
        [_("Names"), ngettext("%(counter)s name", "%(counter)s names", names) % {"counter": names}],
    ]
    return [fact for fact in facts if fact[1]]


def _row(entry):
    """A line of the paper: cells of one or two lines, of which the second is paler."""
    return {
        "number": str(entry.position_in_list),
        "name": [guest_list_words.said(entry, "name"), entry.native_name],
        "is_nastaliq": entry.nationality.code == NASTALIQ,
        "position": [entry.position, entry.organisation],
        "nationality": str(entry.nationality.name or ""),
        "delegation": entry.delegation,
        "category": [capfirst(str(entry.get_category_display())), entry.badge_number],
    }


def _cells(entry):
    return [guest_list_words.said(entry, field) for field in COMPARED]
