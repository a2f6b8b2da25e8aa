"""The gate's camera: a card held before it, as a film that Chromium takes for one. Debian's has no BarcodeDetector."""

import datetime as dt
import io
import shutil

import pytest
from django.utils import timezone
from PIL import Image, ImageEnhance, ImageFilter

from core import typesetter
from delegations import badge_faces, badge_pdf
from delegations.actions import devices
from delegations.models import Device
from tests.browser.conftest import PHONE, QUIET
from tests.delegations import gates

FRAME = (1280, 720)
DESK_TOP = 96


@pytest.fixture
def door(stage):
    return gates.checkpoint(gates.zone(stage.edition))


@pytest.fixture
def badge(stage):
    """Makes badges that hold today."""
    now = timezone.now()
    hold = {"valid_from": now - dt.timedelta(days=1), "valid_until": now + dt.timedelta(days=1)}
    return lambda delegate=None: gates.badge(stage.edition.badge_keys.get(), delegate, **hold)


@pytest.fixture
def looking(chromium, live_server, door, tmp_path):
    """An enrolled phone whose camera sees the pictures given, one after another, again and again."""
    opened = []

    def look(*frames, may=True):
        film = tmp_path / "film.y4m"
        film.write_bytes(_film(frames))
        arguments = [*QUIET, "--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={film}"]
        browser = chromium.browser_type.launch(executable_path=shutil.which("chromium"), args=arguments)
        opened.append(browser)
        return enrolled(browser, may=may)

    def enrolled(browser, *, may):
        context = browser.new_context(base_url=live_server.url, viewport=PHONE)
        opened.append(context)
        context.set_default_timeout(15_000)
        if may:
            context.grant_permissions(["camera"])
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        made = Device.objects.create(edition=door.edition, checkpoint=door, name="Phone 1")
        page.goto(f"/pmif25/gate/#enrol={devices.offer(made, by=None, now=timezone.now())}")
        page.wait_for_selector("[data-part=network][data-online=true]")
        return page

    look.without = lambda: enrolled(chromium, may=True)
    yield look
    for one in reversed(opened):
        one.close()


def test_card_held_askew_is_read(looking, badge, stage):
    named = badge(stage.things["delegates"])
    (face,) = badge_faces.of_each(stage.edition, [named])
    card = Image.open(io.BytesIO(badge_pdf.picture(stage.edition, face)))
    page = looking(_held(card, height=1000))
    page.click("[data-part=camera]")
    page.wait_for_selector("[data-part=result][data-result=admitted]")
    page.wait_for_selector(f"text={named.delegate.person.name}")
    hand = page.locator(".gate-hand").bounding_box()
    assert hand["y"] + hand["height"] <= PHONE["height"]
    assert page.complaints == []


def test_code_is_read_without_network_and_the_camera_stops(looking, badge):
    page = looking(_held(_code(badge().token), height=420))
    page.evaluate("navigator.serviceWorker.ready")
    page.context.set_offline(True)
    page.wait_for_selector("[data-part=network][data-online=false]")
    page.click("[data-part=camera]")
    page.wait_for_selector("[data-part=result][data-result=admitted]")
    assert page.locator("[data-part=offline-note]").is_visible()
    page.click("[data-part=camera]")
    assert page.evaluate("document.querySelector('video').srcObject") is None
    assert page.locator("[data-part=view]").is_hidden()


def test_camera_that_may_not_be_used_is_told_from_one_that_is_not_there(looking, badge):
    refused = looking(_held(_code(badge().token), height=420), may=False)
    refused.click("[data-part=camera]")
    refused.wait_for_selector("[data-part=said]:has-text('may not use the camera')")
    assert refused.locator("[data-part=camera]").get_attribute("aria-pressed") == "false"

    Device.objects.all().delete()
    none = looking.without()
    none.click("[data-part=camera]")
    none.wait_for_selector("[data-part=said]:has-text('no camera')")
    assert none.locator("[data-part=view]").is_hidden()


def _code(token):
    picture = io.BytesIO()
    typesetter.code(token).save(picture, kind="png", scale=8, border=4)
    return Image.open(picture)


def _held(card, *, height):
    """A frame with the card in a hand: turned a little, not quite sharp, in poor light."""
    card = card.convert("L")
    card = card.resize((card.width * height // card.height, height), Image.Resampling.LANCZOS)
    card = card.rotate(11, expand=True, fillcolor=DESK_TOP, resample=Image.Resampling.BICUBIC)
    frame = Image.new("L", FRAME, DESK_TOP)
    frame.paste(card, ((FRAME[0] - card.width) // 2, min((FRAME[1] - card.height) // 2, FRAME[1] - card.height)))
    dim = ImageEnhance.Contrast(ImageEnhance.Brightness(frame).enhance(0.7)).enhance(0.7)
    return dim.filter(ImageFilter.GaussianBlur(1.2))


def _film(frames):
    """YUV4MPEG2 in greys, ten frames a second."""
    grey = b"\x80" * (FRAME[0] * FRAME[1] // 2)
    head = b"YUV4MPEG2 W%d H%d F10:1 Ip A1:1 C420jpeg\n" % FRAME
    return head + b"".join(b"FRAME\n" + frame.tobytes() + grey for frame in frames)
