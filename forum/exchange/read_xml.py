"""The c3voc schedule as XML (pentabarf, frab, pretalx, FOSDEM). https://c3voc.de/schedule/schema.xsd"""

from django.utils.translation import gettext as _
from lxml import etree

from forum.exchange.raw import RawDay, RawEvent, RawPerson, RawSchedule
from forum.exchange.schedule import BadFile, Problem


def read(data: bytes) -> RawSchedule:
    """Take the file apart. Raises BadFile when it is no XML, is no schedule, or declares entities."""
    root = _parse(data)
    conference = root.find("conference")
    known = root.iterfind(".//tracks/track")
    in_conference = [] if conference is None else conference.findall("track")
    generator = root.find("generator")
    return RawSchedule(
        conference={} if conference is None else _texts(conference),
        system="" if generator is None else generator.get("system", ""),
        days=[_day(day) for day in root.findall("day")],
        rooms=[room.get("name", "") for room in root.iterfind("day/room")],
        tracks=[track.get("name") or _text(track) for track in [*in_conference, *known]],
    )


def _parse(data):
    # Nothing is fetched, no entity is expanded, and libxml2's own limits on depth and size stay on.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadFile([Problem(f"line {fault.line}", "XML", fault.message) for fault in parser.error_log]) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _entity in declared.iterentities()):
        raise BadFile([Problem("line 1", "DOCTYPE", _("The file declares entities; they are not read."))])
    if root.tag != "schedule":
        raise BadFile([Problem(f"line {root.sourceline}", root.tag, _("This is no schedule: its root is another."))])
    return root


def _day(element):
    return RawDay(
        where=_where(element),
        date=element.get("date", ""),
        start=element.get("start", ""),
        events=[_event(event, room) for room in element.findall("room") for event in room.findall("event")],
    )


def _event(element, room):
    facts = _texts(element)
    facts.update({name: value.strip() for name, value in element.attrib.items()})
    return RawEvent(
        where=_where(element),
        room=room.get("name", "").strip() or facts.get("room", ""),
        facts=facts,
        persons=[_person(person) for person in element.iterfind("persons/person")],
    )


def _person(element):
    return RawPerson(
        where=_where(element),
        name=_text(element),
        id=element.get("id", "").strip(),
        guid=element.get("guid", "").strip(),
        code=element.get("code", "").strip(),
    )


def _texts(element):
    return {child.tag: _text(child) for child in element if len(child) == 0 and isinstance(child.tag, str)}


def _text(element):
    return (element.text or "").strip()


def _where(element):
    return f"line {element.sourceline}"
