"""The outbox of the editions that an organiser organises."""

from django.contrib import admin

from forum.models import Edition, Role, TeamMember
from notifications.admin.messages import MessageAdmin
from notifications.models import Message

admin.site.unregister(Message)


@admin.register(Message)
class OutboxAdmin(MessageAdmin):
    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if request.user.is_superuser:
            return rows  # those of no edition too
        mine = Edition.objects.filter(pk__in=TeamMember.objects.editions_of(request.user, Role.ORGANISER))
        return rows.filter(edition__in=mine.values("slug"))
