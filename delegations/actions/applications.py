"""Open applications: made by whoever reads the address, judged by the desk, followed by a secret link."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import workflow
from core.encryption import fingerprint
from core.errors import DomainError, InvalidInput, required
from delegations import application_notices as notices
from delegations import applications, person_facts
from delegations.actions import invitations
from delegations.models import Application, ApplicationStatus, Delegation
from forum import editions
from forum.models import Edition

FIELDS = (
    "kind",
    "name",
    "native_name",
    "country",
    "sector",
    "minerals",
    "places_wanted",
    "purpose",
    "contact_name",
    "email",
    "language",
)
LINES = {"name", "native_name", "sector", "minerals", "contact_name"}
MOST_A_DAY = 3
"""Unconfirmed ones of one address: each sends a mail to it, whoever wrote it into the form."""
KEPT_UNCONFIRMED = dt.timedelta(days=7)

S = ApplicationStatus


def apply(edition: Edition, facts: dict, *, now) -> Application | None:
    """Keep an application and mail its address a link to confirm it; until then nobody sees it. ``facts``: FIELDS.

    Gives None, and says nothing else, where the address had its mails of the day. Raises InvalidInput by field;
    DomainError while ``kind`` may not apply.
    """
    application = Application(edition=edition, applied_at=now, **_tidied(facts))
    application.secret_print = fingerprint(application.secret)
    _check(application)
    with transaction.atomic():
        applications.require_open(edition, application.kind, now=now)
        waiting = Application.objects.filter(edition=edition, email=application.email, status=S.UNCONFIRMED)
        if waiting.filter(applied_at__gt=now - dt.timedelta(days=1)).count() >= MOST_A_DAY:
            return None
        application.save()
        notices.to_confirm(application, now=now)
    return application


def confirm(application: Application, *, now) -> Application:
    """The address is read: the desk sees the application. Raises DomainError for a second one of one address."""
    try:
        with transaction.atomic():
            application = _held(application)
            change = workflow.move(application, S.SUBMITTED, by=None, now=now)
            notices.received(application, change, now=now)
    except IntegrityError as error:
        sentence = _("There is an application from %(email)s already. Follow that one by the link in its mail.")
        raise DomainError(sentence % {"email": application.email}, code="applied-already") from error
    return application


def ask(application: Application, *, question: str, by, now) -> Application:
    """Ask the applicant for more. Raises InvalidInput without a question."""
    question = required(question, _("Write what you need to know."), field="question")
    with transaction.atomic():
        application = _held(application)
        change = workflow.move(application, S.INFO_NEEDED, by=by, now=now, reason=question, question=question)
        notices.info_needed(application, change, now=now)
    return application


def answer(application: Application, *, text: str, now) -> Application:
    """The applicant's answer, which brings the application back to the desk."""
    text = required(text, _("Write your answer."), field="text")
    with transaction.atomic():
        application = _held(application)
        if application.status != S.INFO_NEEDED:
            raise DomainError(_("The secretariat waits for no answer now."), code="nothing-asked")
        workflow.move(application, S.SUBMITTED, by=None, now=now, reason=text, answer=text)
    return application


def accept(application: Application, *, name: str, places: int, by, now) -> Delegation:
    """Make the delegation with its places, and invite the contact as its primary focal point, all or nothing.

    Raises InvalidInput (field ``name``) where a delegation has this name, (``places``) for less than one.
    """
    name = required(person_facts.tidied("name", name), _("Write the name of the delegation."), field="name")
    if places < 1:
        raise InvalidInput(_("A delegation has at least one place."), field="places")
    with transaction.atomic():
        application = _held(application)
        if Delegation.objects.filter(edition=application.edition, name__iexact=name).exists():
            sentence = _("There is a delegation of this name. Invite the contact to that one, or change the name.")
            raise InvalidInput(sentence, field="name", code="name-taken")
        delegation = Delegation.objects.create(
            edition=application.edition,
            kind=application.kind,
            country=application.country,
            name=name,
            native_name=application.native_name,
            quota=places,
            is_sample=application.is_sample,
        )
        workflow.move(application, S.ACCEPTED, by=by, now=now, delegation=delegation)
        contact = {"email": application.email, "name": application.contact_name, "language": application.language}
        invitations.invite(delegation, **contact, by=by, now=now)
    return delegation


def refuse(application: Application, *, reason: str, by, now) -> Application:
    """Tell the applicant no, and why. Raises InvalidInput without a reason."""
    reason = required(reason, _("Write the reason. The applicant reads it."), field="reason")
    with transaction.atomic():
        application = _held(application)
        change = workflow.move(application, S.REFUSED, by=by, now=now, reason=reason)
        notices.refused(application, change, now=now)
    return application


def withdraw(application: Application, *, now) -> Application:
    """The applicant does not want to come any more."""
    with transaction.atomic():
        application = _held(application)
        workflow.move(application, S.WITHDRAWN, by=None, now=now)
    return application


def erase_unconfirmed(*, now) -> int:
    """Erase what nobody confirmed for a week; gives how many."""
    old = Application.objects.filter(status=S.UNCONFIRMED, applied_at__lt=now - KEPT_UNCONFIRMED)
    count, _by_model = old.delete()
    return count


def _held(application):
    rows = Application.objects.select_for_update(of=("self",)).select_related("edition__registration_terms")
    application = rows.get(pk=application.pk)
    editions.require_open_as_read(application.edition)
    return application


def _tidied(facts):
    tidy = {field: facts[field] for field in FIELDS if field in facts}
    lines = {field: person_facts.tidied(field, tidy[field]) for field in LINES & tidy.keys()}
    return tidy | lines | {"email": person_facts.tidied("email", tidy.get("email", ""))}


def _check(application):
    try:
        application.clean_fields(exclude={"edition", "delegation"})
    except ValidationError as error:
        field, sentences = next(iter(error.message_dict.items()))
        raise InvalidInput(sentences[0], field=field) from error
