"""The style guide at /styleguide/: every component with sample content, so that looks are judged in one place."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.timetable import Column, Item, of_days, of_rooms

ZONE = ZoneInfo("Asia/Karachi")
DAY = date(2025, 4, 8)


class SampleForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name as in the passport"), max_length=100)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), help_text=gettext_lazy("The decision is sent to this address.")
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Country"), choices=[("PK", "Pakistan"), ("CN", "China"), ("TR", "Türkiye")]
    )
    arrives_on = forms.DateField(
        label=gettext_lazy("Arrives on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    photo = forms.FileField(label=gettext_lazy("Photo"), required=False)
    side = forms.ChoiceField(
        label=gettext_lazy("Side"),
        widget=forms.RadioSelect,
        choices=[("host", gettext_lazy("Host")), ("guest", gettext_lazy("Guest"))],
    )
    message = forms.CharField(label=gettext_lazy("Purpose of the visit"), required=False, widget=forms.Textarea)
    agrees = forms.BooleanField(label=gettext_lazy("The facts above are correct"))


class SampleFilter(forms.Form):
    q = forms.CharField(label=gettext_lazy("Search"), required=False)
    room = forms.ChoiceField(label=gettext_lazy("Room"), required=False, choices=[("", gettext_lazy("All rooms"))])
    track = forms.ChoiceField(label=gettext_lazy("Track"), required=False, choices=[("", gettext_lazy("All tracks"))])


def styleguide(request):
    """Nothing on this page is real: persons, sessions and figures are named samples."""
    edition = SimpleNamespace(
        name=_("Sample Forum 2025"),
        slug="sample",
        starts_on=DAY,
        ends_on=DAY + timedelta(days=1),
        timezone=ZONE.key,
        venue_name=_("Sample Convention Centre"),
        city=_("Islamabad"),
    )
    return render(request, "styleguide.html", {"edition": edition, **_parts(), **_times(), **_forms()})


def _parts():
    return {
        "people": _people(),
        "tabs": [
            {"label": _("Tuesday 8 April"), "url": "#", "is_current": True, "count": 14},
            {"label": _("Wednesday 9 April"), "url": "#", "count": 11},
            {"label": _("All"), "url": "#"},
        ],
        "facts": [
            (_("Host"), _("Sample Ministry")),
            (_("Room"), _("Sample Meeting Room 3")),
            (_("Reference"), "M-0412"),
            (_("Languages"), _("English, Urdu")),
        ],
        "columns": [_("Delegation"), _("Country"), _("Delegates"), _("Last change")],
        "rows": [
            (_("Sample Delegation A"), "TR", "12", "7 Apr, 18:20"),
            (_("Sample Delegation B"), "CN", "30", "7 Apr, 16:05"),
            (_("Sample Mining Company"), "CA", "4", "6 Apr, 09:41"),
        ],
        "statuses": [
            ("draft", _("Draft")),
            ("submitted", _("Submitted")),
            ("info_needed", _("More information needed")),
            ("approved", _("Approved")),
            ("rejected", _("Rejected")),
            ("live", _("Live")),
        ],
        "steps": [
            {"label": _("Registered"), "state": "done", "note": _("2 April")},
            {"label": _("In review"), "state": "current", "note": _("usually two days")},
            {"label": _("Approved")},
            {"label": _("Badge ready")},
        ],
        "events": [
            {"at": datetime(2025, 4, 2, 9, 30, tzinfo=ZONE), "text": _("Registered by the focal point")},
            {
                "at": datetime(2025, 4, 3, 14, 5, tzinfo=ZONE),
                "text": _("The desk asked for a clearer photo."),
                "by": _("Sample Officer"),
                "note": _("The face must be seen from the front."),
                "status": "info_needed",
                "status_label": _("More information needed"),
            },
        ],
        "page_obj": Paginator(range(120), 10).page(5),
        "starts_at": datetime(2025, 4, 8, 10, 0, tzinfo=ZONE),
        "ends_at": datetime(2025, 4, 8, 10, 30, tzinfo=ZONE),
    }


def _forms():
    wrong = SampleForm(
        {"name": "", "email": "sample@", "country": "PK", "side": "host", "agrees": "on"}, auto_id="wrong_%s"
    )
    return {"form": SampleForm(), "wrong": wrong, "filter": SampleFilter()}


def _people():
    return [
        SimpleNamespace(
            honorific=_("H.E."),
            name="Sample Minister 1",
            native_name="نمونہ وزیر ۱",
            position=_("Minister for Samples"),
            organisation=_("Sample Ministry"),
            country=SimpleNamespace(code="PK", name=_("Pakistan")),
        ),
        SimpleNamespace(
            name="Sample Delegate 2",
            native_name="样本代表二",
            position=_("Chair"),
            organisation=_("Sample Mining Company"),
            country=SimpleNamespace(code="CN", name=_("China")),
        ),
        SimpleNamespace(
            name="Sample Delegate 3",
            native_name="مندوب نموذجي ٣",
            position=_("Ambassador"),
            organisation=_("Embassy of Sampleland"),
            country=SimpleNamespace(code="SA", name=_("Saudi Arabia")),
        ),
    ]


def _times():
    hall = [
        _item(_("Inauguration (sample)"), 10, 0, 20, label=_("Sample Minister 1"), is_placeholder=True, url="#"),
        _item(_("Opening address (sample)"), 10, 20, 40, label=_("Sample Minister 1"), is_mine=True, url="#"),
        _item(
            _("Minerals and the energy transition (sample)"), 11, 0, 75, label=_("Four speakers"), is_live=True, url="#"
        ),
        _item(_("Signing of sample memoranda"), 14, 0, 90, label=_("Sample Ministry"), tone="2", url="#"),
    ]
    room = [
        _item(_("Geology of the sample belt"), 10, 30, 45, label=_("Sample Delegate 2"), tone="3", url="#"),
        _item(
            _("Rail and port capacity (sample)"), 11, 15, 60, label=_("Sample Delegate 3"), tone="4", is_cancelled=True
        ),
        _item(_("Roundtable: financing sample projects"), 13, 30, 60, label=_("By invitation"), tone="5", url="#"),
        _item(_("Open questions (sample)"), 13, 45, 60, label=_("Everyone"), tone="6", url="#"),
    ]
    lounge = [
        _item(_("Bilateral: Sample A and Sample B"), 10, 0, 30, label=_("Confirmed"), tone="good", url="#"),
        _item(_("Bilateral: Sample A and Sample C"), 10, 30, 30, label=_("Requested"), tone="wait", url="#"),
        _item(_("Bilateral: Sample D and Sample B"), 12, 0, 20, label=_("Declined"), tone="bad", url="#"),
        _item(_("Bilateral: Sample E and Sample F"), 14, 30, 60, label=_("Confirmed"), tone="good", url="#"),
    ]
    rooms = [
        Column(_("Main hall (sample)"), hall, note=_("800 seats")),
        Column(_("Committee room (sample)"), room, note=_("60 seats")),
        Column(_("Lounge (sample)"), lounge, note=_("8 tables")),
    ]
    next_day = [_item(_("Site visit (sample)"), 9, 30, 150, label=_("Bus leaves from the north gate"), tone="7", day=1)]
    days = [
        Column(_("Tuesday 8 April"), hall[1:3] + lounge[3:], on=DAY),
        Column(_("Wednesday 9 April"), next_day, on=DAY + timedelta(days=1)),
    ]
    return {"rooms": of_rooms(rooms, zone=ZONE), "days": of_days(days, zone=ZONE), "nothing": of_rooms([], zone=ZONE)}


def _item(title, hour, minute, minutes, *, day=0, **facts):
    starts_at = datetime(DAY.year, DAY.month, DAY.day + day, hour, minute, tzinfo=ZONE)
    return Item(title, starts_at, starts_at + timedelta(minutes=minutes), **facts)
