"""As much of a browser as the smoke test needs: cookies, links, forms; no scripts."""

import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit


@dataclass(frozen=True)
class Form:
    """One form of a page: where it goes, and what it holds before anybody fills it in."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """What a request came to, redirects followed. Status 0: nobody answered."""

    url: str
    status: int
    body: str
    seconds: float
    referrer: str
    links: list[str]
    forms: list[Form]

    @property
    def is_well(self) -> bool:
        return 200 <= self.status < 400


class Browser:
    """One person's browser at one site."""

    def __init__(self, home: str) -> None:
        self.home = home
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.page = Page(home, 0, "", 0, "", [], [])

    def absolute(self, path: str) -> str:
        return urljoin(self.home, path)

    def open(self, path: str, referrer: str = "") -> Page:
        """Follow a link."""
        return self._send(urllib.request.Request(self.absolute(path)), referrer)

    def submit(self, name: str, value: str) -> Page:
        """Fill the field `name` in the form of the present page that has it, and send the form."""
        form = next((form for form in self.page.forms if name in form.fields), None)
        if form is None:
            raise LookupError(f"{self.page.url} ({self.page.status}) has no form with a field {name!r}")
        words = urlencode({**form.fields, name: value}).encode()
        target = urljoin(self.page.url, form.action)
        return self._send(urllib.request.Request(target, words, {"Referer": self.page.url}), self.page.url)

    def _send(self, request: urllib.request.Request, referrer: str) -> Page:
        began = time.monotonic()
        try:
            answer = self._opener.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        except (urllib.error.URLError, TimeoutError):
            self.page = Page(request.full_url, 0, "", time.monotonic() - began, referrer, [], [])
            return self.page
        with answer:
            is_html = "html" in answer.headers.get("Content-Type", "")
            body = answer.read().decode(errors="replace") if is_html else ""
            reader = _Reader()
            reader.feed(body)
            links = [urldefrag(urljoin(answer.url, link)).url for link in reader.links]
            mine = [link for link in links if urlsplit(link).netloc == urlsplit(self.home).netloc]
            seconds = time.monotonic() - began
            self.page = Page(answer.url, answer.status or 0, body, seconds, referrer, mine, reader.forms)
        return self.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in have:
            self.links.append(have["href"])
        if tag == "form":
            self.forms.append(Form(have.get("action", ""), have.get("method", "get").lower()))
        if tag == "input" and self.forms and have.get("name"):
            self.forms[-1].fields[have["name"]] = have.get("value", "")
