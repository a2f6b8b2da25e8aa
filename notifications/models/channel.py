"""By which way a message goes, and what it is about: the two things that a person chooses by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")
    PUSH = "push", _("Notification on a device")
    SMS = "sms", _("SMS")
    WHATSAPP = "whatsapp", _("WhatsApp")


SHORT = (Channel.PUSH, Channel.SMS, Channel.WHATSAPP)
"""Those that carry a short text, beside the mail."""
TO_A_NUMBER = (Channel.SMS, Channel.WHATSAPP)


class Topic(models.TextChoices):
    DECISIONS = "decisions", _("Registration, accreditation and letters")
    MEETINGS = "meetings", _("Meetings: requests, answers, times and changes")
    REMINDERS = "reminders", _("Reminders")
    DAYS = "days", _("Your day tomorrow, with a meeting book")
    PROGRAMME = "programme", _("Changes of the programme")
    DESK = "desk", _("Work that waits for a desk")
    NEWS = "news", _("Announcements of the organisers")


ESSENTIAL = (Topic.DECISIONS, Topic.MEETINGS, Topic.PROGRAMME)
"""Always told by mail, whatever is chosen."""
DEFAULTS = {
    Channel.EMAIL: tuple(Topic),
    Channel.PUSH: tuple(Topic),
    Channel.SMS: (Topic.MEETINGS, Topic.REMINDERS, Topic.DAYS),
    Channel.WHATSAPP: (Topic.MEETINGS, Topic.REMINDERS, Topic.DAYS),
}
"""What goes by a channel until something else is chosen."""
