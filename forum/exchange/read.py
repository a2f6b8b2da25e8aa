"""Reads a schedule file of either format."""

from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from forum.exchange import read_json, read_xml
from forum.exchange.check import check
from forum.exchange.schedule import BadFile, Problem, Schedule

MOST_BYTES = 50_000_000


def read(path: Path, *, zone: ZoneInfo | None = None) -> Schedule:
    """The programme in the file at `path`; what its first character is tells its format.

    `zone` reads times that carry no offset. Raises BadFile with everything that is wrong.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise BadFile([Problem(str(path), _("file"), error.strerror or str(error))]) from error
    if size > MOST_BYTES:
        raise BadFile([Problem(str(path), _("file"), _("It has more than 50 million bytes."))])
    return of_bytes(data, zone=zone)


def of_bytes(data: bytes, *, zone: ZoneInfo | None = None) -> Schedule:
    """The programme in `data`, as `read` does it."""
    first = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if first == b"{":
        return check(read_json.read(data.removeprefix(b"\xef\xbb\xbf")), zone=zone)
    if first == b"<" or data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return check(read_xml.read(data), zone=zone)
    raise BadFile([Problem("line 1", _("file"), _("It is neither XML nor JSON."))])
