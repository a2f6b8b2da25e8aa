"""The screens of webhooks: an organiser adds a system, sees its secret once, and reads how each telling went."""

import re

import pytest
from django.urls import reverse
from django.utils.timezone import now

from accounts.models import User
from core import access
from forum.models import Edition, Role, TeamMember
from notifications import webhook_sending, webhooks
from notifications.models import EndpointStatus, WebhookDelivery, WebhookEndpoint
from notifications.webhooks import Event
from tests.http_server import HttpServer
from tests.webhook_samples import listening

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"whsec_[\w+/=]+")


def at(name, thing=None, kind="webhookendpoint"):
    return reverse(f"admin:notifications_{kind}_{name}", args=[thing.pk] if thing else [])


@pytest.fixture
def panel(client, organiser):
    client.force_login(organiser)
    return client


@pytest.fixture
def elsewhere(edition):
    facts = {name: getattr(edition, name) for name in ("starts_on", "ends_on", "timezone", "city", "country")}
    return Edition.objects.create(slug="pmif26", name="Sample Forum 2026", short_name="PMIF26", **facts)


def test_organiser_adds_a_system_and_reads_its_secret_once(panel, edition):
    given = {"edition": "pmif25", "name": "Clearance", "url": "https://system.example/in"}
    assert "This field is required" in panel.post(at("add"), given).text
    given["event_types"] = ["meeting.moved", "meeting.placed"]
    page = panel.post(at("add"), given)
    made = WebhookEndpoint.objects.get()
    assert SECRET.findall(page.text) == [made.secret]
    assert "no-store" in page["Cache-Control"]
    assert made.event_types == ["meeting.moved", "meeting.placed"]
    assert "This address is told already." in panel.post(at("add"), given).text
    assert "begins with https://" in panel.post(at("change", made), given | {"url": "ftp://system.example/"}).text
    panel.post(at("change", made), given | {"name": "Clearances"})
    made.refresh_from_db()
    assert made.name == "Clearances"
    for page in (panel.get(at("change", made)), panel.get(at("changelist"))):
        assert SECRET.findall(page.text) == []
    rotated = panel.post(reverse("admin:notifications_webhookendpoint_rotate", args=[made.pk]))
    assert SECRET.findall(rotated.text) == [WebhookEndpoint.objects.get().secret] != [made.secret]


def test_log_shows_each_try_and_sends_again(panel, edition):
    with HttpServer() as server:
        endpoint = listening(edition)
        WebhookEndpoint.objects.update(url=server.url)
        server.answers = [(404, b"<b>no such path</b>")]
        panel.post(reverse("admin:notifications_webhookendpoint_send_test", args=[endpoint.pk]))
        webhook_sending.run(now)
        delivery = WebhookDelivery.objects.get()
        page = panel.get(at("change", delivery, "webhookdelivery")).text
        assert "404" in page
        assert "&lt;b&gt;no such path&lt;/b&gt;" in page
        assert "404" in panel.get(at("changelist")).text
        again = reverse("admin:notifications_webhookdelivery_resend", args=[delivery.pk])
        assert panel.post(again).status_code == 403 or "cannot become" in panel.post(again, follow=True).text
        WebhookDelivery.objects.update(status="failed")
        panel.post(
            at("changelist", None, "webhookdelivery"), {"action": "resend_all", "_selected_action": [delivery.pk]}
        )
        webhook_sending.run(now)
    assert [one.code for one in delivery.tries.order_by("pk")] == [404, 200]
    panel.post(reverse("admin:notifications_webhookendpoint_switch_off", args=[endpoint.pk]))
    endpoint.refresh_from_db()
    assert endpoint.status == EndpointStatus.OFF


def test_only_organisers_of_the_edition_see_and_run_its_webhooks(client, edition, elsewhere, organiser):
    mine, theirs = listening(edition), listening(elsewhere)
    users = [organiser]
    for role in (Role.PROGRAMME, Role.ACCREDITATION):
        users.append(User.objects.create_user(f"{role}@majlis.example"))
        TeamMember.objects.create(edition=edition, user=users[-1], role=role)
    for user in users:
        may = user == organiser
        assert list(WebhookEndpoint.objects.visible_to(user)) == ([mine] if may else [])
        assert access.allows(user, "edit_edition", edition) is may
        assert not access.allows(user, "edit_edition", elsewhere)
        client.force_login(user)
        assert client.get(at("changelist")).status_code == (200 if may else 403)
        assert client.get(at("change", theirs)).status_code in (302, 403)
        turn = reverse("admin:notifications_webhookendpoint_rotate", args=[theirs.pk])
        assert client.post(turn).status_code in (302, 403, 404)
    client.force_login(organiser)
    refused = client.post(
        at("add"), {"edition": "pmif26", "name": "x", "url": "https://x.example", "event_types": ["meeting.held"]}
    )
    assert (refused.status_code, WebhookEndpoint.objects.count()) == (200, 2)


def test_lists_cost_the_same_for_one_and_three(panel, edition, django_assert_max_num_queries):
    listening(edition)
    counts = []
    for number in (1, 2, 3):
        webhooks.tell([Event("meeting.held", "pmif25", f"meeting:{number}", facts={})], now=now())
        with django_assert_max_num_queries(70) as queries:
            panel.get(at("changelist", None, "webhookdelivery"))
            panel.get(at("changelist"))
        counts.append(len(queries))
    assert counts[0] == counts[2]
