"""Who may do what with the programme. ``view_x`` agrees with ``visible_to``; the others are verbs of the desks."""

import rules

from accounts import second_factor
from accounts.models import User
from forum.models import Edition, Exhibitor, Opportunity, Person, Role, Session, TeamMember
from notifications import reach


def edition_of(thing):
    """The edition that a thing belongs to, or the edition itself."""
    return getattr(thing, "edition", thing)


def holds(*roles):
    """A predicate: the user holds one of ``roles`` (any when none is given) in the thing's edition."""

    @rules.predicate(name="holds:" + ",".join(roles))
    def predicate(user, thing):
        return thing is not None and TeamMember.objects.holds(user, edition_of(thing), *roles)

    return predicate


def sees(model):
    """A predicate: the thing is among the model's ``visible_to`` rows."""

    @rules.predicate(name=f"sees:{model.__name__}")
    def predicate(user, thing):
        return thing is not None and model.objects.visible_to(user).filter(pk=thing.pk).exists()

    return predicate


@rules.predicate
def answers_for_user(user, other):
    """An organiser of every edition in which the other has a job; a superuser answers to superusers only."""
    if not isinstance(other, User) or not user.is_authenticated:
        return False
    if user.is_superuser or other.is_superuser:
        return user.is_superuser and not second_factor.is_missing(user)
    organised = TeamMember.objects.editions_of(user, Role.ORGANISER)
    jobs_elsewhere = TeamMember.objects.filter(user=other).exclude(edition__in=organised)
    return organised.exists() and not jobs_elsewhere.exists()


@rules.predicate
def organises_something(user):
    return TeamMember.objects.editions_of(user, Role.ORGANISER).exists()


@reach.says_editions
def organised_editions(user):
    """The editions whose messages the user sees."""
    organised = TeamMember.objects.editions_of(user, Role.ORGANISER)
    return Edition.objects.filter(pk__in=organised).values("slug")


# The outbox knows nothing of editions; it asks Django's permissions, which organisers have. Which rows: above.
rules.add_perm("notifications", organises_something)
rules.add_perm("notifications.view_message", organises_something)
rules.add_perm("notifications.change_message", organises_something)
rules.add_rule("edit_user", answers_for_user)
rules.add_rule("view_session", sees(Session))
rules.add_rule("view_person", sees(Person))
rules.add_rule("view_opportunity", sees(Opportunity))
rules.add_rule("view_exhibitor", sees(Exhibitor))
rules.add_rule("open_desk", holds())
rules.add_rule("edit_edition", holds(Role.ORGANISER))
rules.add_rule("edit_programme", holds(Role.ORGANISER, Role.PROGRAMME))
rules.add_rule("edit_venue", holds(Role.ORGANISER, Role.PROGRAMME, Role.MEETINGS))
