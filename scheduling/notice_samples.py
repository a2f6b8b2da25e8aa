"""Facts as the notices of this app freeze them, about sample persons: the test of every mail reads them."""

from notifications.models import Topic

_MEETING = {
    "edition": {
        "name": "Pakistan Minerals Investment Forum 2025",
        "short_name": "PMIF25",
        "slug": "pmif25",
        "timezone": "Asia/Karachi",
        "contact_email": "forum@majlis.example",
    },
    "title": "Cooperation on sample minerals",
    "is_hidden": False,
    "topics": "Copper, geological data",
    "parties": ["Sample Ministry", "Embassy of Sampleland"],
    "starts_at": "2025-04-08T11:00:00+05:00",
    "ends_at": "2025-04-08T11:30:00+05:00",
    "wished_from": "2025-04-08T10:00:00+05:00",
    "wished_until": "2025-04-08T12:00:00+05:00",
    "length_minutes": 30,
    "place": "Sample Meeting Room 3, Sample Convention Centre",
    "url": "https://majlis.example/pmif25/meetings/abcdefghjkmnpqrs/",
    "reason": "",
    "for_people": [],
}
_UNPLACED = _MEETING | {"starts_at": None, "ends_at": None, "place": ""}
_READER = {"edition": _MEETING["edition"], "reader": "participants", "for_people": []}

SAMPLES: dict = {
    "meeting_requested": _UNPLACED | {"answer_due_at": "2025-04-03T17:00:00+05:00"},
    "meeting_to_clear": _UNPLACED,
    "meeting_cleared": _UNPLACED,
    "meeting_withdrawn": _UNPLACED | {"reason": "Sample reason: our plans changed."},
    "meeting_expired": _UNPLACED,
    "meeting_called_off": _UNPLACED | {"reason": "Sample reason: no time was found."},
    "meeting_accepted": _UNPLACED | {"who": "Sample Ministry"},
    "meeting_declined": _UNPLACED | {"who": "Sample Ministry", "reason": "Sample reason: the day is full."},
    "meeting_countered": _UNPLACED
    | {
        "who": "Sample Ministry",
        "note": "Sample note: only in the afternoon.",
        "proposed_from": "2025-04-09T14:00:00+05:00",
        "proposed_until": "2025-04-09T14:30:00+05:00",
    },
    "meeting_offer_left": _UNPLACED
    | {"proposed_from": "2025-04-09T14:00:00+05:00", "proposed_until": "2025-04-09T14:30:00+05:00"},
    "meeting_confirmed": _MEETING,
    "meeting_moved": _MEETING | {"for_people": ["Sample Delegate 3"]},
    "meeting_cancelled": _MEETING | {"reason": "Sample reason: a flight is late."},
    "meeting_dropped": _MEETING,
    "meetings_changed": {
        "edition": _MEETING["edition"],
        "url": "https://majlis.example/pmif25/diary/",
        "changes": [
            {"kind": "meeting_moved", **_MEETING},
            {"kind": "meeting_confirmed", **_MEETING, "for_people": ["Sample Delegate 3"]},
            {"kind": "meeting_cancelled", **_MEETING, "reason": "Sample reason: a flight is late."},
            {"kind": "meeting_dropped", **_MEETING},
        ],
    },
    "day_ahead": {
        "edition": _MEETING["edition"],
        "day": "2025-04-08",
        "is_today": False,
        "reader": "Sample Delegate 3",
        "starts_at": "2025-04-08T09:00:00+05:00",
        "entries": [
            {
                "kind": "session",
                "title": "Sample panel on copper",
                "is_unsaid": False,
                "topics": "",
                "parties": [],
                "starts_at": "2025-04-08T09:00:00+05:00",
                "ends_at": "2025-04-08T10:00:00+05:00",
                "place": "Main hall, Sample Convention Centre, 1 Sample Road",
                "url": "https://majlis.example/pmif25/programme/abcd2345abcd2345/",
                "for_people": [],
            },
            {
                "kind": "meeting",
                "title": _MEETING["title"],
                "is_unsaid": False,
                "topics": _MEETING["topics"],
                "parties": [
                    {
                        "name": "Sample Ministry",
                        "people": [
                            {
                                "name": "H.E. Sample Minister",
                                "native_name": "نمونہ وزیر",
                                "is_nastaliq": True,
                                "position": "Minister, Sample Ministry",
                            }
                        ],
                    },
                    {"name": "Embassy of Sampleland", "people": []},
                ],
                "starts_at": _MEETING["starts_at"],
                "ends_at": _MEETING["ends_at"],
                "place": _MEETING["place"],
                "url": _MEETING["url"],
                "for_people": ["Sample Delegate 4"],
            },
        ],
        "url": "https://majlis.example/pmif25/diary/",
    },
    "meeting_reminder": _MEETING | {"reader": "participants"},
    "session_reminder": _READER
    | {
        "title": "Sample panel on copper",
        "url": "https://majlis.example/pmif25/programme/abcd2345abcd2345/",
        "where": "Main hall, Sample Convention Centre",
        "starts_at": "2025-04-08T11:00:00+05:00",
        "ends_at": "2025-04-08T12:00:00+05:00",
        "reported_on": "",
        "is_time_placeholder": False,
    },
    "date_reminder": _READER
    | {
        "what": "names",
        "delegation": "Sample Delegation 1",
        "registered": 9,
        "quota": 12,
        "lacking": 4,
        "delegations": 3,
        "starts_at": "2025-03-20T17:00:00+05:00",
        "ends_at": None,
        "url": "https://majlis.example/pmif25/delegations/sample/",
        "reader": "focal_points",
    },
    "journey_reminder": _READER
    | {
        "what": "arrival",
        "person": "Ms Sample Delegate 3",
        "delegation": "Sample Delegation 1",
        "starts_at": "2025-04-07T04:30:00+05:00",
        "ends_at": None,
        "flight": "SM 123",
        "hotel": "Sample Hotel",
        "url": "https://majlis.example/pmif25/delegates/sample/",
    },
    "reminder_corrected": _READER
    | {
        "thing": "session",
        "name": "Sample panel on copper",
        "starts_at": "2025-04-08T14:00:00+05:00",
        "ends_at": "2025-04-08T15:00:00+05:00",
        "was_at": "2025-04-08T11:00:00+05:00",
        "is_off": False,
        "url": "https://majlis.example/pmif25/programme/abcd2345abcd2345/",
    },
}
SAMPLES["broadcast"] = {
    "edition": _MEETING["edition"],
    "title": "Sample announcement: the buses leave earlier",
    "words": "The buses leave at 8:15.\n\nRead [the plan](https://majlis.example/pmif25/) & be there.",
    "is_test": False,
    "url": "https://majlis.example/pmif25/",
}
SAMPLES["meeting_over"] = SAMPLES["meeting_reminder"]
SAMPLES["session_over"] = SAMPLES["session_reminder"]
REMINDERS = (
    "meeting_reminder",
    "session_reminder",
    "date_reminder",
    "journey_reminder",
    "meeting_over",
    "session_over",
    "reminder_corrected",
)
TOPICS = {kind: Topic.REMINDERS if kind in REMINDERS else Topic.MEETINGS for kind in SAMPLES}
TOPICS |= {"broadcast": Topic.NEWS, "day_ahead": Topic.DAYS}
