"""The page, in a real browser, opened from a file as a reader would: it works, asks for nothing and runs no data."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sample_records import ACTORS, ASSIGNED, EXTRACTIONS, ONTOLOGY, sample_store
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from kg.export import EXPORTERS
from kg.graph import Network
from kg.models import Extraction, RelationType
from kg.store import Store

ATTACKS = (
    "</script><script>window.ran = 1</script>",
    '<img src="x" onerror="window.ran = 1">',
    '"><svg onload="window.ran = 1">',
    "<a href='javascript:window.ran = 1'>click</a>",
    "{{ 7 * 7 }} {% raw %} ${window.ran = 1} \\u003cscript\\u003e ' \" \\ ` <!-- ]]> ",
    "\u2028window.ran = 1\u2029 \x00\x07 \ud7ff \U0001f600",
)


def hostile() -> tuple[tuple[Extraction, ...], dict[str, RelationType]]:
    """The sample corpus with an attack in every text that a page could show, offsets and all else as they were."""
    poison = "".join(ATTACKS)
    extractions = tuple(
        replace(
            extraction,
            document=replace(
                extraction.document, title=poison, publisher=poison, date=poison, url="javascript:window.ran=1"
            ),
            claims=tuple(
                replace(
                    claim,
                    rule=poison,
                    role=poison,
                    date=poison,
                    speaker=replace(claim.speaker, text=poison, via=poison) if claim.speaker else None,
                    evidence=replace(claim.evidence, text=claim.evidence.text + poison),
                )
                for claim in extraction.claims
            ),
        )
        for extraction in EXTRACTIONS
    )
    ontology = {
        name: replace(kind, label=kind.label + poison, inverse_label=poison, family=poison, plover=poison)
        for name, kind in ONTOLOGY.items()
    }
    return extractions, ontology


class Page:
    """graph.html in a browser, and what a reader does with it."""

    def __init__(self, browser: webdriver.Chrome) -> None:
        self.browser = browser

    def open(self, path: Path) -> None:
        self.browser.get("about:blank")
        for kind in ("performance", "browser"):
            self.browser.get_log(kind)  # type: ignore[no-untyped-call]
        self.browser.get(path.as_uri())

    def requests(self) -> list[str]:
        """Every address that the page asked for since it was opened, itself included."""
        events = [json.loads(entry["message"])["message"] for entry in self.browser.get_log("performance")]  # type: ignore[no-untyped-call]
        return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]

    def complaints(self) -> list[str]:
        """Errors and warnings on the browser's console."""
        return [entry["message"] for entry in self.browser.get_log("browser")]  # type: ignore[no-untyped-call]

    def script(self, code: str, *values: object) -> Any:
        return self.browser.execute_script(code, *values)

    def follow(self, address: str) -> None:
        """Put ``address`` behind the "#" and wait until the page has followed it."""
        self.browser.execute_async_script(
            "const [address, done] = arguments;"
            "window.addEventListener('hashchange', () => done(), {once: true}); location.hash = address",
            address,
        )

    def all(self, selector: str) -> list[WebElement]:
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def until(self, condition: Callable[[], object]) -> None:
        WebDriverWait(self.browser, 10).until(lambda _: condition())

    @property
    def panel(self) -> str:
        return self.one("#panel").text

    def click_at(self, code: str, *values: object) -> None:
        """Click on the canvas where ``code`` says (a point in the network's coordinates)."""
        network = self.one("#network")
        at = self.script(f"return kgNetwork.canvasToDOM({code})", *values)
        size = network.size
        x, y = round(at["x"] - size["width"] / 2), round(at["y"] - size["height"] / 2)
        ActionChains(self.browser).move_to_element_with_offset(network, x, y).click().perform()

    def click_relation(self, source: str, label: str, target: str) -> None:
        """Click on the middle of a line of the picture."""
        n = self.script(
            "const data = JSON.parse(document.getElementById('page-data').textContent);"
            "const name = (n) => data.actors[n].name;"
            "return data.relations.findIndex((r) => name(r.source) === arguments[0] && r.label === arguments[1]"
            "                                       && name(r.target) === arguments[2])",
            source, label, target,
        )  # fmt: skip
        assert n >= 0
        self.click_at("kgNetwork.body.edges[arguments[0]].edgeType.getPoint(0.5)", n)

    def drawn(self, kind: str) -> int:
        """How many nodes or edges are in the picture."""
        return int(self.script(f"return kgNetwork.body.data.{kind}.get().filter((item) => !item.hidden).length"))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.fail("chromium and chromedriver are not installed; .ci/run installs them and runs all tests")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-dev-shm-usage", "--window-size=1400,900",
        f"--user-data-dir={tmp_path_factory.mktemp('profile')}",
    ):  # fmt: skip
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    chrome = webdriver.Chrome(options=options, service=Service(driver))
    yield chrome
    chrome.quit()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("page")
    with sample_store(out / "s.sqlite") as store:
        EXPORTERS["html"].write(Network(store, ONTOLOGY), out)
    return out / "graph.html"


@pytest.fixture
def page(browser: webdriver.Chrome, written: Path) -> Page:
    opened = Page(browser)
    opened.open(written)
    return opened


def test_the_page_names_no_host_and_loads_nothing(written: Path) -> None:
    text = written.read_text(encoding="utf-8")
    assert not re.findall(r"<(?:script|link|img|iframe)[^>]*\s(?:src|href)=", text)
    assert "@import" not in text
    assert "sourceMappingURL" not in text
    assert "default-src 'none'" in html.unescape(text)


def test_the_same_records_give_the_same_page(written: Path, tmp_path: Path) -> None:
    with sample_store(tmp_path / "s.sqlite") as store:
        EXPORTERS["html"].write(Network(store, ONTOLOGY), tmp_path)
    assert (tmp_path / "graph.html").read_bytes() == written.read_bytes()


def test_nothing_from_articles_runs_and_nothing_is_fetched(browser: webdriver.Chrome, tmp_path: Path) -> None:
    extractions, ontology = hostile()
    poison = "".join(ATTACKS)
    actors = [replace(actor, name=actor.name + poison, aliases=ATTACKS, wikidata=poison) for actor in ACTORS]
    with Store.create(tmp_path / "s.sqlite") as store:
        store.add(extractions)
        store.settle(ASSIGNED, actors)
    with Store.open(tmp_path / "s.sqlite") as store:
        EXPORTERS["html"].write(Network(store, ontology), tmp_path)
    page = Page(browser)
    page.open(tmp_path / "graph.html")
    shown = ""
    addresses = page.script(
        "const data = JSON.parse(document.getElementById('page-data').textContent);"
        "return [...data.actors.map((a) => 'actor=' + encodeURIComponent(a.id)),"
        "        ...data.relations.map((r) => 'relation=' + r.id)]"
    )
    assert len(addresses) == 11
    for address in addresses:
        page.follow(address)
        shown += page.panel
        assert not page.all("#panel a, #panel img, #panel script, #panel svg[onload]")
    page.one("#search").send_keys("ardania")
    shown += page.one("#found").text
    assert page.script("return window.ran") is None
    # Kept as text, not thrown away.
    assert all(attack in shown for attack in ATTACKS[:4])
    assert page.requests() == [(tmp_path / "graph.html").as_uri()]
    assert page.complaints() == []


def test_a_click_on_an_edge_shows_the_sentence_and_where_it_stands(page: Page) -> None:
    page.click_relation("Zoë Márquez", "accused", "Harbour Front")
    page.until(lambda: "What was written" in page.panel)
    for text in (
        "Márquez has accused the Harbour Front of bribery, her lawyer said.",
        "alleged",
        "Arrest in Ardania",
        "The Morning Gazette, 5 January 2026",
        "an unnamed source: “her lawyer”, via The Morning Gazette",
        "Alleged once; unnamed sources only; 1 article of 1 publisher; 1 unnamed source; reported 5 January 2026",
        "Rule\naccused",
    ):
        assert text in page.panel
    (link,) = page.all("#panel .claim a")
    assert link.get_attribute("href") == "https://gazette.example/arrest"
    assert [mark.text for mark in page.all("#panel mark")] == ["Márquez", "Harbour Front"]
    assert page.complaints() == []


def test_a_symmetric_relation_shows_the_sentences_of_both_directions(page: Page) -> None:
    page.click_relation("Ardania", "met with", "Harbour Front")
    page.until(lambda: len(page.all("#panel .claim")) == 2)
    assert "Told as\nHarbour Front met with Ardania" in page.panel


def test_every_one_of_parallel_edges_can_be_clicked(page: Page) -> None:
    page.one("#statuses input[name=denied]").click()
    for label, sentence in (("attacked", "had attacked Belmark"), ("met with", "will meet Ardania")):
        page.click_relation("Ardania", label, "Belmark")
        page.until(partial(lambda wanted: wanted in page.panel, sentence))


def test_a_click_on_a_node_lists_its_relations_and_each_leads_to_its_sentences(page: Page) -> None:
    ardania = page.script(
        "return JSON.parse(document.getElementById('page-data').textContent).actors"
        ".findIndex((actor) => actor.name === 'Ardania')"
    )
    page.click_at("kgNetwork.getPosition(arguments[0])", ardania)
    page.until(lambda: "Also named Republic of Ardania" in page.panel)
    assert page.one("#panel a").get_attribute("href") == "https://www.wikidata.org/wiki/Q999999"
    rows = [row.text.replace("\n", " ") for row in page.all("#panel .rows button")]
    assert "detained Zoë Márquez 1 article" in rows
    assert "has as office-holder Ivo Tamm 1 article" in rows
    assert "attacked Belmark denied 1 article" in rows
    page.one("#panel .rows button").send_keys(Keys.ENTER)
    page.until(lambda: "What was written" in page.panel)
    page.browser.back()
    page.until(lambda: "Also named Republic of Ardania" in page.panel)


DISPUTES = {"attacked": ("Ardania", "Belmark"), "detained": ("Ardania", "Zoë Márquez")}


@pytest.fixture
def disputed(browser: webdriver.Chrome, tmp_path: Path) -> Page:
    """A page on which a raid is asserted, alleged and denied, and an arrest told and denied."""
    with sample_store(tmp_path / "s.sqlite", disputed=True) as store:
        EXPORTERS["html"].write(Network(store, ONTOLOGY), tmp_path)
    page = Page(browser)
    page.open(tmp_path / "graph.html")
    return page


def test_a_relation_shows_who_says_it_how_firmly_and_when(disputed: Page) -> None:
    disputed.click_relation("Ardania", "attacked", "Belmark")
    disputed.until(lambda: "What was written" in disputed.panel)
    assert [badge.text for badge in disputed.all("#panel .chips .badge")] == ["≠ contested", "unnamed sources only"]
    assert (
        "Asserted once, alleged once, denied once; contested; unnamed sources only; 2 articles of 2 publishers; "
        "1 named speaker; 1 unnamed source; January 2026"
    ) in disputed.panel
    assert [head.text for head in disputed.all("#panel h4")] == [
        "Asserted in 1 sentence", "Alleged in 1 sentence", "Denied in 1 sentence"
    ]  # fmt: skip
    assert [by.text for by in disputed.all("#panel .by")] == [
        "an unnamed source: “two sources”, via Harbour Wire",
        "an unnamed source: “The two sources”",
        "says Tamm (Ivo Tamm)",
    ]
    assert "When\nJanuary 2026, day not told" in disputed.panel
    disputed.one("#panel .by .name").click()
    disputed.until(lambda: disputed.panel.startswith("← Overview\nperson\nIvo Tamm"))


def test_what_the_article_itself_tells_says_so(disputed: Page) -> None:
    disputed.click_relation("Ardania", "detained", "Zoë Márquez")
    disputed.until(lambda: "What was written" in disputed.panel)
    assert [by.text for by in disputed.all("#panel .by")] == ["told by the article itself", "says Tamm (Ivo Tamm)"]
    assert [badge.text for badge in disputed.all("#panel .chips .badge")] == ["≠ contested"]
    assert "When\n3 January 2026\n" in disputed.panel
    assert disputed.complaints() == []


def test_lists_and_legend_tell_what_is_contested_and_what_rests_on_unnamed_sources(disputed: Page) -> None:
    rows = {row.text.replace("\n", " ") for row in disputed.all("#panel .rows button")}
    assert "Ardania attacked Belmark ≠ contested unnamed sources only 2 articles" in rows
    assert "Ardania detained Zoë Márquez ≠ contested 2 articles" in rows
    assert (disputed.one("#contested-count").text, disputed.one("#unnamed-count").text) == ("2", "2")
    everything = disputed.drawn("edges")
    disputed.one("#contested").click()
    assert disputed.drawn("edges") == 2
    disputed.one("#unnamed").click()
    assert disputed.drawn("edges") == 1
    disputed.one("#contested").click()
    assert disputed.drawn("edges") == everything - 2


def painted(page: Page, kinds: tuple[str, ...] = ("fill", "fillText", "stroke")) -> list[list[str]]:
    """[operation, fill colour, text] of everything the canvas draws in the next redraw."""
    return list(
        page.browser.execute_async_script(
            """
            const [kinds, done] = arguments;
            const calls = [];
            const own = CanvasRenderingContext2D.prototype;
            const before = Object.fromEntries(kinds.map((kind) => [kind, own[kind]]));
            let drawing = false;
            for (const kind of kinds) own[kind] = function (...values) {
              if (drawing) calls.push([kind, this.fillStyle, String(values[0] ?? "")]);
              return before[kind].apply(this, values);
            };
            kgNetwork.once("beforeDrawing", () => { drawing = true; });
            kgNetwork.once("afterDrawing", () => { Object.assign(own, before); done(calls); });
            kgNetwork.redraw();
            """,
            list(kinds),
        )
    )


def test_a_contested_relation_is_marked_in_the_picture(page: Page, disputed: Page) -> None:
    assert [text for *_, text in painted(disputed)].count("≠") == 2
    disputed.one("#statuses input[name=asserted]").click()
    assert "≠" not in [text for *_, text in painted(disputed)]


def test_denied_relations_have_dashes_and_hollow_arrowheads(page: Page) -> None:
    canvas = page.script(
        "const c = document.createElement('canvas').getContext('2d');"
        "c.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--canvas').trim();"
        "return c.fillStyle"
    )
    # The edges without a direction have no heads; the nodes and the grounds of names are filled otherwise.
    page.one("#statuses input[name=asserted]").click()
    page.one("#statuses input[name=alleged]").click()
    page.one("#statuses input[name=planned]").click()
    assert page.drawn("edges") == 0
    assert canvas not in [colour for kind, colour, _ in painted(page) if kind == "fill"]
    page.one("#statuses input[name=denied]").click()
    assert page.drawn("edges") == 1
    assert [colour for kind, colour, _ in painted(page) if kind == "fill"].count(canvas) == 1
    (dashes,) = page.script("return kgNetwork.body.data.edges.get().filter((e) => !e.hidden).map((e) => e.dashes)")
    assert dashes
    page.one("#statuses input[name=denied]").click()
    page.one("#statuses input[name=asserted]").click()
    assert canvas not in [colour for kind, colour, _ in painted(page) if kind == "fill"]


def test_every_name_can_be_read_when_a_small_graph_opens(disputed: Page) -> None:
    texts = {text for *_, text in painted(disputed)}
    assert {actor.name for actor in ACTORS} <= texts


def test_a_long_list_comes_in_pieces_and_keeps_the_focus(browser: webdriver.Chrome, tmp_path: Path) -> None:
    first = EXTRACTIONS[0]
    extractions = [
        replace(
            first,
            document=replace(first.document, id=f"d{n:03}"),
            mentions=tuple(replace(mention, doc=f"d{n:03}") for mention in first.mentions),
            claims=tuple(
                replace(c, doc=f"d{n:03}", evidence=replace(c.evidence, doc=f"d{n:03}"))
                for c in first.claims if c.relation == "detained"
            ),
            rejections=(),
        )
        for n in range(130)
    ]  # fmt: skip
    assigned = {
        (e.document.id, actor): ASSIGNED[first.document.id, actor] for e in extractions for actor in ("a1", "a2", "a3")
    }
    with Store.create(tmp_path / "s.sqlite") as store:
        store.add(extractions)
        store.settle(assigned, ACTORS)
    with Store.open(tmp_path / "s.sqlite") as store:
        EXPORTERS["html"].write(Network(store, ONTOLOGY), tmp_path)
    page = Page(browser)
    page.open(tmp_path / "graph.html")
    page.click_relation("Ardania", "detained", "Zoë Márquez")
    page.until(lambda: len(page.all("#panel .claim")) == 12)
    for wanted, label in ((62, "Show 50 more of 130"), (112, "Show 50 more of 130"), (130, "Show all 130")):
        more = page.all("#panel .back")[-1]
        assert more.text == label
        more.send_keys(Keys.ENTER)
        assert len(page.all("#panel .claim")) == wanted
        assert page.script("return document.activeElement.closest('.claim') !== null")
    assert len(page.all("#panel .back")) == 1  # the way back to the overview


def test_the_panel_keeps_the_focus_when_it_shows_something_else(page: Page) -> None:
    page.one("#panel .rows button").send_keys(Keys.ENTER)
    page.until(lambda: "← Overview" in page.panel)
    assert page.script("return document.activeElement.id") == "panel"


def test_an_address_with_a_choice_opens_on_the_whole_graph(browser: webdriver.Chrome, written: Path) -> None:
    page = Page(browser)
    page.open(written)
    whole = page.script("return [kgNetwork.getScale(), kgNetwork.getViewPosition()]")
    address = page.script("return 'actor=' + JSON.parse(document.getElementById('page-data').textContent).actors[0].id")
    browser.get("about:blank")
    browser.get(f"{written.as_uri()}#{address}")
    assert "← Overview" in page.panel
    assert page.script("return [kgNetwork.getScale(), kgNetwork.getViewPosition()]") == whole


def test_the_picture_stays_whole_when_the_window_changes_until_the_reader_moves_it(page: Page) -> None:
    def margin() -> float:
        """Pixels between the picture's left or right side and the nearest actor."""
        return float(
            page.script(
                "const spots = Object.values(kgNetwork.getPositions()).map((at) => kgNetwork.canvasToDOM(at).x);"
                "const { clientWidth } = document.getElementById('network');"
                "return Math.min(...spots, ...spots.map((x) => clientWidth - x))"
            )
        )

    size = page.browser.get_window_size()
    try:
        page.browser.set_window_size(1000, 900)
        page.until(lambda: page.script("return document.getElementById('network').clientWidth") < 700)
        page.until(lambda: margin() > 79)
        page.one("#closer").click()
        page.until(lambda: page.script("return kgNetwork.getScale()") > 0)
        page.until(lambda: margin() < 60)
        page.browser.set_window_size(1100, 900)
        page.script("return new Promise((done) => setTimeout(done, 500))")
        assert margin() < 70
    finally:
        page.browser.set_window_size(size["width"], size["height"])


def test_actors_are_still_seen_from_far_away(page: Page) -> None:
    page.script("kgNetwork.moveTo({scale: 0.05, animation: false})")
    smallest = "return Math.min(...kgNetwork.body.data.nodes.get().map((node) => node.size)) * kgNetwork.getScale()"
    page.until(lambda: page.script(smallest) > 2.9)


def test_search_finds_an_accented_name_without_accents(page: Page) -> None:
    search = page.one("#search")
    search.send_keys("zoe marq")
    assert [item.text for item in page.all("#found li")] == ["Zoë Márquez"]
    search.send_keys(Keys.ENTER)
    page.until(lambda: page.panel.startswith("← Overview\nperson\nZoë Márquez"))
    search.send_keys("republic")
    assert page.one("#found li").text.split() == ["Ardania", "Republic", "of", "Ardania"]
    search.send_keys(Keys.CONTROL, "a")
    search.send_keys("nobody")
    assert page.one("#found").text == "No actor has this name."


def test_denied_relations_and_lonely_actors_wait_to_be_asked_for(browser: webdriver.Chrome, tmp_path: Path) -> None:
    alone = replace(EXTRACTIONS[1], claims=tuple(c for c in EXTRACTIONS[1].claims if c.relation != "holds_position"))
    with Store.create(tmp_path / "s.sqlite") as store:
        store.add([EXTRACTIONS[0], alone])
        store.settle(ASSIGNED, ACTORS)
    with Store.open(tmp_path / "s.sqlite") as store:
        EXPORTERS["html"].write(Network(store, ONTOLOGY), tmp_path)
    page = Page(browser)
    page.open(tmp_path / "graph.html")
    assert (page.drawn("nodes"), page.drawn("edges")) == (4, 4)
    assert page.one("#counts").text == "2 articles · 4 of 5 actors · 4 of 5 relations"
    page.one("#statuses input[name=denied]").click()
    assert (page.drawn("nodes"), page.drawn("edges")) == (4, 5)
    page.one("#lonely").click()
    assert (page.drawn("nodes"), page.drawn("edges")) == (5, 5)
    page.one("#families input[name=coercion]").click()
    assert page.drawn("edges") == 4
    page.one("#kinds input[name=institution]").click()
    assert (page.drawn("nodes"), page.drawn("edges")) == (3, 2)  # Ardania, Belmark; Ivo Tamm, who is alone
    page.one("#least").send_keys(Keys.ARROW_UP)
    assert page.drawn("edges") == 0


def test_everything_can_be_reached_from_the_keyboard(page: Page) -> None:
    page.script("document.activeElement.blur()")
    ActionChains(page.browser).send_keys("/").perform()
    assert page.script("return document.activeElement.id") == "search"
    ActionChains(page.browser).send_keys("tamm", Keys.ENTER).perform()
    page.until(lambda: "Ivo Tamm\nAlso named" in page.panel)
    assert page.script("return document.activeElement.id") == "panel"
    ActionChains(page.browser).send_keys(Keys.TAB, Keys.TAB, Keys.ENTER).perform()
    page.until(lambda: "What was written" in page.panel)
    ActionChains(page.browser).send_keys(Keys.ESCAPE).perform()
    page.until(lambda: "What the articles say" in page.panel)


def test_the_dark_theme_repaints_the_picture(page: Page) -> None:
    def colour() -> str:
        return str(page.script("return kgNetwork.body.data.nodes.get(0).color.background"))

    light = colour()
    page.one("#theme").click()
    assert page.script("return document.documentElement.dataset.theme") == "dark"
    assert colour() != light
    page.one("#theme").click()
    assert colour() == light


def test_nodes_stand_still_until_they_are_let_move(page: Page) -> None:
    assert page.script("return kgNetwork.physics.options.enabled") is False
    page.one("#moving").click()
    page.until(lambda: page.script("return kgNetwork.physics.options.enabled"))


def test_an_empty_graph_is_a_page_too(browser: webdriver.Chrome, tmp_path: Path) -> None:
    with Store.create(tmp_path / "s.sqlite") as store:
        store.settle({}, [])
    with Store.open(tmp_path / "s.sqlite") as store:
        EXPORTERS["html"].write(Network(store, ONTOLOGY), tmp_path)
    page = Page(browser)
    page.open(tmp_path / "graph.html")
    assert page.one("#counts").text == "0 articles · 0 of 0 actors · 0 of 0 relations"
    assert page.complaints() == []
