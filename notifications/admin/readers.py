"""How somebody is reached, and what they chose: beside a message, for whoever looks after its delivery."""

from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from notifications.models import Message, Way, Wish

LINES = "<ul>{}</ul>"
LINK = '<a class="text-primary-600 dark:text-primary-500" href="{}">{}</a>'


def ways_of(message: Message) -> str:
    """The devices and numbers of its reader that were ever in use, the newest first, without what would reach them."""
    rows = Way.objects.filter(user=message.recipient_id, confirmed_at__isnull=False) if message.recipient_id else []
    lines = [(one.get_channel_display(), one.label, _since(one)) for one in sorted(rows, key=lambda one: -one.pk)]
    return _list("{}: <bdi>{}</bdi> ({})", lines) or _("By mail alone.")


def wishes_of(message: Message) -> str:
    """What its reader chose, as a user or by a link in a mail."""
    own = Q(user=None, email=message.email)
    if message.recipient_id:
        own |= Q(user=message.recipient_id)
    rows = Wish.objects.filter(own).order_by("topic", "channel")
    lines = [
        (one.get_topic_display(), one.get_channel_display(), _("yes") if one.is_wanted else _("no")) for one in rows
    ]
    return _list("{}, {}: {}", lines) or _("Nothing was chosen: everything goes its usual way.")


def others_of(message: Message) -> str:
    """The ways to the other messages to the same reader, and about the same thing."""
    address = reverse("admin:notifications_message_changelist")
    links = [(message.email, _("To this reader")), (message.about, _("About the same"))]
    return format_html_join(" · ", LINK, ((f"{address}?{urlencode({'q': sought})}", words) for sought, words in links))


def _since(way):
    if way.ended_at:
        why = {
            "by its user": _("by its user"),
            "gone": _("it takes no more"),
            "not reached": _("nothing reached it"),
            "replaced": _("another came in its place"),
        }
        return _("ended %(day)s: %(why)s") % {
            "day": _day(way.ended_at),
            "why": why.get(way.ended_because, way.ended_because),
        }
    return _("since %(day)s") % {"day": _day(way.confirmed_at)}


def _day(moment):
    return date_format(localtime(moment), "j F Y")


def _list(line, rows):
    return format_html(LINES, format_html_join("", f"<li>{line}</li>", rows)) if rows else ""
