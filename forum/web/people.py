"""Who appears at the forum: the list, and one person with what they appear in."""

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from forum import search
from forum.models import Appearance, Person, Session
from forum.web.programme import ANYONE

PER_PAGE = 60


class SpeakerFilter(forms.Form):
    q = forms.CharField(label=_("Search"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, data, *, codes):
        super().__init__(data, use_required_attribute=False)
        named = sorted(((code, countries.name(code)) for code in codes if code), key=lambda pair: pair[1])
        self.fields["country"].choices = [("", _("All")), *named]  # type: ignore[attr-defined]
        self.is_valid()

    def apply(self, rows):
        if country := self.cleaned_data.get("country"):
            rows = rows.filter(country=country)
        words = self.cleaned_data.get("q", "").strip()
        return search.people(rows, words) if words else rows


def speakers(request, edition):
    """Everybody who appears in the announced programme of the edition."""
    people = _speakers_of(request.edition)
    asked = SpeakerFilter(request.GET, codes=people.order_by().values_list("country", flat=True).distinct())
    page = Paginator(asked.apply(people), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "forum/speakers.html", {"form": asked, "page_obj": page})


def speaker(request, edition, public_id):
    """One person of the programme, with the sessions that are announced."""
    person = get_object_or_404(_speakers_of(request.edition), public_id=public_id)
    parts = Appearance.objects.filter(person=person, session__in=_announced(request.edition))
    parts = parts.select_related("session__room").order_by("session__starts_at", "session__pk")
    return render(request, "forum/speaker.html", {"person": person, "parts": parts})


def _announced(edition):
    return Session.objects.visible_to(ANYONE).filter(edition=edition)


def _speakers_of(edition):
    # through visible_to, so that nobody is shown here whom the programme does not name
    appearing = Appearance.objects.filter(session__in=_announced(edition)).values("person")
    return Person.objects.visible_to(ANYONE).filter(pk__in=appearing)
