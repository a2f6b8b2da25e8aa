"""Notes verbales: the mission's or the secretariat's paper behind a delegation, kept encrypted, each reading noted."""

from functools import partial

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError, InvalidInput
from delegations import person_facts, phases, uploads
from delegations.models import Attachment, AttachmentKind, Delegation, SecretReading

MOST = 20
"""Of one delegation."""


def attach(delegation: Delegation, upload: File, *, reference="", issued_on=None, by, now) -> Attachment:
    """Keep a note with its number and date. Raises InvalidInput by field (``file`` for what is no PDF, JPEG or PNG or
    too large); DomainError for a delegation that does not come, and when there are enough."""
    checked = uploads.checked(upload, field="file")
    reference = person_facts.tidied("reference", reference)
    if issued_on and issued_on > now.date():
        raise InvalidInput(_("The note cannot be dated later than today."), field="issued_on")
    with transaction.atomic():
        delegation = phases.locked(delegation)
        phases.require_taking(delegation)
        if Attachment.objects.notes().filter(delegation=delegation).count() >= MOST:
            raise DomainError(_("There are enough notes. Remove one first."), code="enough-notes")
        note = Attachment(delegation=delegation, kind=AttachmentKind.NOTE_VERBALE, name=checked.name)
        note.reference, note.issued_on = reference, issued_on
        note.content_type, note.added_by, note.added_at = checked.content_type, by, now
        note.file.save(checked.name, checked.content, save=False)
        note.save()
    return note


def remove(note: Attachment, *, by, now) -> None:
    """Take a note away, from the disk too."""
    with transaction.atomic():
        phases.require_taking(phases.locked(note.delegation))
        storage, name = note.file.storage, str(note.file.name)
        note.delete()
        transaction.on_commit(partial(storage.delete, name))


def note_reading(note: Attachment, *, by, now) -> None:
    """Write down that ``by`` reads the note; whoever sends the file does this first."""
    SecretReading.objects.create(
        delegation=note.delegation, edition=note.edition, reader=by, what=note.get_kind_display()[:40], read_at=now
    )
