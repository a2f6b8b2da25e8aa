"""What the published programme shows of a row: once it is changed here, the feeds are told."""

from functools import partial

from django.db import transaction

from forum import feeds
from forum.admin.base import RoleAdmin
from forum.models import Edition


class ShownInTheProgramme(RoleAdmin):
    """The screen of a model whose names or pictures the programme shows."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        for edition in self.programmes_of(obj):
            transaction.on_commit(partial(feeds.changed, edition))

    def programmes_of(self, thing):
        """The editions whose programme shows ``thing``."""
        return [self.edition_of(thing)]


class ShownWithSessions(ShownInTheProgramme):
    """For persons: they belong to no edition and appear in many."""

    def programmes_of(self, thing):
        return Edition.objects.filter(sessions__people=thing).distinct()
