"""A print job prints all or nothing, keeps its file for an hour, and ends when it is told to."""

import datetime as dt

import pytest
from django.urls import reverse

from core.errors import DomainError, IllegalTransition, InvalidInput
from delegations import tasks
from delegations.actions import badges, printing
from delegations.admin import printing_desk
from delegations.models import Badge, BadgeStatus, DelegateStatus, PrintJob, PrintJobStatus
from delegations.models.print_job import TRANSITIONS
from tests import lifecycles
from tests.delegations.badge_samples import key
from tests.delegations.missions import NOW, accredited

S = PrintJobStatus


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def made(edition, delegation):
    key(edition)
    people = [accredited(delegation, number, DelegateStatus.APPROVED).pk for number in (1, 2)]
    return badges.prepare_each(edition, people, now=NOW).badges


@pytest.fixture
def job(made, desk):
    return printing.order(made, form="card", by=desk, now=NOW)


def files_in(folder):
    return [file for file in folder.rglob("*") if file.is_file()]


@pytest.mark.parametrize(("before", "after"), lifecycles.allowed(TRANSITIONS))
def test_job_takes_every_step_of_the_table(job, before, after):
    lifecycles.assert_allowed(job, before, after)


@pytest.mark.parametrize(("before", "after"), lifecycles.refused(PrintJobStatus, TRANSITIONS))
def test_job_refuses_every_step_outside_the_table(job, before, after):
    lifecycles.assert_refused(job, before, after)


def test_job_prints_and_keeps_the_file_encrypted(job, private):
    told = []
    assert printing.run(job, now=NOW, tell=told.append)
    assert (job.status, told) == (S.DONE, [1, 2])
    assert set(Badge.objects.values_list("status", flat=True)) == {BadgeStatus.PRINTED}
    with job.pdf.open() as file:
        assert file.read(5) == b"%PDF-"
    assert b"%PDF-" not in files_in(private)[0].read_bytes()
    assert not printing.run(job, now=NOW)


def test_file_is_erased_after_an_hour(job, private):
    printing.run(job, now=NOW)
    assert printing.erase_old(now=NOW + dt.timedelta(minutes=59)) == 0
    assert printing.erase_old(now=NOW + dt.timedelta(minutes=60)) == 1
    job.refresh_from_db()
    assert (job.status, job.pdf.name, files_in(private)) == (S.ERASED, "", [])


def test_job_that_is_cancelled_meanwhile_prints_nothing(job, desk, private, monkeypatch):
    monkeypatch.setattr(printing, "ASKS_EVERY", 1)

    def cancel(_number):
        printing.cancel(PrintJob.objects.get(pk=job.pk), by=desk, now=NOW)

    assert not printing.run(job, now=NOW, tell=cancel)
    assert set(Badge.objects.values_list("status", flat=True)) == {BadgeStatus.READY}
    assert files_in(private) == []


def test_cancelled_job_is_not_run_and_not_cancelled_twice(job, desk):
    printing.cancel(job, by=desk, now=NOW)
    assert not printing.run(job, now=NOW)
    with pytest.raises(IllegalTransition):
        printing.cancel(job, by=desk, now=NOW)


def test_refusal_ends_the_job_with_its_words(job, made):
    type(made[0].delegate).objects.filter(pk=made[0].delegate.pk).update(status=DelegateStatus.IN_REVIEW)
    assert not printing.run(job, now=NOW)
    job.refresh_from_db()
    assert (job.status, job.problem) == (S.FAILED, "Sample Delegate 1 is in review: a badge is for who is approved.")
    assert set(Badge.objects.values_list("status", flat=True)) == {BadgeStatus.READY}


@pytest.mark.parametrize(("chosen", "form"), [(0, "card"), (1, "poster")])
def test_order_refuses_nothing_and_unknown_formats(made, desk, chosen, form):
    with pytest.raises(InvalidInput):
        printing.order(made[:chosen], form=form, by=desk, now=NOW)


def test_order_of_an_archived_edition_is_refused(edition, made, desk):
    edition.is_archived = True
    edition.save()
    with pytest.raises(DomainError, match="archived"):
        printing.order(made, form="card", by=desk, now=NOW)


def test_large_job_is_left_to_the_worker_and_shows_how_far_it_is(client, made, desk, monkeypatch):
    monkeypatch.setattr(printing_desk, "AT_ONCE", 1)
    client.force_login(desk)
    rows = {"action": "print_chosen", "_selected_action": [one.pk for one in made], "apply": "yes", "form": "card"}
    shown = client.post(reverse("admin:delegations_badge_changelist"), rows, follow=True)
    job = PrintJob.objects.get()
    assert job.status == S.QUEUED
    assert "0 of 2" in shown.text
    assert reverse("admin:delegations_printjob_cancel", args=[job.pk]) in shown.text
    assert client.get(reverse("admin:delegations_printjob_download", args=[job.pk])).status_code == 404
    tasks.print_badges(job.pk)
    job.refresh_from_db()
    assert job.status == S.DONE


def test_round_of_the_minute_runs_what_waits_and_erases_what_is_old(job):
    tasks.tidy_print_jobs()
    job.refresh_from_db()
    assert job.status == S.DONE
    PrintJob.objects.update(ended_at=NOW)
    tasks.tidy_print_jobs()
    job.refresh_from_db()
    assert job.status == S.ERASED
