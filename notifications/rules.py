"""Who may do what with messages. This room knows no editions: it is told of them in ``notifications.reach``."""

import rules

from notifications.models import Message


@rules.predicate
def sees_message(user, message):
    return message is not None and Message.objects.visible_to(user).filter(pk=message.pk).exists()


@rules.predicate
def runs_the_outbox(user, message):
    may = user.is_staff and user.has_perm("notifications.change_message")
    return may and (message is None or sees_message(user, message))


rules.add_rule("choose_messages", rules.is_authenticated)
rules.add_rule("view_message", sees_message)
rules.add_rule("run_outbox", runs_the_outbox)
