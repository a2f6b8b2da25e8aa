"""Whether an edition takes applications, and who of it an application looks like."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.errors import DomainError
from delegations import names, phases
from delegations.models import Application, ApplicationKind, Delegation
from delegations.models.application import LIVE
from forum.models import Edition


def kinds_open(edition: Edition, *, now) -> list[str]:
    """The kinds that may apply at ``now``; empty while nobody may."""
    terms = phases.terms_of(edition)
    opens, closes = terms.applications_open_at, terms.applications_close_at
    if edition.is_archived or opens is None or now < opens or (closes is not None and closes <= now):
        return []
    return [kind for kind in ApplicationKind.values if kind in terms.application_kinds]


def require_open(edition: Edition, kind: str, *, now) -> None:
    """Raise DomainError (``applications-closed``) unless ``kind`` may apply at ``now``."""
    if kind not in kinds_open(edition, now=now):
        raise DomainError(why_closed(edition, now=now), code="applications-closed")


def why_closed(edition: Edition, *, now) -> str:
    """One sentence for who would have applied."""
    terms = phases.terms_of(edition)
    if terms.applications_open_at and now < terms.applications_open_at and terms.application_kinds:
        return _("Applications open on %(time)s (%(zone)s).") % _moment(terms.applications_open_at, edition)
    if terms.applications_close_at and terms.applications_close_at <= now:
        return _("Applications closed on %(time)s (%(zone)s).") % _moment(terms.applications_close_at, edition)
    return _("%(edition)s takes no applications now.") % {"edition": edition}


def near_delegations(application: Application) -> list[Delegation]:
    """Delegations of the edition whose name is the same or nearly so."""
    rows = Delegation.objects.filter(edition=application.edition_id).exclude(applied_as=application).order_by("name")
    return [one for one in rows.select_related("edition") if _is_near(application, one)]


def near_applications(application: Application) -> list[Application]:
    """Other applications before the desk under nearly the same name."""
    rows = Application.objects.filter(edition=application.edition_id, status__in=LIVE).exclude(pk=application.pk)
    return [one for one in rows if _is_near(application, one)]


def _is_near(application, other):
    native = application.native_name
    return names.is_near(application.name, other.name) or bool(native and native == other.native_name)


def _moment(at, edition):
    return {"time": date_format(at.astimezone(edition.zone), _("j F Y, H:i")), "zone": edition.timezone}
