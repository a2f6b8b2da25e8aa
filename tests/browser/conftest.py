"""A real Chromium against a live server; whoever sits at it is signed in by session cookie."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from scripts.chromium import program
from tests.walk import stage as stages

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


@pytest.hookimpl(tryfirst=True)  # before pytest leaves out what is marked so
def pytest_collection_modifyitems(items):
    """All of this folder, each file in one process with one Chromium; a machine without leaves out exactly these."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    # Playwright's loop runs in this thread; Django would take every query of a test for one made inside a coroutine.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=QUIET)
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")
    if before is not None:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def stage(live_server):
    cache.clear()
    return stages.build()


@pytest.fixture
def seat(chromium, live_server, stage):
    """Gives a function that sits an actor of the stage down at a screen. ``page.complaints``: what the console said."""
    opened = []

    def sit(actor="nobody", *, screen=PHONE, language="en", **how):
        context = chromium.new_context(base_url=live_server.url, viewport=screen, **how)
        context.add_cookies(_cookies(live_server.url, stage.actors[actor], language))
        context.set_default_timeout(15_000)
        opened.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: said.type == "error" and page.complaints.append(f"{page.url}: {said.text}"))
        page.on("pageerror", lambda error: page.complaints.append(f"{page.url}: {error}"))
        return page

    yield sit
    for context in opened:
        context.close()


def _cookies(url, user, language):
    cookies = [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": url}]
    if user:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookies.append({"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url})
    return cookies
