"""Takes the pictures of the README anew: `make screenshots`. Starts the demo from nothing, as `make smoke` does."""

import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import BrowserContext, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from launcher.errors import LauncherError  # noqa: E402 - the line above lets it be found
from scripts import chromium, smoke  # noqa: E402

FOLDER = ROOT / "docs" / "images"
WIDE, TALL, PHONE = (1440, 900), (1440, 1440), (390, 1240)  # a phone's page, scrolled a little
COLOURS = 128  # enough for flat pages, and half of the size
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@dataclass(frozen=True)
class Picture:
    """``who``: the sample user who looks, or empty for a visitor."""

    name: str
    path: str
    size: tuple[int, int] = WIDE
    language: str = "en"
    who: str = ""


PICTURES = [
    Picture("programme", "/pmif25/programme/?day=2025-04-08", TALL),
    Picture("programme-phone", "/pmif25/programme/?day=2025-04-08", PHONE),
    Picture("programme-urdu", "/pmif25/programme/?day=2025-04-08", TALL, language="ur"),
    Picture("diary", "/pmif25/diary/", (1440, 1080), who="delegate@majlis.example"),
    Picture(
        "desk", "/admin/scheduling/meeting/board/pmif25/2025-04-09/", (1440, 1080), who="meetings.desk@majlis.example"
    ),
]


def main() -> int:
    """Return 0 if every page answered."""
    findings = smoke.Findings()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="majlis-pictures-") as folder:
        var = Path(folder)
        with smoke.running_demo(var, findings) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium.program(), args=QUIET)
            for picture in PICTURES:
                context = browser.new_context(viewport=dict(zip(("width", "height"), picture.size, strict=True)))
                if picture.who:
                    _sign_in(context, address, picture.who, var / "mailbox")
                _take(context, address, picture, findings)
                context.close()
            browser.close()
    for line in findings.wrong:
        print(line)
    return 1 if findings.wrong else 0


def _sign_in(context: BrowserContext, address: str, email: str, letters: Path) -> None:
    page = context.new_page()
    page.goto(f"{address}/accounts/login/code/")
    page.fill("main input[name=email]", email)
    page.click("main form button[type=submit]")
    found: list[str] = []
    smoke.wait_until(lambda: bool(found.extend(smoke.codes(letters, email)) or found), smoke.MAIL_SECONDS)
    page.fill("main input[name=code]", found[-1])
    page.click("main form button[type=submit]")
    page.wait_for_url(lambda url: "/accounts/login" not in url)
    page.close()


def _take(context: BrowserContext, address: str, picture: Picture, findings: smoke.Findings) -> None:
    context.add_cookies([{"name": "django_language", "value": picture.language, "url": address}])
    page = context.new_page()
    answer = page.goto(address + picture.path)
    if answer is None or not answer.ok:
        findings.miss(f"{picture.name}: {picture.path} answered {answer and answer.status}")
    page.evaluate("document.fonts.ready")
    image = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
    target = FOLDER / f"{picture.name}.png"
    image.save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}  {target.stat().st_size / 1024:.0f} kB", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except LauncherError as error:
        sys.exit(str(error))
