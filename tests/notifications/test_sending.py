"""What the desk decides about messages, and who may see them."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.utils.timezone import now

from accounts.models import User
from core import access, workflow
from core.errors import DomainError, IllegalTransition
from core.models import StatusChange
from forum.models import Edition, Role, TeamMember
from notifications import delivery, leases
from notifications.actions import sending, wishes
from notifications.models import Channel, Message, MessageStatus, Topic, Way
from notifications.outbox import Recipient

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return User.objects.create_user("head@majlis.example", name="Sample Head")


@pytest.fixture
def postmaster():
    user = User.objects.create_user("postmaster@majlis.example", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_message", "change_message"]))
    return user


@pytest.fixture
def message(tell, head):
    tell(to=[Recipient(head.email, user_id=head.pk)])
    return Message.objects.get()


def fail(message):
    [mine] = leases.claim(1, now=now())
    leases.refused(mine, "550 5.1.1 No such user here")
    message.refresh_from_db()


def test_resend_queues_what_failed_and_remembers_who_asked(message, postmaster, listener):
    fail(message)
    sending.resend(message, by=postmaster, now=now())
    assert delivery.run(now) == {"sent": 1}
    message.refresh_from_db()
    assert (message.status, message.last_error) == (MessageStatus.SENT, "")
    assert StatusChange.objects.of(message).get().actor == postmaster


def test_resend_of_what_did_not_fail_is_refused(message, postmaster):
    with pytest.raises(IllegalTransition):
        sending.resend(message, by=postmaster, now=now())


def test_cancel_stops_a_queued_message(message, postmaster, listener):
    sending.cancel(message, by=postmaster, now=now())
    assert delivery.run(now) == {}


def test_cancel_of_what_is_under_way_is_refused(message, postmaster):
    leases.claim(1, now=now())
    message.refresh_from_db()
    with pytest.raises(IllegalTransition):
        sending.cancel(message, by=postmaster, now=now())


def test_hold_keeps_a_message_until_its_release(message, listener):
    sending.hold(message)
    assert delivery.run(now) == {}
    sending.release(message)
    assert delivery.run(now) == {"sent": 1}


def test_hold_of_what_has_left_is_refused(message):
    leases.claim(1, now=now())
    with pytest.raises(DomainError):
        sending.hold(message)


@pytest.mark.parametrize(
    ("who", "sees"), [("head", True), ("postmaster", True), ("stranger", False), ("nobody", False)]
)
def test_visible_to_agrees_with_the_rule(message, head, postmaster, who, sees):
    stranger = User.objects.create_user("stranger@majlis.example", is_staff=True)
    user = {"head": head, "postmaster": postmaster, "stranger": stranger, "nobody": AnonymousUser()}[who]
    assert Message.objects.visible_to(user).filter(pk=message.pk).exists() is sees
    assert access.allows(user, "view_message", message) is sees


@pytest.fixture
def elsewhere(edition):
    """An edition that the organiser of ``edition`` has nothing to do with."""
    facts = {name: getattr(edition, name) for name in ("starts_on", "ends_on", "timezone", "city", "country")}
    return Edition.objects.create(slug="pmif26", name="Sample Forum 2026", short_name="PMIF26", **facts)


def test_an_organiser_sees_the_messages_of_the_own_editions_only(tell, organiser, elsewhere):
    theirs, unbound, own = "stranger@majlis.example", "nobody@majlis.example", organiser.email
    tell(to=[Recipient(theirs), Recipient(own, user_id=organiser.pk), Recipient(unbound)])
    Message.objects.exclude(email=theirs).update(edition=elsewhere.slug)
    Message.objects.filter(email=unbound).update(edition="")
    desk = User.objects.create_user("desk@majlis.example", is_staff=True)
    TeamMember.objects.create(edition=elsewhere, user=desk, role=Role.PROGRAMME)
    root = User.objects.create_superuser("root@majlis.example")
    seen = {user: {mail.email for mail in Message.objects.visible_to(user)} for user in (organiser, desk, root)}
    assert seen == {organiser: {theirs, own}, desk: set(), root: {theirs, own, unbound}}
    for mail in Message.objects.all():
        for user, mails in seen.items():
            assert access.allows(user, "view_message", mail) is (mail.email in mails)
        assert access.allows(organiser, "run_outbox", mail) is (mail.email in seen[organiser])


def test_every_step_not_in_the_table_is_refused():
    for before in MessageStatus:
        for after in set(MessageStatus) - Message.TRANSITIONS.get(before, set()):
            with pytest.raises(IllegalTransition):
                workflow.swap(Message.objects.all(), before, after)


def test_panel_lists_the_outbox_in_a_fixed_number_of_queries(client, tell, django_assert_max_num_queries):
    client.force_login(User.objects.create_superuser("root@majlis.example"))
    counts = []
    for about, count in (("test:1", 1), ("test:2", 2)):
        tell(count, about=about)
        with django_assert_max_num_queries(12) as queries:
            page = client.get("/admin/notifications/message/")
        counts.append(len(queries))
    assert page.status_code == 200
    assert "delegate2@majlis.example" in page.content.decode()
    assert counts[0] == counts[1]


def test_panel_shows_a_message_as_its_reader_sees_it(client, message):
    client.force_login(User.objects.create_superuser("root@majlis.example"))
    page = client.get(f"/admin/notifications/message/{message.pk}/change/").content.decode()
    assert "Test of delivery: PMIF25" in page
    assert "Asia/Karachi, PKT" in page
    assert 'srcdoc="&lt;!doctype html&gt;' in page


def test_panel_says_how_a_reader_is_reached_and_what_they_chose(client, message, head):
    client.force_login(User.objects.create_superuser("root@majlis.example"))
    address = f"/admin/notifications/message/{message.pk}/change/"
    page = client.get(address).text
    assert "By mail alone." in page
    assert "Nothing was chosen" in page
    number = {"channel": Channel.SMS, "address": "+923001234567", "label": "…4567", "created_at": now()}
    Way.objects.create(user=head, confirmed_at=now(), **number, fingerprint="a")
    Way.objects.create(user=head, **number | {"label": "…9999"}, fingerprint="b")  # never proved
    wishes.choose(head, {(Channel.EMAIL.value, Topic.REMINDERS.value): False}, now=now())
    page = client.get(address).text
    assert "SMS: <bdi>…4567</bdi> (since" in page
    assert "…9999" not in page
    assert "+923001234567" not in page
    assert "Reminders, E-mail: no" in page
    assert "?q=head%40majlis.example" in page
    assert "?q=test%3A1" in page


def test_panel_sends_again_and_says_what_it_could_not(client, message):
    client.force_login(User.objects.create_superuser("root@majlis.example"))
    asked = {"action": "send_again", "_selected_action": [message.pk]}
    refusal = client.post("/admin/notifications/message/", asked, follow=True).content.decode()
    assert "cannot become queued" in refusal
    fail(message)
    client.post("/admin/notifications/message/", asked, follow=True)
    message.refresh_from_db()
    assert message.status == MessageStatus.QUEUED
