"""Debian's Chromium, headless, as a phone or a desk shows a page; every request is written down."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1366, "height": 768}
# The build of Debian runs as root in a container only so; its pages are our own.
_PLAIN = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")


class Visitor:
    """Somebody with a browser of their own: no cookies, no script unless the test needs it."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        context.on("request", self._note)
        self.page.on("pageerror", lambda wrong: self.complaints.append(str(wrong)))
        self.page.on("console", lambda told: self.complaints.append(told.text))

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)

    def open(self, address: str) -> int:
        answer = self.page.goto(address)
        assert answer is not None
        return answer.status

    def ask(self, number: str, code: str) -> None:
        """Both fields, and Enter; a click would wait for a frame, which no script may count."""
        self.page.locator("#n").fill(number)
        self.page.locator("#c").fill(code)
        self.enter("#c")

    def enter(self, selector: str) -> None:
        """What Enter does on a field or a link."""
        with self.page.expect_navigation():
            self.page.locator(selector).press("Enter")

    def seen(self) -> str:
        return self.page.locator("main").inner_text()

    def is_within_the_width(self) -> bool:
        """Nothing has to be pushed sideways."""
        wide = self.page.locator("body").evaluate("body => document.documentElement.scrollWidth")
        shown = self.page.viewport_size
        assert shown is not None
        return int(wide) <= shown["width"]

    def violations(self) -> list[str]:
        found = Axe().run(self.page)
        return [f"{one['id']}: {one['help']}" for one in found.response["violations"]]

    def picture(self, path: Path) -> None:
        self.page.screenshot(path=path, full_page=True)

    def sheets(self) -> bytes:
        """What the printer would get."""
        return self.page.pdf(format="A4", prefer_css_page_size=True)


@contextmanager
def a_browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(_PLAIN))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def a_visitor(
    browser: Browser, *, size: dict[str, int] = PHONE, script: bool = False, language: str = "en-US"
) -> Iterator[Visitor]:
    shown: Any = size
    context = browser.new_context(
        viewport=shown, java_script_enabled=script, locale=language, is_mobile=size is PHONE
    )
    try:
        yield Visitor(context)
    finally:
        context.close()
