"""What the desks read beside a form: the history of a thing, and lists narrowed by status with their counts."""

from django.db.models import Count
from django.utils.http import urlencode

from core.models import StatusChange


def history(thing, statuses) -> list[dict]:
    """The steps of a thing's life, newest first: from, to, who, when, why."""
    labels = dict(statuses.choices)
    return [
        {
            "at": change.happened_at,
            "before": labels[change.before],
            "after": labels[change.after],
            "status": change.after,
            "actor": change.actor,
            "reason": change.reason,
        }
        for change in StatusChange.objects.of(thing).select_related("actor").reverse()
    ]


def tabs(request, rows, statuses) -> list[dict]:
    """Links to each status of a list with how many stand there; the list's other filters are kept."""
    counts = dict(rows.order_by().values_list("status").annotate(Count("pk")))
    kept = {key: value for key, value in request.GET.items() if key not in ("status__exact", "p")}
    current = request.GET.get("status__exact", "")
    links = [("", "", sum(counts.values()))]
    links += [(value, label, counts[value]) for value, label in statuses.choices if value in counts]
    return [
        {
            "label": label,
            "count": count,
            "is_all": not value,
            "is_current": value == current,
            "url": "?" + urlencode(kept | ({"status__exact": value} if value else {})),
        }
        for value, label, count in links
    ]
