"""Starts the demo from nothing, walks its main pages as three kinds of people, stops it: `make smoke`.

Everything is real: the data is loaded into empty servers of its own, sign-in codes are read from the demo's mailbox.
The exit code says whether all is well; what is not is listed.
"""

import mailbox
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from launcher.background import working_in  # noqa: E402 - the line above lets it be found
from launcher.demo import free_port  # noqa: E402
from launcher.errors import LauncherError  # noqa: E402
from launcher.processes import marked  # noqa: E402
from scripts.browser import Browser, Page  # noqa: E402

START_SECONDS = 90
MAIL_SECONDS = 30
MOST_PAGES = 60
# Not followed: they end the session, change something, or hand over a file of any size.
LEFT_ALONE = re.compile(r"logout|/delete/|/i18n/|/static/|/media/|\.(ics|xml|json|pdf|xlsx|csv)$|format=")
CODE = re.compile(r"\b\d{4}-\d{4}\b")


# Who of the demo's sample people walks, and where they begin.
PEOPLE = {
    "focal point": ("focal.point@majlis.example", ["/pmif25/portal/"]),
    "delegate": ("delegate@majlis.example", ["/pmif25/portal/", "/account/"]),
    "organiser": ("organiser@majlis.example", ["/admin/", "/pmif25/portal/"]),
}


class Findings:
    """What was seen and what was wrong with it."""

    def __init__(self) -> None:
        self.wrong: list[str] = []

    def note(self, who: str, page: Page) -> None:
        mark = "ok " if page.is_well else "BAD"
        print(f"  {mark} {page.status} {page.seconds * 1000:5.0f} ms  {page.url}", flush=True)
        if not page.is_well:
            self.wrong.append(f"{who}: {page.url} answered {page.status} (linked from {page.referrer or 'nowhere'})")

    def miss(self, text: str) -> None:
        print(f"  BAD {text}", flush=True)
        self.wrong.append(text)


def main() -> int:
    """Return 0 if every page answered and the demo left nothing behind."""
    findings = Findings()
    with tempfile.TemporaryDirectory(prefix="majlis-smoke-") as folder:
        var = Path(folder)
        with running_demo(var, findings) as address:
            visit(findings, "visitor", Browser(address), ["/"])
            for who, (email, pages) in PEOPLE.items():
                browser = Browser(address)
                if sign_in(findings, who, browser, email, var / "mailbox"):
                    visit(findings, who, browser, pages)
    print(f"\n{len(findings.wrong)} problem(s)" if findings.wrong else "\nAll is well.")
    for line in findings.wrong:
        print(f"  {line}")
    return 1 if findings.wrong else 0


@contextmanager
def running_demo(var: Path, findings: Findings) -> Iterator[str]:
    """The demo on a free port with its data in `var`; yields its address. Raises LauncherError if it does not open."""
    port = free_port("127.0.0.1", 8100)
    command = [sys.executable, "-m", "launcher", "--var", var, "demo", "--port", str(port)]
    demo = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines: list[str] = []
    reader = threading.Thread(target=lambda: lines.extend(iter(demo.stdout.readline, "")), daemon=True)  # type: ignore[union-attr]
    began = time.monotonic()
    reader.start()
    address = f"http://localhost:{port}"
    try:
        opened = wait_until(lambda: any(address in line for line in lines) or demo.poll() is not None, START_SECONDS)
        if not opened or demo.poll() is not None:
            raise LauncherError("The demo did not open:\n" + "".join(lines[-40:]))
        print(f"The demo opened after {time.monotonic() - began:.1f} s at {address}", flush=True)
        if not wait_until(lambda: any("Every mail to" in line for line in lines), MAIL_SECONDS):
            findings.miss("the demo's mail server did not start")
        yield f"http://127.0.0.1:{port}"  # a machine may know no name, not even localhost
    finally:
        demo.send_signal(signal.SIGINT)
        if code := demo.wait(timeout=60):
            findings.miss(f"the demo ended with exit code {code}")
        if left := marked(str(var)) + working_in(var / "postgres") + working_in(var / "valkey"):
            findings.miss(f"the demo left processes behind: {left}")
        reader.join(timeout=5)
        (ROOT / "var").mkdir(exist_ok=True)
        (ROOT / "var" / "smoke.log").write_text("".join(lines))


def visit(findings: Findings, who: str, browser: Browser, pages: list[str]) -> None:
    """Open `pages`, then what they link to, and so on, nearest first, up to a limit."""
    print(f"\nAs {who}", flush=True)
    queue = [(browser.absolute(page), "") for page in pages]
    seen: set[str] = set()
    while queue and len(seen) < MOST_PAGES:
        url, referrer = queue.pop(0)
        if url in seen or LEFT_ALONE.search(url):
            continue
        seen.add(url)
        page = browser.open(url, referrer)
        findings.note(who, page)
        seen.add(page.url)
        queue.extend((link, url) for link in page.links)


def sign_in(findings: Findings, who: str, browser: Browser, email: str, letters: Path) -> bool:
    """Ask for a code by mail, read it where the demo keeps its mail, and enter it; say whether that went well."""
    try:
        return _sign_in(findings, who, browser, email, letters)
    except LookupError as error:  # a page without the form that it should have
        findings.miss(f"{who}: {error}")
        return False


def _sign_in(findings: Findings, who: str, browser: Browser, email: str, letters: Path) -> bool:
    browser.open("/accounts/login/code/")
    browser.submit("email", email)
    found: list[str] = []
    wait_until(lambda: bool(found.extend(codes(letters, email)) or found), MAIL_SECONDS)
    if not found:
        findings.miss(f"{who}: no mail with a code reached {email} within {MAIL_SECONDS} s")
        return False
    page = browser.submit("code", found[-1])
    if not page.is_well or "/accounts/login" in page.url:
        findings.miss(f"{who}: the code did not sign in; ended at {page.url} ({page.status})")
        return False
    return True


def codes(letters: Path, email: str) -> list[str]:
    """The codes mailed to `email`, oldest first."""
    if not (letters / "new").is_dir():
        return []
    box = mailbox.Maildir(letters, create=False)
    mine = sorted((letter for letter in box if email in str(letter["To"])), key=lambda letter: letter.get_date())
    texts = (part.get_payload(decode=True) for letter in mine for part in letter.walk() if not part.is_multipart())
    return [code for text in texts if isinstance(text, bytes) for code in CODE.findall(text.decode(errors="replace"))]


def wait_until(true: Callable[[], bool], seconds: float) -> bool:
    """Wait until `true()` holds; say whether it did in time."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True


if __name__ == "__main__":
    os.environ["PYTHONUNBUFFERED"] = "1"
    try:
        sys.exit(main())
    except LauncherError as error:
        sys.exit(str(error))
