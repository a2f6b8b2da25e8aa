"""The worker's part of reminders and broadcasts. All they need stands in rows: a task that is lost is no loss."""

from celery import shared_task
from django.utils.timezone import now

from scheduling.actions import broadcasts, digests, reminder_plans, reminding


@shared_task(name="scheduling.remind", acks_late=False, ignore_result=True)
def remind():
    """Plan anew what changed, then tell what is due; what cannot be planned holds up nothing that is due."""
    try:
        reminder_plans.plan_marked(now=now())
    finally:
        reminding.tell_due(now=now())
        reminding.forget_begun(now=now())


@shared_task(name="scheduling.tell_days_ahead", acks_late=False, ignore_result=True)
def tell_days_ahead():
    """Tell everybody the day ahead, where it is time to; what still waits follows the facts."""
    digests.tell_due(now=now())
    digests.follow_facts(now=now())


@shared_task(name="scheduling.plan_reminders", acks_late=False, ignore_result=True)
def plan_reminders():
    """Plan every edition anew: finds what no mark says."""
    reminder_plans.plan_all(now=now())


@shared_task(name="scheduling.send_broadcasts", acks_late=False, ignore_result=True)
def send_broadcasts():
    """Let leave what is due, and call sent what has left."""
    broadcasts.leave_due(now=now())
    broadcasts.settle(now=now())
