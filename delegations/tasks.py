"""What workers and the clock do in delegations: printing badges, moving waiting lists on, ending what is overdue."""

from celery import shared_task
from django.utils.timezone import now

from delegations import print_progress
from delegations.actions import applications, clearances, erasing, lists, printing, retention, waiting
from delegations.models import PrintJob, PrintJobStatus


@shared_task(name="delegations.print_badges")
def print_badges(job_id):
    job = PrintJob.objects.select_related("edition", "asked_by").get(pk=job_id)
    printing.run(job, now=now(), tell=print_progress.teller(job))


@shared_task(name="delegations.tidy_print_jobs")
def tidy_print_jobs():
    """Erase old files, and run what waits still: the broker may have lost the word."""
    printing.erase_old(now=now())
    for job in PrintJob.objects.filter(status=PrintJobStatus.QUEUED).select_related("edition", "asked_by"):
        printing.run(job, now=now(), tell=print_progress.teller(job))


@shared_task(name="delegations.move_waiting_lists_on", ignore_result=True)
def move_waiting_lists_on():
    waiting.move_on(now=now())


@shared_task(name="delegations.expire_clearances", ignore_result=True)
def expire_clearances():
    """Send back to the desk what no agency answered in time."""
    clearances.expire_overdue(now=now())


@shared_task(name="delegations.erase_old_lists", ignore_result=True)
def erase_old_lists():
    lists.erase_old(now=now())


@shared_task(name="delegations.erase_unconfirmed_applications", ignore_result=True)
def erase_unconfirmed_applications():
    applications.erase_unconfirmed(now=now())


@shared_task(name="delegations.erase_what_is_due", ignore_result=True)
def erase_what_is_due():
    retention.erase_due(now=now())


@shared_task(name="delegations.finish_erasures", ignore_result=True)
def finish_erasures():
    """Erase what a ground had kept of somebody who asked, once its day is over."""
    erasing.finish(now=now())
