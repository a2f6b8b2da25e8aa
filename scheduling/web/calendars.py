"""Calendar links: the page where they are made and revoked, and the calendar behind each."""

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from core import access
from delegations.models import Delegation, FocalPoint
from forum.models import Room, TeamMember, Track
from forum.models.team import PANEL_ROLES
from scheduling.actions import calendars
from scheduling.models import CalendarFeed, FeedScope


class LinkForm(forms.Form):
    """What the link shows: one of the things that its reader may make a link of."""

    what = forms.ChoiceField(label=gettext_lazy("What should the calendar show?"))

    def __init__(self, *args, user, edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.things: dict[str, dict] = {}
        mine = Delegation.objects.filter(edition=edition, pk__in=FocalPoint.of(user)).order_by("name")
        choices = [
            self._offer(FeedScope.PERSONAL, FeedScope.PERSONAL.label),
            *(self._offer(FeedScope.DELEGATION, str(one), delegation=one) for one in mine),
        ]
        if TeamMember.objects.holds(user, edition, *PANEL_ROLES):
            tracks = Track.objects.filter(edition=edition)
            rooms = Room.objects.filter(venue__edition=edition).select_related("venue").order_by("venue", "name")
            choices += [
                self._offer(FeedScope.PROGRAMME, FeedScope.PROGRAMME.label),
                (_("Tracks"), [self._offer(FeedScope.TRACK, str(one), track=one) for one in tracks]),
                (_("Rooms"), [self._offer(FeedScope.ROOM, f"{one.name}, {one.venue.name}", room=one) for one in rooms]),
            ]
        cast(forms.ChoiceField, self.fields["what"]).choices = choices

    def wanted(self) -> dict:
        return self.things[self.cleaned_data["what"]]

    def _offer(self, scope, label, **thing):
        name = "-".join([scope.value, *(str(one.pk) for one in thing.values())])
        self.things[name] = {"scope": scope, **thing}
        return name, label


@login_required
def links(request, edition):
    """The reader's own links, and a form for another."""
    form = LinkForm(request.POST if request.method == "POST" else None, user=request.user, edition=request.edition)
    if request.method == "POST" and form.is_valid():
        calendars.make(request.edition, **form.wanted(), by=request.user, now=timezone.now())
        messages.success(request, _("Made. Whoever has the link can read the calendar: keep it to yourself."))
        return redirect("scheduling:calendars", request.edition.slug)
    own = CalendarFeed.objects.live().filter(owner=request.user, edition=request.edition)
    context = {"form": form, "feeds": own.select_related("edition", "delegation", "room", "track")}
    return render(request, "scheduling/calendars.html", context, status=400 if form.errors else 200)


@login_required
@require_POST
def revoke(request, edition, public_id):
    feed = get_object_or_404(
        CalendarFeed.objects.visible_to(request.user), edition=request.edition, public_id=public_id
    )
    calendars.revoke(feed, now=timezone.now())
    messages.success(request, _("Revoked. The link leads nowhere from now on."))
    return redirect("scheduling:calendars", request.edition.slug)


@require_safe
def feed(request, edition, secret):
    """The calendar behind a link, for programs: no session, the secret is the key. 304 for who has it already."""
    rows = CalendarFeed.objects.by_secret(secret).filter(edition=request.edition).select_related("owner", "edition")
    found = get_object_or_404(rows)
    if not access.allows(found.owner, "read_feed", found):
        raise Http404
    try:
        reading = calendars.read(found, now=timezone.now())
    except CalendarFeed.DoesNotExist:
        raise Http404 from None
    response = HttpResponse(reading.body, content_type="text/calendar; charset=utf-8")
    changed_at = int(reading.changed_at.timestamp())
    answer = get_conditional_response(request, reading.etag, changed_at, response) or response
    answer["ETag"] = reading.etag
    answer["Last-Modified"] = http_date(changed_at)
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    answer["Content-Disposition"] = f'inline; filename="{request.edition.slug}.ics"'
    return answer
