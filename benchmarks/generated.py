"""Schedule files of any size, for where the real ones are not at hand. Every person and title in them is invented."""

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
_BESIDE = ROOT.parent / "shared" / "data" / "programmes" / "fosdem2025.schedule.xml"
FOSDEM = Path(os.environ.get("FOSDEM_SCHEDULE") or _BESIDE)
ZONE = timezone(timedelta(hours=1))
MINUTES = 25
OPENING = datetime(2025, 2, 1, 9, tzinfo=ZONE)
ABSTRACT = "&lt;p&gt;" + "What this sample talk says about samples. " * 30 + "&lt;/p&gt;"


def fosdem(folder: Path) -> Path:
    """FOSDEM 2025 where FOSDEM_SCHEDULE names it or it lies beside, else an invented one of its size in `folder`."""
    if FOSDEM.exists():
        return FOSDEM
    made = folder / "generated.schedule.xml"
    made.write_text(schedule(rooms=35, per_room=32, persons=1193), encoding="utf-8")
    return made


def schedule(*, rooms: int, per_room: int, persons: int) -> str:
    """A c3voc schedule of two days, without a conflict: `rooms` x `per_room` events, each with one to three persons."""
    days = [_day(index, rooms, per_room // 2 + (per_room % 2) * (1 - index), persons) for index in range(2)]
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<schedule>
  <version>generated</version>
  <conference>
    <acronym>sample-2025</acronym><title>Sample Conference 2025</title><subtitle></subtitle>
    <venue>Sample University</venue><city>Sampletown</city>
    <start>2025-02-01</start><end>2025-02-02</end><days>2</days>
    <base_url>https://sample.example/2025/</base_url><time_zone_name>Europe/Brussels</time_zone_name>
  </conference>
{"".join(days)}</schedule>
"""


def _day(index, rooms, per_room, persons):
    first = OPENING + timedelta(days=index)
    body = "".join(
        f'<room name="Room {room + 1}">'
        + "".join(_event(index, room, slot, rooms, persons) for slot in range(per_room))
        + "</room>\n"
        for room in range(rooms)
    )
    last = first + timedelta(hours=23, minutes=59)
    span = f'date="{first:%F}" start="{first.isoformat()}" end="{last.isoformat()}"'
    return f'<day index="{index + 1}" {span}>{body}</day>\n'


def _event(day, room, slot, rooms, persons):
    number = (day * 1000 + slot) * 1000 + room + 1
    starts_at = OPENING + timedelta(days=day, minutes=slot * MINUTES)
    # At one time everybody is somewhere else: rooms x 3 numbers, all different, as long as there are so many persons.
    people = [(slot * 7 + room + part * rooms) % persons + 1 for part in range(1 + room % 3)]
    named = "".join(f'<person id="{one}">Sample Speaker {one}</person>' for one in people)
    return (
        f'<event guid="{UUID(int=number)}" id="{number}"><date>{starts_at.isoformat()}</date>'
        f"<start>{starts_at:%H:%M}</start><duration>00:{MINUTES}</duration><room>Room {room + 1}</room>"
        f"<title>{escape(f'Sample talk {number}')}</title><track>Track {room % 12 + 1}</track><type>devroom</type>"
        f"<language>en</language><abstract>{ABSTRACT}</abstract><persons>{named}</persons></event>"
    )
