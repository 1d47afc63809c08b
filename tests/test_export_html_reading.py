"""graph.html for a reader: who did what to whom, who says so, when, and is it denied."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from browser import OpenPage, Page
from sample_records import ACTORS, ASSIGNED, EXTRACTIONS, FIRST, ONTOLOGY, THIRD, sample_store

from kg.export import EXPORTERS
from kg.graph import Network
from kg.store import Store


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sample")
    with sample_store(out / "s.sqlite") as store:
        EXPORTERS["html"].write(Network(store, ONTOLOGY), out)
    return out / "graph.html"


@pytest.fixture
def page(open_page: OpenPage, sample: Path) -> Page:
    return open_page(sample)


@pytest.fixture
def disputed(open_page: OpenPage, dispute: Path) -> Page:
    return open_page(dispute)


# --- the evidence


def test_a_click_on_a_line_shows_the_sentence_and_where_it_stands(page: Page) -> None:
    page.click_line("Zoë Márquez", "Harbour Front")
    page.shows("Zoë Márquez and Harbour Front", "Márquez has accused the Harbour Front of bribery, her lawyer said.")
    for text in (
        "alleged",
        "an unnamed source: “her lawyer”, via The Morning Gazette",
        "Arrest in Ardania — The Morning Gazette, 5 January 2026",
        "Alleged once; unnamed sources only; 1 article of 1 publisher; 1 unnamed source; reported 5 January 2026",
    ):
        assert text in page.panel
    facts = [" ".join(text.split()) for text in page.one("#panel .claim dl div").all_inner_texts()]
    assert facts == ["Rule accused", "Confidence 75 %"]
    assert page.one("#panel .claim a").get_attribute("href") == "https://gazette.example/arrest"
    assert page.one("#panel .claim a").get_attribute("rel") == "noopener noreferrer"


def test_the_sentence_marks_both_actors_and_the_trigger(page: Page) -> None:
    page.click_line("Ardania", "Zoë Márquez")
    page.shows("Police of Ardania arrested")
    marks = [(mark.get_attribute("class"), mark.inner_text()) for mark in page.all("#panel blockquote mark")]
    assert marks == [
        ("source", "Police"), ("source", "Ardania"), ("trigger", "arrested"), ("target", "Zoë Márquez")
    ]  # fmt: skip


def test_a_symmetric_relation_shows_the_sentences_of_both_directions(page: Page) -> None:
    page.click_line("Ardania", "Harbour Front", mutual=True)
    page.until("document.querySelectorAll('#panel .claim').length === 2")
    assert "Told as Harbour Front met with Ardania" in " ".join(page.panel.split())


def test_a_relation_shows_who_says_it_how_firmly_and_when(disputed: Page) -> None:
    disputed.click_line("Ardania", "Belmark")
    disputed.shows("Ardania and Belmark")
    assert disputed.one("#panel .relation").first.locator(".badge").all_inner_texts() == [
        "≠ contested", "unnamed sources only"
    ]  # fmt: skip
    disputed.shows(
        "Asserted once, alleged once, denied once; contested; unnamed sources only; 2 articles of 2 publishers; "
        "1 named speaker; 1 unnamed source; January 2026"
    )
    relation = disputed.one("#panel .relation").first
    assert relation.locator(".by").all_inner_texts() == [
        "an unnamed source: “two sources”, via Harbour Wire",
        "an unnamed source: “The two sources”",
        "says Tamm (Ivo Tamm)",
    ]
    assert "January 2026, day not told" in relation.inner_text()
    relation.locator(".by .name").click()
    disputed.shows("Done by Ivo Tamm" if "Done by" in disputed.panel else "Positions, memberships and ties")
    assert disputed.one("#panel h2").inner_text() == "Ivo Tamm"


def test_both_sides_of_a_contested_relation_stand_next_to_each_other(disputed: Page) -> None:
    disputed.click_line("Ardania", "Zoë Márquez")
    disputed.shows("Some say so", "Others deny it")
    sides = disputed.all("#panel .side")
    assert ["arrested Zoë Márquez" in side.inner_text() for side in sides] == [True, False]
    assert ["did not arrest Zoë Márquez" in side.inner_text() for side in sides] == [False, True]
    (left, right) = (side.bounding_box() for side in sides)
    assert left is not None
    assert right is not None
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]
    # The denial is shown though the filters hide what is denied, and says so.
    assert "outside the filters" in sides[1].inner_text()


def test_a_copy_says_of_what_and_counts_as_no_origin_of_its_own(open_page: OpenPage, tmp_path: Path) -> None:
    with sample_store(tmp_path / "s.sqlite", disputed=True) as store:
        store.settle_origins({THIRD.id: FIRST.id})
        EXPORTERS["html"].write(Network(store, ONTOLOGY), tmp_path)
    page = open_page(tmp_path / "graph.html", "between=ardania&and=person/zoe-marquez")
    page.shows("1 independent origin", "2 articles of 1 publisher")
    (copy,) = (claim for claim in page.all("#panel .claim") if "did not arrest" in claim.inner_text())
    assert "(a copy of “Arrest in Ardania”)" in copy.inner_text()
    assert page.panel.count("a copy of") == 1


def test_who_did_what_to_whom_and_who_denies_it_takes_two_steps(disputed: Page) -> None:
    disputed.one("#search").fill("belm")
    disputed.press("Enter")
    disputed.shows("Done to Belmark")
    (row,) = (row for row in disputed.rows() if "attacked" in row)
    assert row == "was attacked by Ardania ≠ contested unnamed sources only 1 article"
    disputed.one("#panel .rows button").first.click()
    disputed.shows("two sources told Harbour Wire", "Tamm denied that Ardania had attacked Belmark.")


def test_a_citation_is_copied_with_one_click(open_page: OpenPage, sample: Path) -> None:
    page = open_page(sample, "between=person/zoe-marquez&and=institution/harbour-front", permissions=["clipboard-read"])
    page.one("#panel .claim .small").first.click()
    page.until("document.querySelector('#panel .claim .small').textContent === 'Copied'")
    assert page.js("navigator.clipboard.readText()") == (
        "“Márquez has accused the Harbour Front of bribery, her lawyer said.” — Arrest in Ardania, "
        "The Morning Gazette, 5 January 2026 <https://gazette.example/arrest>"
    )


def test_a_long_list_comes_in_pieces_and_keeps_the_focus(open_page: OpenPage, tmp_path: Path) -> None:
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
    page = open_page(tmp_path / "graph.html", "between=ardania&and=person/zoe-marquez")
    page.until("document.querySelectorAll('#panel .claim').length === 8")
    for wanted, label in ((58, "Show 50 more of 130"), (108, "Show 50 more of 130"), (130, "Show all 130")):
        more = page.one("#panel .rows > .more")
        assert more.inner_text() == label
        more.press("Enter")
        assert page.one("#panel .claim").count() == wanted
        assert page.js("document.activeElement.closest('.claim') !== null")
    assert page.one("#panel .rows > .more").count() == 0


# --- actors, lists, search, paths


def test_an_actor_lists_what_it_did_and_what_was_done_to_it(page: Page) -> None:
    page.click_actor("Ardania")
    page.shows("Also named Republic of Ardania", "Done by Ardania", "With each other")
    assert page.one("#panel a").get_attribute("href") == "https://www.wikidata.org/wiki/Q999999"
    rows = page.rows()
    assert "detained Zoë Márquez 1 article" in rows
    assert "has as office-holder Ivo Tamm 1 article" in rows
    assert not [row for row in rows if "attacked" in row]
    page.one("#panel .more", has_text="outside the filters").click()
    assert "attacked Belmark denied filtered out" in page.rows()
    page.one("#panel .rows button", has_text="detained").press("Enter")
    page.shows("Police of Ardania arrested")
    assert page.js("document.activeElement.id") == "panel"
    page.back()
    page.shows("Also named Republic of Ardania")


def test_neighbours_at_some_steps_stay_bright_and_the_rest_fades(page: Page) -> None:
    def bright() -> set[str]:
        return set(page.js(
            "kgPage.picture.snapshot().nodes.filter(({ opacity }) => opacity === 1)"
            ".map(({ id }) => kgPage.records.actors[id].name)"
        ))  # fmt: skip

    page.follow("actor=person/ivo-tamm")
    assert bright() == {"Ivo Tamm", "Ardania"}
    page.one("#panel .steps input").nth(1).click()
    assert bright() == {"Ivo Tamm", "Ardania", "Belmark", "Harbour Front", "Zoë Márquez"}
    assert "steps=2" in page.tab.url
    page.press("1")
    assert bright() == {"Ivo Tamm", "Ardania"}


def test_paths_between_two_actors_are_shown_the_shortest_first(page: Page) -> None:
    page.one("#path").click()
    for field, typed in (("#path-from", "tamm"), ("#path-to", "harbour")):
        page.one(field).fill(typed)
        page.press("Enter")
    page.shows("Step by step")
    ways = [" ".join(text.split()) for text in page.one("#panel .ways button").all_inner_texts()]
    assert ways == [
        "Ivo Tamm → Ardania → Harbour Front 2 steps", "Ivo Tamm → Ardania → Zoë Márquez → Harbour Front 3 steps"
    ]  # fmt: skip
    assert page.rows() == [
        "Ivo Tamm holds a post in Ardania 1 article", "Ardania met with Harbour Front 2 articles"
    ]  # fmt: skip
    page.one("#panel .ways button").nth(1).click()
    page.shows("detained")
    assert "Ardania detained Zoë Márquez 1 article" in page.rows()
    assert "way=2" in page.tab.url
    # What the filters hide is no way to anywhere.
    page.toggle("kinds", "country")
    page.shows("There is no path")


def test_search_finds_an_accented_name_without_accents_and_an_alias(page: Page) -> None:
    search = page.one("#search")
    search.fill("zoe marq")
    assert [item.inner_text().split("\n")[0] for item in page.all("#found li")] == ["Zoë Márquez"]
    search.press("Enter")
    page.shows("Also named Márquez")
    assert page.js("document.activeElement.id") == "panel"
    search.fill("republic")
    assert page.one("#found li").inner_text().split()[:4] == ["Ardania", "Republic", "of", "Ardania"]
    search.fill("a")
    names = [item.inner_text().split("\n")[0] for item in page.all("#found li")]
    search.press("ArrowDown")
    search.press("ArrowDown")
    assert page.one("#found [aria-selected=true]").inner_text().split("\n")[0] == names[2]
    assert search.get_attribute("aria-activedescendant") == "found-2"
    search.press("Escape")
    assert page.one("#found").is_hidden()
    search.fill("nobody")
    assert page.one("#found").inner_text() == "No actor has this name."


def test_the_lists_hold_everything_and_can_be_sorted(page: Page) -> None:
    page.one("#view-relations").click()
    assert page.one("#picture").is_hidden()

    def column(n: int) -> list[str]:
        return [cell.inner_text().strip() for cell in page.all(f"#list tbody tr > :nth-child({n})")]

    assert page.one("#listed").inner_text() == "5 of 6 relations"
    page.one("#list th button[data-column=source]").click()
    assert column(1) == sorted(column(1))
    assert page.one("#list th[aria-sort=ascending]").inner_text().startswith("Who")
    page.one("#list th button[data-column=source]").click()
    assert column(1) == sorted(column(1), reverse=True)
    assert "sort=-source" in page.tab.url
    page.one("#outside").check()
    assert len(column(1)) == 6
    page.one("#narrow").fill("marquez detained")
    assert (column(1), column(2), column(3)) == (["Ardania"], ["detained"], ["Zoë Márquez"])
    page.one("#list tbody .name", has_text="detained").click()
    page.shows("Police of Ardania arrested")
    page.one("#view-actors").click()
    page.one("#list th button", has_text="Actor").click()
    assert column(1) == ["Ardania", "Belmark", "Harbour Front", "Ivo Tamm", "Zoë Márquez"]


def test_the_overview_begins_with_what_is_contested(disputed: Page) -> None:
    disputed.shows("Contested: told by some, denied by others")
    assert disputed.rows()[0] == "Ardania attacked Belmark ≠ contested unnamed sources only 1 article"
    disputed.one("#contested").check()
    assert disputed.drawn == (3, 2)
    disputed.one("#unnamed").uncheck()
    assert disputed.drawn == (2, 1)


def test_a_real_build_can_be_read(open_page: OpenPage, built: Path) -> None:
    page = open_page(built / "graph.html")
    page.one("#search").fill("cuba")
    page.press("Enter")
    page.shows("Done to Cuba", "Done by Cuba")
    page.one("#panel .rows button").first.click()
    page.until("document.querySelectorAll('#panel .claim').length > 0")
    for kind in ("source", "trigger", "target"):
        assert page.one(f"#panel .claim mark.{kind}").count() > 0
    quotes = page.js("[...document.querySelectorAll('#panel .claim blockquote')].map((quote) => quote.textContent)")
    texts = "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path("seeds").glob("*.md")))
    assert all(quote in texts for quote in quotes)
