"""The programme as other systems read it: kept ready, and made anew once the programme has changed."""

from forum.models import Edition


def changed(edition: Edition) -> None:
    """Drop what is kept of the programme of ``edition``. Call it on commit of whatever changed the programme."""
