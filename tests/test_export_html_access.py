"""graph.html for everybody: the keyboard, screen readers, 200 % zoom, a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import OpenPage, Page


@pytest.fixture
def page(open_page: OpenPage, dispute: Path) -> Page:
    return open_page(dispute)


VIEWS = ("", "actor=ardania", "between=ardania&and=country/belmark", "path-from=ardania&path-to=country/belmark",
         "view=actors", "view=relations")  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(open_page: OpenPage, dispute: Path, scheme: str) -> None:
    page = open_page(dispute, color_scheme=scheme)
    found = []
    for view in VIEWS:
        page.follow(view)
        page.until("document.getElementById('panel').hidden || document.getElementById('panel').childElementCount > 0")
        found += serious(page, view)
    page.follow("")
    page.press("?")
    found += serious(page, "help")
    page.press("Escape")
    page.one("#search").fill("ardania")
    found += serious(page, "search")
    assert found == []


@pytest.mark.parametrize("size", [(390, 844), (640, 360)], ids=["phone", "200 %"])
def test_axe_finds_nothing_serious_on_a_small_screen(open_page: OpenPage, dispute: Path, size: tuple[int, int]) -> None:
    page = open_page(dispute, viewport={"width": size[0], "height": size[1]})
    page.one("#filters").click()
    assert serious(page, "filters") == []


def serious(page: Page, where: str) -> list[str]:
    """The violations that axe calls serious or critical, a line each."""
    result = Axe().run(page.tab)
    return [
        f"{where}: {violation['id']}: {node['html'][:120]}"
        for violation in result.response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def test_everything_can_be_reached_from_the_keyboard(page: Page) -> None:
    def focus() -> str:
        return str(page.js("document.activeElement.id || document.activeElement.textContent"))

    page.press("/")
    assert focus() == "search"
    page.tab.keyboard.type("tamm")
    page.press("Enter")
    page.shows("Named 2 times" if "Named 2 times" in page.panel else "Named")
    assert focus() == "panel"
    page.press("Tab", "Enter")  # "← Overview"
    page.shows("What the articles say")
    page.press("a")
    assert page.one("#list").is_visible()
    page.press("r")
    page.one("#list tbody .name", has_text="attacked").focus()
    page.press("Enter")
    page.shows("Some say so")
    page.press("Escape", "g")
    assert page.one("#picture").is_visible()
    page.press("p")
    page.shows("Paths between two actors")
    page.press("Escape", "?")
    assert page.one("#help").is_visible()
    assert focus() in ("help", "help-close", "Close")
    page.press("Escape")
    assert page.one("#help").is_hidden()
    page.press("f")
    assert page.one("#legend").is_hidden()
    page.press("f")
    assert page.one("#legend").is_visible()


def test_tab_goes_through_every_control_of_the_page(page: Page) -> None:
    page.js("document.activeElement.blur()")
    seen = set()
    for _ in range(90):
        page.press("Tab")
        seen.add(
            page.js("document.activeElement.id || document.activeElement.name || document.activeElement.textContent")
        )
    wanted = (
        "search filters view-picture view-actors view-relations path theme help-open person country asserted denied"
        " since until least confidence contested lonely moving closer farther whole"
    )
    assert set(wanted.split()) - seen == set()


def test_a_changed_filter_keeps_the_focus(page: Page) -> None:
    page.one("#kinds input[name=institution]").focus()
    page.press("Space")
    assert page.js("document.activeElement.name") == "institution"
    assert page.js("document.activeElement.checked") is False


def test_names_and_roles_for_screen_readers(page: Page) -> None:
    assert page.tab.get_by_role("application", name="Picture of the graph").count() == 1
    assert page.tab.get_by_role("combobox", name="Find an actor").count() == 1
    assert page.tab.get_by_role("checkbox", name="denied").count() == 1
    assert page.tab.get_by_role("slider", name="Until").get_attribute("aria-valuetext") == "March 2026"
    page.one("#view-relations").click()
    assert page.tab.get_by_role("table", name="All relations").count() == 1
    assert page.tab.get_by_role("columnheader", name="As told").count() == 1
    assert page.tab.get_by_role("rowheader", name="Zoë Márquez").count() == 1
    assert page.tab.get_by_role("button", name="Relations", pressed=True).count() == 1


@pytest.mark.parametrize("size", [(390, 844), (360, 640), (640, 360)], ids=["phone", "small phone", "200 %"])
def test_a_phone_in_portrait_and_200_percent_are_usable(
    open_page: OpenPage, built: Path, size: tuple[int, int]
) -> None:
    width, height = size
    page = open_page(built / "graph.html", viewport={"width": width, "height": height}, has_touch=True)
    for view in (
        "",
        "actor=country/cuba",
        "between=country/cuba&and=country/venezuela",
        "view=relations",
        "view=actors",
    ):
        page.follow(view)
        page.until("document.getElementById('panel').hidden || document.getElementById('panel').childElementCount > 0")
        assert page.js("document.documentElement.scrollWidth") <= width, view
    page.follow("")
    assert page.one("#legend").is_hidden()
    page.one("#filters").tap()
    page.one("#kinds input[name=person]").tap()
    page.one("#legend-close").tap()
    assert page.one("#legend").is_hidden()
    assert "hide-kind=person" in page.tab.url
    page.one("#reset").dispatch_event("click")
    page.tab.touchscreen.tap(*page.place_of_actor("Venezuela"))
    page.shows("Done to Venezuela")
    # What was chosen is brought before the reader's eyes.
    page.until("document.getElementById('panel').getBoundingClientRect().top < innerHeight * 0.9")
