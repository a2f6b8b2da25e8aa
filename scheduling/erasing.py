"""What of a person stands in this room and goes when the person asks, together with what stands in the lower ones."""

from delegations.models import PersonFacts
from delegations.person_erasers import beside
from forum.models import Person
from scheduling.models import Reminder


@beside(PersonFacts.MAILS)
def reminders(person: Person) -> None:
    """What was or is to be sent to the person; as with the mails, a mission's mailbox is not one person's."""
    Reminder.objects.of_person(person).delete()
