"""The worker's part of requests, reminders, broadcasts and plans. All of it stands in rows: a lost task is no loss."""

from celery import shared_task
from django.utils.timezone import now

from scheduling.actions import broadcasts, digests, plan_solving, reminder_plans, reminding, requests
from scheduling.models import Plan


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


@shared_task(name="scheduling.solve_plan", acks_late=False, ignore_result=True)
def solve_plan(plan_id):
    """Work a plan out; nothing happens where another worker is at it."""
    plan_solving.run(Plan.objects.select_related("edition", "asked_by", "follows").get(pk=plan_id), clock=now)


@shared_task(name="scheduling.solve_waiting_plans", acks_late=False, ignore_result=True)
def solve_waiting_plans():
    """Hand out what waits, or what a killed worker has left: the broker may have lost the word."""
    for plan_id in plan_solving.waiting():
        solve_plan.apply_async((plan_id,), expires=30)


@shared_task(name="scheduling.expire_requests", acks_late=False, ignore_result=True)
def expire_requests():
    """Close the questions that nobody answered in time."""
    requests.expire_due(now=now())
