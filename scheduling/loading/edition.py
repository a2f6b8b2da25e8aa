"""The edition itself, its venues and their rooms."""

import datetime as dt
import json

from forum.models import Edition, Room, RoomKind, Venue
from scheduling.loading.sheet import read

ROOM_COLUMNS = {"room_id", "venue_id", "name", "kind", "capacity", "turnaround_minutes", "assumed", "note"}
YES_NO = {"yes": True, "no": False}


def load(job):
    facts = _json(job, "forum.json")
    found = [one for one in facts.get("editions", []) if one.get("edition_id") == job.code]
    if not found:
        job.problems.add("forum.json", 0, "edition_id", f"no edition is called {job.code}")
        return
    if Edition.objects.filter(slug=job.code.lower(), is_archived=True).exists():
        job.problems.add("forum.json", 0, "edition_id", f"{job.code} is archived and stays as it is")
        return
    job.edition = _edition(job, found[0])
    for venue in _json(job, "venue.json").get("venues", []):
        job.venues[venue["venue_id"]] = _venue(job, venue)
    sheet = read(job.folder / "rooms.csv", key="room_id", columns=ROOM_COLUMNS, edition=job.code, problems=job.problems)
    for row in sheet:
        _room(job, row)


def _edition(job, facts):
    name = facts["official_name"]
    participants = facts["actual_participants_total"]
    return job.report.upsert(
        Edition,
        {"slug": job.code.lower()},
        {
            "name": name["value"].removesuffix(f" ({job.code})"),
            "short_name": job.code,
            "starts_on": dt.date.fromisoformat(facts["start_date"]["value"]),
            "ends_on": dt.date.fromisoformat(facts["end_date"]["value"]),
            "timezone": "Asia/Karachi",
            "city": facts["city"],
            "country": facts["country"],
            "host": facts["host_organiser"]["value"],
            "external_id": job.code,
            "certainty": name["certainty"],
            "sources": name["source_url"],
            "source_note": participants["note"],
        },
        first={"contact_email": "forum@majlis.example"},
    )


def _venue(job, facts):
    address, seats = facts.get("address"), facts.get("total_seating")
    source = facts.get("source") or address
    return job.report.upsert(
        Venue,
        {"edition": job.edition, "external_id": facts["venue_id"]},
        {
            "name": facts["name"],
            "address": address["value"] if address else "",
            "latitude": facts["latitude"]["value"] if "latitude" in facts else None,
            "longitude": facts["longitude"]["value"] if "longitude" in facts else None,
            "is_main": facts["venue_id"] == "JCC",
            "certainty": source["certainty"],
            "sources": source["source_url"],
            "source_note": f"{seats['value']:,} seats in all; seats by room are not published." if seats else "",
        },
    )


def _room(job, row):
    venue = job.venues.get(row.text("venue_id"))
    if venue is None:
        row.refuse("venue_id", f"no venue is called “{row.text('venue_id')}”")
        return
    kind = row.one_of("kind", {choice: choice for choice in RoomKind.values})
    capacity, turnaround = row.amount("capacity"), row.amount("turnaround_minutes")
    assumed = row.one_of("assumed", YES_NO)
    if kind is None or assumed is None:
        return
    job.rooms[row.text("name")] = job.report.upsert(
        Room,
        {"venue": venue, "external_id": row.text("room_id")},
        {
            "name": row.text("name", required=True),
            "kind": kind,
            "capacity": int(capacity) if capacity else None,
            "turnaround_minutes": int(turnaround or 0),
            "position": row.line,
            "is_assumed": assumed,
            "source_note": row.text("note"),
        },
    )


def _json(job, name):
    try:
        return json.loads((job.folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        job.problems.add(name, 0, "", "the file is missing")
    except UnicodeDecodeError as error:
        job.problems.add(name, 0, "", f"is not UTF-8 (byte {error.start})")
    except json.JSONDecodeError as error:
        job.problems.add(name, error.lineno, f"character {error.colno}", error.msg)
    return {}
