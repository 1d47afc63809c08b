"""graph.html in a real browser, and what a reader does with it. No request leaves the machine; complaints are kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, sync_playwright
from playwright.sync_api import Page as Tab

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage",
)  # fmt: skip
WINDOW = {"width": 1400, "height": 900}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        pytest.fail("chromium is not installed; .ci/run installs it and runs all tests")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


class Page:
    """An opened graph.html. ``requests`` are all addresses it asked for, ``complaints`` what the console said."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self.requests: list[str] = []
        self.complaints: list[str] = []
        tab.set_default_timeout(10_000)
        tab.on("request", lambda request: self.requests.append(request.url))
        tab.on("console", self._heard)
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def open(self, path: Path, fragment: str = "") -> Page:
        self.tab.goto("about:blank")
        self.requests.clear()
        self.tab.goto(path.as_uri() + (f"#{fragment}" if fragment else ""))
        self.until("document.documentElement.dataset.ready === 'true'")
        return self

    def follow(self, fragment: str) -> None:
        """Put ``fragment`` behind the "#", as a reader who edits the address does, and wait until it is shown."""
        self.tab.evaluate(
            "(address) => location.hash.slice(1) === address || new Promise((done, failed) => {"
            " setTimeout(() => failed(new Error('the page did not follow the address')), 5000);"
            " addEventListener('popstate', () => requestAnimationFrame(() => setTimeout(done, 30)), {once: true});"
            " location.hash = address; })",
            fragment,
        )

    def all(self, selector: str) -> list[Locator]:
        return self.tab.locator(selector).all()

    def one(self, selector: str, has_text: str | None = None) -> Locator:
        return self.tab.locator(selector, has_text=has_text)

    def js(self, code: str, value: object = None) -> Any:
        return self.tab.evaluate(code, value)

    def until(self, code: str, value: object = None) -> None:
        # Not wait_for_function: the page's policy lets nobody evaluate a string, and rightly so.
        for _ in range(400):
            if self.js(code, value):
                return
            self.tab.wait_for_timeout(25)
        raise AssertionError(f"never came true: {code} {value or ''}\n{self.panel}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.tab.keyboard.press(key)

    @property
    def panel(self) -> str:
        return self.one("#panel").inner_text()

    def shows(self, *texts: str) -> None:
        """Wait until the panel says all of this."""
        for text in texts:
            self.until("(text) => document.getElementById('panel').innerText.includes(text)", text)

    def rows(self, selector: str = "#panel .rows button") -> list[str]:
        return [" ".join(text.split()) for text in self.one(selector).all_inner_texts()]

    def actor(self, name: str) -> int:
        found = self.js("(name) => kgPage.records.actors.findIndex((actor) => actor.name === name)", name)
        assert found >= 0, name
        return int(found)

    def place(self, what: str, value: object) -> tuple[float, float]:
        """Where something is in the window; ``what`` is a JavaScript function of (value, picture) -> a point of it."""
        at = self.js(
            f"(value) => {{ const at = ({what})(value, kgPage.picture);"
            " const { left, top } = document.getElementById('network').getBoundingClientRect();"
            " return [at.x + left, at.y + top]; }",
            value,
        )
        return float(at[0]), float(at[1])

    def place_of_actor(self, name: str) -> tuple[float, float]:
        code = "(n, picture) => picture.renderer.toScreen(picture.renderer.position(n))"
        return self.place(code, self.actor(name))

    def place_of_line(self, source: str, target: str, mutual: bool = False) -> tuple[float, float]:
        """The middle of the line that is drawn from one actor to another."""
        code = """([from, to, mutual], picture) => {
            const line = picture.snapshot().lines.find((one) =>
                one.from === from && one.to === to && one.mutual === mutual);
            const { from: a, via, to: b } = line.course;
            return { x: (a.x + 2 * via.x + b.x) / 4, y: (a.y + 2 * via.y + b.y) / 4 };
        }"""
        return self.place(code, [self.actor(source), self.actor(target), mutual])

    def click_actor(self, name: str) -> None:
        self.tab.mouse.click(*self.place_of_actor(name))

    def click_line(self, source: str, target: str, mutual: bool = False) -> None:
        self.tab.mouse.click(*self.place_of_line(source, target, mutual))

    @property
    def drawn(self) -> tuple[int, int]:
        """How many actors and lines are in the picture."""
        actors, lines = self.js(
            "(() => { const s = kgPage.picture.snapshot(); return [s.nodes.length, s.lines.length]; })()"
        )
        return int(actors), int(lines)

    def names(self) -> set[str]:
        """The names that are set in the picture."""
        return set(self.js("kgPage.picture.snapshot().placed.names.map(({ id }) => kgPage.records.actors[id].name)"))

    def toggle(self, group: str, name: str) -> None:
        """Switch a line of the legend."""
        self.one(f"#{group} input[name='{name}']").click()

    def back(self) -> None:
        self.tab.go_back()


type OpenPage = Callable[..., Page]


@contextmanager
def opener(browser: Browser) -> Iterator[OpenPage]:
    """A function that opens a graph.html in a window of its own, offline; at the end no page may have complained."""
    contexts = []
    pages: list[Page] = []

    def open_page(path: Path, fragment: str = "", **settings: Any) -> Page:
        context = browser.new_context(
            **{"viewport": WINDOW, "color_scheme": "light", "offline": True, "accept_downloads": True} | settings
        )
        contexts.append(context)
        pages.append(Page(context.new_page()))
        return pages[-1].open(path, fragment)

    yield open_page
    complaints = [page.complaints for page in pages]
    asked = [
        address for page in pages for address in page.requests if not address.startswith(("file:", "blob:", "data:"))
    ]
    for context in contexts:
        context.close()
    assert complaints == [[] for _ in pages]
    assert asked == []
