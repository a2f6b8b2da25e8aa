"""Schedule files to import."""

import datetime as dt
from pathlib import Path

from forum.exchange.read import of_bytes

DATA = Path(__file__).parent / "data"
NOW = dt.datetime(2025, 1, 20, 12, tzinfo=dt.UTC)


def document(*events, conference="", day='date="2025-04-08" start="2025-04-08T04:00:00+05:00"'):
    """A schedule as XML with all `events` in one day; each brings its own room."""
    return f"""<?xml version="1.0"?>
<schedule><version>1</version><conference><title>Sample Forum</title><acronym>pmif25</acronym>
<base_url>https://sample.example/</base_url><start>2025-04-08</start><end>2025-04-09</end>
{conference or "<time_zone_name>Asia/Karachi</time_zone_name>"}</conference>
<day index="1" {day}>
{"".join(events)}</day></schedule>""".encode()


def event(key, start="10:00", length="01:00", room="Hall A", people=(), **facts):
    """One event on a line of its own. `facts` replace or add elements; None leaves one out."""
    given = {
        "date": f"2025-04-08T{start}:00+05:00",
        "start": start,
        "duration": length,
        "title": f"Sample session {key}",
        "type": "panel",
    } | facts
    elements = "".join(f"<{name}>{value}</{name}>" for name, value in given.items() if value is not None)
    persons = "".join(f'<person id="{number}">{name}</person>' for number, name in people)
    return f'<room name="{room}"><event id="{key}">{elements}<persons>{persons}</persons></event></room>\n'


def read(*events, **more):
    """The checked schedule in a document of those events."""
    return of_bytes(document(*events, **more))
