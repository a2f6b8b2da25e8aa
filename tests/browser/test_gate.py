"""The gate's app in Chromium: the rule's cases, and an hour at a door with the network cut."""

import datetime as dt
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from delegations import revocations
from delegations.actions import devices, guest_lists
from delegations.models import Badge, BadgeStatus, Checkpoint, DelegateStatus, Device, Scan
from tests.browser.conftest import DESK
from tests.delegations import gates
from tests.delegations.missions import accredited
from tests.delegations.test_admission_cases import TABLE

RULE = """async (table) => {
  const { entry, leaving } = await import("/static/js/gate/admission.js");
  const times = ["valid_from", "valid_until", "opens_at", "closes_at"];
  const read = (facts) => facts && Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, times.includes(name) && value ? Date.parse(value) : value]));
  return table.cases.map((one) => {
    const badge = one.badge === null ? null : read({ ...table.badge, ...one.badge });
    const how = {
      at: Date.parse(one.at ?? table.at), isRevoked: one.is_revoked ?? false, isInside: one.is_inside ?? null,
      listAge: (one.list_age_minutes ?? 0) * 60000, listHoldsFor: table.list_holds_for_minutes * 60000,
      standing: one.standing ? { ...one.standing, isListed: one.standing.is_listed } : null,
    };
    return one.direction === "exit" ? leaving(badge, how) : entry(badge, read({ ...table.door, ...one.door }), how);
  });
}"""
NOBLE = """async ([token, keys]) => {
  const { prepare, read } = await import("/static/js/gate/token.js");
  const timed = async () => {
    await prepare(keys);
    const times = [];
    while (times.length < 9) {
      const start = performance.now();
      await read(token, keys);
      times.push(performance.now() - start);
    }
    return times.sort((one, other) => one - other)[4];
  };
  const [first, native] = [await read(token, keys), await timed()];
  crypto.subtle.importKey = () => Promise.reject(new DOMException("no Ed25519", "NotSupportedError"));
  const [second, own] = [await read(token, keys), await timed()];
  const forged = token.slice(0, -3) + (token.endsWith("000") ? "111" : "000");
  return [[native, own], first, second, await read(forged, keys), await read("MJ1:", keys), await read(token, {})];
}"""
FIRST_STORE = """(token) => new Promise((resolve) => {
  const asked = indexedDB.open("majlis-gate-pmif25", 1);
  const stores = ["facts", "revoked", "passed", "queue"];
  asked.onupgradeneeded = () => stores.forEach((name) => asked.result.createObjectStore(name));
  asked.onsuccess = () => {
    const writing = asked.result.transaction("facts", "readwrite");
    writing.objectStore("facts").put(token, "token");
    writing.oncomplete = () => { asked.result.close(); resolve(); };
  };
})"""
HELD = """new Promise((resolve) => {
  const asked = indexedDB.open("majlis-gate-pmif25");
  asked.onsuccess = () => resolve(Boolean(window.held = asked.result));
})"""
IN_CHARGE = """new Promise((resolve) => {
  const workers = navigator.serviceWorker;
  workers.addEventListener("controllerchange", () => resolve(true), { once: true });
  if (workers.controller) resolve(true);
})"""
KEPT = """async () => {
  const names = (await indexedDB.databases()).map((one) => one.name);
  const said = [];
  for (const name of names) {
    const database = await new Promise((resolve) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => resolve(asked.result);
    });
    for (const store of database.objectStoreNames) {
      said.push(await new Promise((resolve) => {
        const asked = database.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => resolve(asked.result);
      }));
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    for (const kept of await (await caches.open(name)).matchAll()) said.push(kept.url);
  }
  return JSON.stringify([said, { ...localStorage }, { ...sessionStorage }]);
}"""


@pytest.fixture
def door(stage):
    return gates.checkpoint(gates.zone(stage.edition))


@pytest.fixture
def key(stage):
    return stage.edition.badge_keys.get()


@pytest.fixture
def badge(key, stage):
    """Makes badges that hold today."""
    now = timezone.now()
    holder = stage.things["delegates"]

    def made(delegate=None, **more):
        hold = {"valid_from": now - dt.timedelta(days=1), "valid_until": now + dt.timedelta(days=1)}
        return gates.badge(key, delegate, **hold | more)

    made.holder = holder
    return made


@pytest.fixture
def phone(seat, door):
    """A page at the gate, enrolled by the link of its code, in contact, with the worker in charge."""
    made = Device.objects.create(edition=door.edition, checkpoint=door, name="Phone 1")
    page = seat()
    page.goto(f"/pmif25/gate/#enrol={devices.offer(made, by=None, now=timezone.now())}")
    page.wait_for_selector("[data-part=network][data-online=true]")
    page.evaluate(IN_CHARGE)
    return page


def scan(page, text, result):
    """Type as a hand scanner does."""
    page.evaluate("document.querySelector('[data-part=result]').click()")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"[data-part=result][data-result={result}]")


def test_rule_in_the_browser_is_the_rule_of_the_server(seat):
    page = seat()
    page.goto("/pmif25/gate/")
    told = page.evaluate(RULE, TABLE)
    assert dict(zip((one["name"] for one in TABLE["cases"]), told, strict=True)) == {
        one["name"]: one["result"] for one in TABLE["cases"]
    }


def test_token_is_verified_with_and_without_the_browsers_own_means(seat, badge, key):
    page, good = seat(), badge()
    page.goto("/pmif25/gate/")
    milliseconds, first, second, *bad = page.evaluate(NOBLE, [good.token, {"1": key.public_key}])
    assert max(milliseconds) < 50
    assert first == second
    assert (first["serial"], first["zone_mask"], first["days"]) == (str(good.serial), 1, 0)
    assert bad == [None, None, None]
    assert page.complaints == []


def test_gate_works_through_a_cut_of_the_network(phone, badge, door):
    first, second, revoked, named = badge(), badge(), badge(), badge(badge.holder, note="Wheelchair")
    scan(phone, named.token, "admitted")
    phone.wait_for_selector(f"text={named.delegate.person.name}")
    assert phone.locator("[data-part=note]").inner_text() == "Attention Wheelchair"
    Badge.objects.filter(pk=revoked.pk).update(status=BadgeStatus.REVOKED)
    revocations.add(door.edition, [revoked.serial], now=timezone.now())
    phone.wait_for_selector("[data-part=list]:has-text('no. 1')")

    phone.context.set_offline(True)
    phone.reload()
    phone.wait_for_selector("[data-part=network][data-online=false]")
    for token, result in (
        (first.token, "admitted"),
        (first.token, "inside"),
        (second.token, "admitted"),
        (revoked.token, "revoked"),
        ("NOTHING OF OURS", "unknown"),
    ):
        scan(phone, token, result)
    assert phone.locator("[data-part=waiting]").inner_text() == "5 waiting to be sent"
    assert Scan.objects.count() == 1
    for secret in (named.delegate.person.name, named.delegate.delegation.name, "Wheelchair"):
        assert secret not in json.dumps(json.loads(phone.evaluate(KEPT)), ensure_ascii=False)

    phone.context.set_offline(False)
    phone.wait_for_selector("[data-part=waiting]:has-text('Everything is sent')")
    phone.wait_for_timeout(3500)  # two beats more: what is sent is not sent again
    rows = Scan.objects.filter(is_offline=True).order_by("scanned_at")
    assert list(rows.values_list("result", flat=True)) == ["admitted", "inside", "admitted", "revoked", "unknown"]
    assert not rows.filter(is_conflict=True).exists()


def test_gate_holds_to_its_guest_list_through_a_cut_and_takes_the_next_version(phone, badge, door, stage):
    mission, by = badge.holder.delegation, stage.actors["protocol"]
    listed = badge(accredited(mission, 31, DelegateStatus.APPROVED))
    guests = gates.guest_list(door.edition)
    Checkpoint.objects.filter(pk=door.pk).update(guest_list=guests)
    phone.wait_for_selector("[data-part=guests][data-tone=ask]:has-text('No version is frozen yet')")
    bare = accredited(mission, 33, DelegateStatus.APPROVED)
    guest_lists.freeze(guests, by=by, now=timezone.now())
    phone.wait_for_selector("[data-part=guests]:has-text('Guest list: Sample opening, version 1')")
    since = badge(bare)
    Badge.objects.filter(pk=since.pk).update(made_at=timezone.now(), approved_at=timezone.now() - dt.timedelta(hours=1))
    while str(since.serial) not in phone.evaluate(KEPT):
        phone.wait_for_timeout(200)
    late = badge(accredited(mission, 32, DelegateStatus.APPROVED))

    phone.context.set_offline(True)
    phone.reload()
    phone.wait_for_selector("[data-part=network][data-online=false]")
    assert phone.locator("[data-part=guests]").inner_text() == "Guest list: Sample opening, version 1"
    scan(phone, listed.token, "admitted")
    scan(phone, since.token, "admitted")
    scan(phone, late.token, "not_listed")
    guest_lists.freeze(guests, by=by, now=timezone.now())
    assert "Sample Delegate" not in phone.evaluate(KEPT)

    phone.context.set_offline(False)
    phone.wait_for_selector("[data-part=guests]:has-text('Guest list: Sample opening, version 2')")
    phone.wait_for_selector("[data-part=waiting]:has-text('Everything is sent')")
    scan(phone, late.token, "admitted")
    rows = Scan.objects.order_by("scanned_at").values_list("result", "guest_version__number", "is_conflict")
    first = [("admitted", 1, False), ("admitted", 1, False), ("not_listed", 1, False)]
    assert list(rows) == [*first, ("admitted", 2, False)]
    phone.wait_for_timeout(3500)  # two beats more: the phone has said what it holds
    assert Device.objects.get().guest_version.number == 2


def test_phone_of_before_there_were_guest_lists_goes_on(seat, door, badge):
    _device, token = gates.device(door)
    page = seat()
    page.goto("/pmif25/programme/")
    page.evaluate(FIRST_STORE, token)
    old = page.context.new_page()
    old.goto(page.url)
    old.evaluate(HELD)
    page.goto("/pmif25/gate/")
    page.wait_for_selector("[data-part=notice]:has-text('open in an older tab')")
    old.close()
    page.wait_for_selector("[data-part=network][data-online=true]")
    scan(page, badge().token, "admitted")
    assert not page.is_visible("[data-part=notice]")
    page.evaluate("indexedDB.open('majlis-gate-pmif25', 99) && 0")
    page.wait_for_selector("[data-part=notice]:has-text('open in a newer tab') >> [data-part=reload]")
    assert not page.is_visible("[data-part=gate]")
    assert page.complaints == []


def test_people_are_found_and_a_delegation_enters_together(phone, badge):
    named = badge(badge.holder)
    phone.click("[data-open=find]")
    phone.fill("[data-part=find-words]", named.delegate.person.name)
    phone.press("[data-part=find-words]", "Enter")
    phone.click("[data-part=found] button")
    phone.wait_for_selector("[data-part=result][data-result=admitted]")
    phone.click("[data-direction-to=exit]")
    phone.click("[data-open=group]")
    phone.press("[data-part=group-words]", "Enter")
    phone.click("[data-part=groups] button")
    phone.locator("[data-part=groups] input").check()
    phone.click("text=Check in those ticked")
    phone.wait_for_selector(".gate-list li[data-tone=pass]")
    assert list(Scan.objects.order_by("pk").values_list("direction", "result")) == [
        ("entry", "admitted"),
        ("exit", "left"),
    ]
    assert phone.complaints == []


def test_phone_that_is_revoked_forgets_and_asks_for_a_code(phone, door):
    devices.revoke(Device.objects.get(), by=None, now=timezone.now())
    phone.wait_for_selector("[data-part=enrol]:not([hidden])")
    assert "no longer enrolled" in phone.locator("[data-part=enrol-said]").inner_text()
    assert door.zone.name not in phone.evaluate(KEPT)

    another = Device.objects.create(edition=door.edition, checkpoint=door, name="Phone 2")
    code = devices.offer(another, by=None, now=timezone.now())
    phone.evaluate("code => { location.hash = `enrol=${code}`; }", code)  # the panel's link, in the page that is open
    phone.wait_for_selector("[data-part=network][data-online=true]")
    assert code not in phone.url


def test_badge_that_two_phones_admit_without_network_is_one_entry_and_a_conflict_in_the_panel(phone, seat, door, badge):
    taken, second = badge(), seat()
    made = Device.objects.create(edition=door.edition, checkpoint=door, name="Phone 2")
    second.goto(f"/pmif25/gate/#enrol={devices.offer(made, by=None, now=timezone.now())}")
    second.wait_for_selector("[data-part=network][data-online=true]")
    for one in (phone, second):
        one.context.set_offline(True)
        one.wait_for_selector("[data-part=network][data-online=false]")
        scan(one, taken.token, "admitted")
    for one in (phone, second):
        one.context.set_offline(False)
        one.wait_for_selector("[data-part=waiting]:has-text('Everything is sent')")

    desk = seat("accreditation", screen=DESK)
    desk.goto(reverse("admin:delegations_scan_changelist") + "?is_conflict__exact=1")
    assert desk.locator("#result_list tbody tr").count() == 1
    assert "already inside" in desk.locator("#result_list tbody tr").inner_text().lower()
    desk.goto(reverse("admin:delegations_checkpoint_changelist"))
    assert "1 / 100" in desk.locator("[data-inside]").inner_text()
    assert desk.complaints == []
