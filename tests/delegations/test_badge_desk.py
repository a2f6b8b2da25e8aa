"""The badges desk in the panel: what is told before it is done, and what each button does."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from delegations.actions import badges, handing_over, passes
from delegations.models import (
    Badge,
    BadgeKey,
    BadgeKind,
    BadgePrint,
    BadgeStatus,
    DelegateStatus,
    PrintJob,
    Receipt,
)
from forum.models import Role
from tests.delegations.badge_samples import key, zone
from tests.delegations.missions import NOW, accredited, member

S = BadgeStatus


def at(name, thing=None, kind="badge"):
    return reverse(f"admin:delegations_{kind}_{name}", args=[thing.pk] if thing else [])


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def panel(client, desk):
    client.force_login(desk)
    return client


@pytest.fixture
def made(edition, delegation):
    key(edition)
    people = [accredited(delegation, number, DelegateStatus.APPROVED).pk for number in (1, 2)]
    return badges.prepare_each(edition, people, now=NOW).badges


@pytest.fixture
def printed(made, desk):
    return badges.print_all(made, form="card", by=desk, now=NOW)


def chosen(action, rows, **more):
    return {"action": action, "_selected_action": [row.pk for row in rows], **more}


def statuses():
    return list(Badge.objects.order_by("made_at", "pk").values_list("status", flat=True))


def messages_of(answer):
    return [str(message) for message in answer.context["messages"]]


def test_list_says_when_and_how_often_each_was_printed(panel, printed, desk):
    badges.print_all(printed[:1], form="sheet", by=desk, now=NOW)
    page = panel.get(at("changelist")).text
    assert page.count("1 Mar 2025, 14:00") == 3
    assert "Sample Mission A" in page
    tabs = panel.get(at("changelist")).context["status_tabs"]
    assert [(str(tab["label"]), tab["count"]) for tab in tabs] == [("", 3), ("printed", 2), ("revoked", 1)]


def test_list_costs_the_same_for_one_and_for_three(panel, edition, delegation, made):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert panel.get(at("changelist")).status_code == 200
        return len(seen)

    Badge.objects.filter(pk=made[1].pk).delete()
    one = queries()
    passes.add_floaters(edition, category="support", zones=[], label="Technician", count=2, now=NOW)
    assert queries() == one


def test_badges_are_prepared_for_who_has_none(panel, edition, delegation, made):
    accredited(delegation, 3, DelegateStatus.APPROVED)
    accredited(delegation, 4, DelegateStatus.SUBMITTED)
    assert "PMIF25: 1 has no badge" in panel.get(at("prepare")).text
    done = panel.post(at("prepare"), {"edition": edition.pk}, follow=True)
    assert messages_of(done) == ["1 badge is ready."]
    assert Badge.objects.filter(delegate__person__name="Sample Delegate 3").count() == 1


def test_preparing_without_a_key_is_refused_in_words(panel, edition, delegation):
    accredited(delegation, 3, DelegateStatus.APPROVED)
    assert "PMIF25 has no badge key yet" in panel.post(at("prepare"), {"edition": edition.pk}).text


def test_printing_tells_first_what_it_ends_and_prints_then(panel, made, desk):
    badges.print_all(made[:1], form="card", by=desk, now=NOW)
    preview = panel.post(at("changelist"), chosen("print_chosen", made)).text
    assert "1 badge is printed." in preview
    assert "1 was on paper before: it is made anew, and the earlier one opens nothing from that moment." in preview
    assert sorted(statuses()) == [S.PRINTED, S.READY]

    done = panel.post(at("changelist"), chosen("print_chosen", made, apply="yes", form="sheet"), follow=True)

    assert sorted(statuses()) == [S.PRINTED, S.PRINTED, S.REVOKED]
    link = reverse("admin:delegations_printjob_download", args=[PrintJob.objects.get().pk])
    assert link in done.text
    file = panel.get(link)
    assert b"".join(file.streaming_content).startswith(b"%PDF-")
    assert file["Content-Disposition"].startswith("attachment")


def test_printing_leaves_out_who_is_not_approved_any_more(panel, made):
    delegate = made[0].delegate
    type(delegate).objects.filter(pk=delegate.pk).update(status=DelegateStatus.IN_REVIEW)
    preview = panel.post(at("changelist"), chosen("print_chosen", made))
    assert "Sample Delegate 1 is in review: a badge is for who is approved." in preview.text
    panel.post(at("changelist"), chosen("print_chosen", made, apply="yes", form="card"))
    assert statuses() == [S.READY, S.PRINTED]


def test_one_badge_is_printed_from_its_page(panel, made):
    panel.post(at("print_one", made[0]), {"form": "card"})
    assert statuses() == [S.PRINTED, S.READY]


def test_badges_are_handed_over_against_a_typed_name(panel, printed, desk):
    preview = panel.post(at("changelist"), chosen("hand_over_chosen", printed)).text
    assert "2 badges are handed over." in preview
    assert 'data-signature="Clear"' in preview
    unsigned = panel.post(at("changelist"), chosen("hand_over_chosen", printed, apply="yes", collected_by="Sample"))
    assert "Whoever collects the badges signs for them." in unsigned.text
    signed = chosen("hand_over_chosen", printed, apply="yes", collected_by="Sample Secretary", signed_as="S. Secretary")
    page = panel.post(at("changelist"), signed, follow=True).text
    assert "S. Secretary" in page
    assert statuses() == [S.ISSUED, S.ISSUED]
    assert Receipt.objects.get().handed_by == desk


def test_drawn_signature_is_kept_and_the_receipt_is_printed(panel, printed):
    drawn = BytesIO()
    Image.new("RGBA", (64, 20), "black").save(drawn, "PNG")
    file = SimpleUploadedFile("signature.png", drawn.getvalue(), "image/png")
    panel.post(at("issue", printed[0]), {"collected_by": "Sample Secretary", "signature": file})
    receipt = Receipt.objects.get()
    assert "data:image;base64," in panel.get(at("change", receipt, "receipt")).text
    paper = panel.post(at("print_receipt", receipt, "receipt"), {})
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")


def test_badge_is_lost_found_and_revoked(panel, printed):
    panel.post(at("report_lost", printed[0]), {})
    panel.post(at("revoke", printed[1]), {"reason": "Given to somebody else."})
    assert statuses() == [S.LOST, S.REVOKED]
    panel.post(at("take_back", printed[0]), {})
    assert statuses() == [S.REVOKED, S.REVOKED]
    assert "Given to somebody else." in panel.get(at("change", printed[1])).text


def test_note_for_the_gate_is_written_by_who_hands_out(client, panel, printed, edition):
    client.force_login(member(edition, Role.PROTOCOL))
    assert client.post(at("write_note", printed[0]), {"note": "Wheelchair"}).status_code == 302
    assert "Wheelchair" in client.get(at("write_note", printed[0])).text
    client.force_login(member(edition, Role.PRESS))
    assert client.post(at("write_note", printed[0]), {"note": ""}).status_code in (403, 404)
    printed[0].refresh_from_db()
    assert printed[0].note == "Wheelchair"


def test_revoking_asks_for_its_reason(panel, printed):
    assert "reason" in panel.post(at("revoke", printed[0]), {}).context["form"].errors
    assert statuses() == [S.PRINTED, S.PRINTED]


def test_floaters_and_day_passes_are_added(panel, edition):
    key(edition)
    opened = zone(edition, "A", 0)
    facts = {"edition": edition.pk, "category": "support", "label": "Technician", "zones": [opened.pk], "count": 2}
    panel.post(at("add_floaters"), facts)
    panel.post(at("add_day_passes"), {**facts, "count": 1, "day": "2025-04-08"})
    rows = [(one.kind, one.number, one.zone_mask) for one in Badge.objects.order_by("kind", "number")]
    assert rows == [(BadgeKind.DAY_PASS, 1, 1), (BadgeKind.FLOATER, 1, 1), (BadgeKind.FLOATER, 2, 1)]
    wrong = panel.post(at("add_day_passes"), {**facts, "day": "2026-04-08"})
    assert "A badge is valid on days of the forum only." in wrong.text


def test_print_log_says_who_printed_what(panel, printed):
    page = panel.get(at("changelist", kind="badgeprint")).text
    assert page.count("Sample accreditation") >= BadgePrint.objects.count()


def test_protocol_hands_out_and_does_not_print(client, edition, printed):
    client.force_login(member(edition, Role.PROTOCOL))
    page = client.get(at("changelist")).text
    assert at("prepare") not in page
    assert client.get(at("prepare")).status_code == 403
    assert client.post(at("changelist"), chosen("print_chosen", printed)).status_code == 403
    assert client.post(at("print_one", printed[0]), {"form": "card"}).status_code == 403
    assert client.get(at("changelist", kind="printjob")).status_code == 403
    signed = {"collected_by": "Sample", "signed_as": "Sample"}
    client.post(at("issue", printed[0]), signed)
    assert statuses() == [S.ISSUED, S.PRINTED]


@pytest.mark.parametrize("role", [Role.PROGRAMME, Role.PRESS, Role.VIEWER, Role.MEETINGS])
def test_other_desks_do_not_see_badges(client, edition, printed, role):
    client.force_login(member(edition, role))
    assert client.get(at("changelist")).status_code == 403
    assert client.get(at("change", printed[0])).status_code != 200


def test_no_page_of_a_badge_shows_its_code(panel, printed):
    assert printed[0].token not in panel.get(at("change", printed[0])).text


def test_keys_are_made_rotated_and_distrusted(client, edition, organiser, delegation):
    client.force_login(organiser)
    client.post(at("make_first", kind="badgekey"), {"edition": edition.pk})
    first = BadgeKey.objects.get()
    badges.prepare(accredited(delegation, 1, DelegateStatus.APPROVED), now=NOW)
    client.post(at("rotate", first, "badgekey"), {})
    assert BadgeKey.objects.get(retired_at=None).number == 2
    asked = client.get(at("distrust", first, "badgekey")).text
    assert "1 badge ends with it" in asked
    assert re.search(r"Every badge signed with it opens nothing any more", asked)
    client.post(at("distrust", first, "badgekey"), {})
    assert statuses() == [S.READY]
    client.post(at("distrust", first, "badgekey"), {"understood": "on"})
    assert statuses() == [S.REVOKED]
    assert first.private_key not in client.get(at("change", first, "badgekey")).text


def test_keys_are_the_organisers_alone(panel, edition):
    key(edition)
    assert panel.get(at("changelist", kind="badgekey")).status_code == 403
    assert panel.get(at("make_first", kind="badgekey")).status_code == 403


def test_receipts_cost_the_same_for_one_and_for_three(panel, edition, delegation, printed, desk):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert panel.get(at("changelist", kind="receipt")).status_code == 200
        return len(seen)

    handing_over.hand_over(printed[:1], collected_by="Sample", signed_as="Sample", by=desk, now=NOW)
    one = queries()
    handing_over.hand_over(printed[1:], collected_by="Other", signed_as="Other", by=desk, now=NOW)
    assert queries() == one
