"""The picture of graph.html: what is drawn, how, and that it stands still."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import OpenPage, Page
from sample_records import ACTORS, ONTOLOGY

from kg.export import EXPORTERS
from kg.graph import Network
from kg.models import Actor, Claim, Document, Evidence, Extraction, Mention, Span
from kg.store import Store


@pytest.fixture
def page(open_page: OpenPage, dispute: Path) -> Page:
    return open_page(dispute)


def looks(page: Page, source: str, target: str, mutual: bool = False) -> dict[str, object]:
    """How a line is drawn."""
    code = (
        "([from, to, mutual]) => kgPage.picture.snapshot().lines.find("
        "(line) => line.from === from && line.to === to && line.mutual === mutual)"
    )
    found: dict[str, object] = page.js(code, [page.actor(source), page.actor(target), mutual])
    return found


def test_pyvis_options_draw_no_label_no_hover_and_no_physics(page: Page) -> None:
    assert page.js("kgPage.records.options.physics.enabled") is False
    assert page.js("kgPage.records.options.interaction.hover") is False
    assert set(page.js("kgPage.records.network.nodes.map(({ label }) => label)")) == {" "}
    assert not page.js("kgPage.records.network.nodes.some((node) => 'title' in node)")


def test_one_line_stands_for_the_relations_of_a_pair_and_direction(open_page: OpenPage, tmp_path: Path) -> None:
    text = "A hit B. A sued B. B hit A. A met B."
    relations = [("a", "detained", "b"), ("a", "accused", "b"), ("b", "detained", "a"), ("a", "met_with", "b")]
    claims, at = [], 0
    for sentence, (source, relation, target) in zip(text.split(". "), relations, strict=True):
        span = Span(at, at + len(sentence))
        at = span.end + 2
        evidence = Evidence("d", span, text[span.start : span.end])
        claims.append(Claim("", "d", source, relation, target, "asserted", "", "", None, 0.9, relation, evidence))
    actors = (Actor("a", "A", "country"), Actor("b", "B", "person"))
    mentions = (Mention("d", Span(0, 1), "A", "country", "a"), Mention("d", Span(6, 7), "B", "person", "b"))
    with Store.create(tmp_path / "s.sqlite") as store:
        store.add([Extraction(Document("d", "d.txt", text), mentions, actors, tuple(claims))])
        store.settle({("d", "a"): "a", ("d", "b"): "b"}, actors)
    with Store.open(tmp_path / "s.sqlite") as store:
        EXPORTERS["html"].write(Network(store, ONTOLOGY), tmp_path)
    page = open_page(tmp_path / "graph.html")
    assert page.drawn == (2, 3)
    assert page.one("#counts").inner_text() == "1 article · 2 of 2 actors · 4 of 4 relations"
    assert looks(page, "A", "B")["count"] == 2
    assert page.js("kgPage.picture.snapshot().placed.badges.map(({ text }) => text)") == ["2"]
    # Each of the three can be clicked.
    page.click_line("A", "B")
    page.until("location.hash === '#between=a&and=b'")
    page.follow("")
    page.click_line("B", "A")
    page.until("location.hash.startsWith('#relation=')")
    page.shows("B detained A")
    page.follow("")
    page.click_line("A", "B", mutual=True)
    page.until("location.hash.startsWith('#relation=')")
    assert page.one("#panel details[open]").inner_text().startswith("A met with B")


def test_kinds_have_shapes_and_colours_and_the_most_written_of_are_largest(page: Page) -> None:
    nodes = {node["name"]: node for node in page.js(
        "kgPage.picture.snapshot().nodes.map((n) => ({...n, name: kgPage.records.actors[n.id].name}))"
    )}  # fmt: skip
    shapes = {node["shape"]: node["fill"] for node in nodes.values()}
    assert set(shapes) == {"dot", "square", "diamond"}
    assert len(set(shapes.values())) == 3
    assert nodes["Ardania"]["size"] > nodes["Belmark"]["size"]


def test_only_what_is_told_as_fact_is_solid_with_a_filled_head(page: Page) -> None:
    page.toggle("statuses", "denied")
    fact, alleged = looks(page, "Ivo Tamm", "Ardania"), looks(page, "Zoë Márquez", "Harbour Front")
    assert (fact["status"], fact["dashes"], fact["hollow"]) == ("asserted", None, False)
    assert (alleged["status"], alleged["hollow"]) == ("alleged", True)
    assert alleged["dashes"]
    page.toggle("statuses", "asserted")
    page.toggle("statuses", "alleged")
    denied = looks(page, "Ardania", "Belmark")
    assert (denied["status"], denied["hollow"]) == ("denied", True)
    assert denied["dashes"] not in (None, alleged["dashes"])


def test_hollow_arrowheads_are_filled_with_the_ground(page: Page) -> None:
    def heads() -> int:
        """How many arrowheads the next redraw fills with the colour of the ground."""
        return int(page.js(
            """() => new Promise((done) => {
              const own = CanvasRenderingContext2D.prototype;
              const before = own.fill;
              const canvas = document.querySelector('#network canvas');
              const probe = document.createElement('canvas').getContext('2d');
              probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--canvas').trim();
              let found = 0;
              own.fill = function (...values) {
                if (this.canvas === canvas && this.fillStyle === probe.fillStyle) found += 1;
                return before.apply(this, values);
              };
              kgPage.picture.renderer.redraw();
              setTimeout(() => { own.fill = before; done(found); }, 100);
            })"""
        ))  # fmt: skip

    before = heads()
    page.toggle("statuses", "alleged")  # two lines have nothing firmer to tell or lose their head
    assert heads() < before


def test_a_contested_relation_is_marked(page: Page) -> None:
    assert page.js("kgPage.picture.snapshot().placed.badges.map(({ text }) => text)").count("≠") == 2


# The boxes of all that is written into the picture, as wide as the browser draws it, and which of them lie on another.
WRITTEN = """() => {
  const { placed, width, height } = kgPage.picture.snapshot();
  const ruler = document.createElement('canvas').getContext('2d');
  const sans = getComputedStyle(document.documentElement).getPropertyValue('--sans').trim();
  const box = (what, x, y, half, tall) => ({ what, x0: x - half, x1: x + half, y0: y - tall / 2, y1: y + tall / 2 });
  const written = (lines, x, y, size, weight) => {
    ruler.font = `${weight} ${size}px ${sans}`;
    const wide = Math.max(...lines.map((line) => ruler.measureText(line).width));
    return box(lines.join(' '), x, y, wide / 2, size * (1 + 1.2 * (lines.length - 1)));
  };
  const zoom = document.querySelector('.zoom');
  const { offsetLeft, offsetTop, offsetWidth: wide, offsetHeight: tall } = zoom;
  const boxes = [
    ...placed.names.map(({ lines, x, y, size, weight }) => written(lines, x, y, size, weight)),
    ...placed.labels.map(({ text, x, y, size }) => written([text], x, y, size, 400)),
    ...placed.badges.map(({ text, x, y, radius }) => box(text, x, y, radius, 2 * radius)),
    box('the buttons', offsetLeft + wide / 2, offsetTop + tall / 2, wide / 2, tall),
  ];
  const wrong = boxes.filter(({ x0, y0, x1, y1 }) => x0 < 0 || y0 < 0 || x1 > width || y1 > height)
    .map(({ what }) => `${what} | the edge`);
  boxes.forEach((one, n) => boxes.slice(n + 1).forEach((other) => {
    const apart = one.x0 >= other.x1 || other.x0 >= one.x1 || one.y0 >= other.y1 || other.y0 >= one.y1;
    if (!apart) wrong.push(`${one.what} | ${other.what}`);
  }));
  return wrong;
}"""
WINDOWS = ((1920, 1080), (1440, 900), (1300, 800), (1100, 700), (390, 844))


def test_every_name_can_be_read_when_a_small_graph_opens_and_none_lies_on_another(
    page: Page, open_page: OpenPage, built: Path
) -> None:
    assert page.names() == {actor.name for actor in ACTORS}
    for width, height in WINDOWS:
        seeds = open_page(built / "graph.html", viewport={"width": width, "height": height})
        assert seeds.js(WRITTEN) == [], (width, height)
        # A smaller picture leaves out the names of those who are least written of.
        assert len(seeds.names()) == seeds.drawn[0] or (width < 1300 and len(seeds.names()) > 20), (width, height)
        cuba = next(actor for actor in seeds.js("kgPage.records.actors") if actor["name"] == "Cuba")
        seeds.follow(f"actor={cuba['id']}")
        assert seeds.js(WRITTEN) == [], (width, height)


def test_no_name_lies_on_another_in_a_crowd(open_page: OpenPage, tmp_path: Path) -> None:
    path = large(tmp_path, 400, 1200)
    for width, height in (WINDOWS[0], WINDOWS[2], WINDOWS[4]):
        page = open_page(path, viewport={"width": width, "height": height})
        assert page.js(WRITTEN) == [], (width, height)
        assert len(page.names()) > 25, (width, height)


def test_hovering_tells_what_is_under_the_mouse(page: Page) -> None:
    page.tab.mouse.move(*page.place_of_actor("Ivo Tamm"))
    page.until("document.getElementById('hint').textContent.includes('Ivo Tamm')")
    page.tab.mouse.move(*page.place_of_line("Zoë Márquez", "Harbour Front"))
    page.until("document.getElementById('hint').textContent.includes('accused')")
    page.tab.mouse.move(5, 5)
    page.until("document.getElementById('hint').textContent === ''")


def test_nodes_stand_still_until_they_are_let_move_and_can_be_dragged(page: Page) -> None:
    def place() -> tuple[float, float]:
        return page.place_of_actor("Ivo Tamm")

    before = place()
    page.tab.wait_for_timeout(300)
    assert place() == before
    page.tab.mouse.move(*before)
    page.tab.mouse.down()
    page.tab.mouse.move(before[0] + 60, before[1] + 40, steps=4)
    page.tab.mouse.up()
    moved = place()
    assert abs(moved[0] - before[0] - 60) < 3
    assert abs(moved[1] - before[1] - 40) < 3
    page.one("#moving").check()
    at = "(n) => { const { x, y } = kgPage.picture.renderer.position(n); return `${x} ${y}`; }"
    still = page.js(at, page.actor("Ivo Tamm"))
    page.until(f"([n, still]) => ({at})(n) !== still", [page.actor("Ivo Tamm"), still])


def test_the_picture_stays_whole_when_the_window_changes_until_the_reader_moves_it(page: Page) -> None:
    outside = """(() => { const { nodes, width, height } = kgPage.picture.snapshot();
      return nodes.filter(({ x, y }) => x < 0 || y < 0 || x > width || y > height).length; })()"""
    page.tab.set_viewport_size({"width": 1000, "height": 700})
    page.until("document.getElementById('network').clientWidth < 700")
    page.until(f"{outside} === 0")
    for _ in range(5):
        page.one("#closer").click()
    page.until(f"{outside} > 0")
    page.tab.set_viewport_size({"width": 1100, "height": 800})
    page.tab.wait_for_timeout(300)
    assert page.js(outside) > 0
    page.one("#whole").click()
    page.until(f"{outside} === 0")


def test_actors_are_still_seen_from_far_away(page: Page) -> None:
    page.js("kgPage.picture.look({ x: 0, y: 0, scale: 0.05 })")
    page.until(
        "(() => { const { nodes, scale } = kgPage.picture.snapshot();"
        " return Math.min(...nodes.map(({ size }) => size * scale)) > 2; })()"
    )


def test_the_dark_theme_repaints_everything(page: Page, open_page: OpenPage, dispute: Path) -> None:
    colour = "kgPage.picture.snapshot().nodes[0].fill"
    light = page.js(colour)
    page.one("#theme").click()
    assert page.js("document.documentElement.dataset.theme") == "dark"
    assert page.js(colour) != light
    assert page.one("#theme").inner_text() == "Light"
    assert open_page(dispute, color_scheme="dark").js("document.documentElement.dataset.theme") == "dark"


def test_printing_uses_the_light_theme(page: Page) -> None:
    page.one("#theme").click()
    page.js("dispatchEvent(new Event('beforeprint'))")
    assert page.js("document.documentElement.dataset.theme") == "light"
    page.js("dispatchEvent(new Event('afterprint'))")
    assert page.js("document.documentElement.dataset.theme") == "dark"


def large(path: Path, actors: int, lines: int) -> Path:
    """A page of a made-up corpus: ``actors`` in a ring with chords, the first the most written of."""
    text = "One met two."
    ids = [f"n{n:04}" for n in range(actors)]
    tail = "of the Western Provinces".split()
    people = tuple(
        Actor(one, " ".join(("Person", one, *tail[: n % (len(tail) + 1)])), "person") for n, one in enumerate(ids)
    )
    evidence = {}
    extractions = []
    for doc in range(0, lines, 500):
        name = f"d{doc:05}"
        evidence[name] = Evidence(name, Span(0, len(text)), text)
        pairs = [(n % actors, (n * 7 + 1 + n // actors) % actors) for n in range(doc, min(doc + 500, lines))]
        claims = {
            (a, b): Claim("", name, ids[a], "detained", ids[b], "asserted", "", "", None, 0.9, "r", evidence[name])
            for a, b in pairs if a != b
        }  # fmt: skip
        used = sorted({n for pair in claims for n in pair})
        mentions = tuple(Mention(name, Span(0, 3), "One", "person", ids[n]) for n in used)
        extractions.append(
            Extraction(
                Document(name, f"{name}.txt", text), mentions, tuple(people[n] for n in used), tuple(claims.values())
            )
        )
    with Store.create(path / "s.sqlite") as store:
        store.add(extractions)
        store.settle({(e.document.id, a.id): a.id for e in extractions for a in e.actors}, people)
    with Store.open(path / "s.sqlite") as store:
        EXPORTERS["html"].write(Network(store, ONTOLOGY), path)
    return path / "graph.html"


def test_a_large_graph_opens_on_its_strongest_part_and_search_reaches_the_rest(
    open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(large(tmp_path, 1700, 2500))
    shown = page.drawn[0]
    assert 1400 < shown <= 1500
    told = f"The {shown:,} actors in the most articles; {1700 - shown} more are left out of the picture."
    assert page.one("#left-out").inner_text().startswith(told)
    missing = page.js(
        "(() => { const shown = new Set(kgPage.picture.snapshot().nodes.map(({ id }) => id));"
        " return kgPage.records.actors.find(({ n }) => !shown.has(n)).name; })()"
    )
    page.one("#search").fill(missing)
    page.press("Enter")
    page.shows(missing)
    assert page.js(
        "(name) => kgPage.picture.snapshot().nodes.some(({ id }) => kgPage.records.actors[id].name === name)", missing
    )
    page.one("#view-actors").click()
    assert page.one("#listed").inner_text().startswith("1,700 of 1,700")
    page.one("#view-picture").click()
    page.one("#show-all").click()
    assert page.drawn[0] == 1700
    assert page.one("#left-out").is_hidden()
    assert "all=1" in page.tab.url


def test_a_pair_without_direction_has_no_arrowhead(page: Page) -> None:
    assert looks(page, "Ardania", "Harbour Front", mutual=True)["arrow"] is False
