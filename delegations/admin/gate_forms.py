"""The form of a door: its parts belong to one edition."""

from django import forms
from django.utils.translation import gettext as _

from delegations.models import Checkpoint


class CheckpointForm(forms.ModelForm):
    class Meta:
        model = Checkpoint
        fields = ["zone", "room", "name", "opens_at", "closes_at", "counts", "guest_list"]

    def clean(self):
        super().clean()
        given = self.cleaned_data
        zone, room, guest_list = given.get("zone"), given.get("room"), given.get("guest_list")
        edition = zone.edition_id if zone else self.instance.edition_id
        if zone and room and room.venue.edition_id != zone.edition_id:
            self.add_error("room", _("This room belongs to another edition."))
        if edition and guest_list and guest_list.edition_id != edition:
            self.add_error("guest_list", _("This guest list belongs to another edition."))
        opens, closes = given.get("opens_at"), given.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The door closes before it opens."))
        if edition and self._is_taken(edition, given.get("name")):
            self.add_error("name", _("There is a checkpoint of this name."))
        return given

    def _is_taken(self, edition, name):
        return Checkpoint.objects.filter(edition=edition, name=name).exclude(pk=self.instance.pk).exists()
