"""The filters of graph.html, and the address that holds them."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import OpenPage, Page


@pytest.fixture
def page(open_page: OpenPage, dispute: Path) -> Page:
    return open_page(dispute)


def shown(page: Page) -> set[str]:
    """The relations that pass, as sentences, with their status and their articles."""
    return set(page.js(
        "(() => { const { actors, relations } = kgPage.records; const { weight, status } = kgPage.sifted();"
        " return relations.filter(({ n }) => weight[n]).map(({ n, source, label, target }) =>"
        " `${actors[source].name} ${label} ${actors[target].name} ${status[n]} ${weight[n]}`); })()"
    ))  # fmt: skip


ALL = {
    "Ardania attacked Belmark asserted 1",
    "Ardania detained Zoë Márquez asserted 1",
    "Ardania met with Belmark planned 1",
    "Ardania met with Harbour Front asserted 2",
    "Ivo Tamm holds a post in Ardania asserted 1",
    "Zoë Márquez accused Harbour Front alleged 1",
}


def test_denied_claims_are_off_at_first_and_what_is_hidden_is_counted(page: Page) -> None:
    assert shown(page) == ALL
    assert page.one("#counts").inner_text() == "3 articles · 5 of 5 actors · 6 of 6 relations"
    assert page.one("#hidden").inner_text() == "Hidden by filters: 0 relations, 2 sentences."
    page.toggle("statuses", "denied")
    assert "Ardania attacked Belmark asserted 2" in shown(page)
    assert page.one("#hidden").inner_text() == "Nothing is hidden by filters."
    page.toggle("statuses", "asserted")
    page.toggle("statuses", "alleged")
    page.toggle("statuses", "planned")
    assert shown(page) == {"Ardania attacked Belmark denied 1", "Ardania detained Zoë Márquez denied 1"}


def test_kinds_families_types_and_only(page: Page) -> None:
    page.toggle("kinds", "institution")
    assert not [one for one in shown(page) if "Harbour Front" in one]
    page.toggle("kinds", "institution")
    page.toggle("families", "coercion")
    assert not [one for one in shown(page) if "detained" in one]
    page.toggle("families", "coercion")
    page.one("#families .line", has_text="diplomacy").hover()
    page.one("#families .only[aria-label='Only diplomacy']").click()
    assert {one.split(" met with")[0] for one in shown(page)} == {"Ardania"}
    page.one("#reset").click()
    assert shown(page) == ALL
    page.one("#families .unfold[aria-label='Types of structure']").click()
    page.toggle("families .types", "holds_position")
    assert not [one for one in shown(page) if "holds a post" in one]


def test_publishers_articles_strength_and_confidence(page: Page) -> None:
    page.toggle("publishers", "Belmark Post")
    assert shown(page) == {
        "Ardania met with Belmark planned 1", "Ardania met with Harbour Front asserted 1",
        "Ivo Tamm holds a post in Ardania asserted 1",
    }  # fmt: skip
    page.one("#reset").click()
    page.one("#articles summary").click()
    page.one("#article-search").fill("arrest")
    assert page.one("#article-list .line").all_inner_texts() == ["Arrest in Ardania"]
    page.toggle("article-list", "2026/arrest")
    assert len(shown(page)) == 3
    page.one("#reset").click()
    page.one("#least").fill("2")
    assert shown(page) == {"Ardania met with Harbour Front asserted 2"}
    page.one("#reset").click()
    page.one("#confidence").fill("95")
    assert shown(page) == {"Ardania met with Harbour Front asserted 1", "Ivo Tamm holds a post in Ardania asserted 1"}
    assert page.one("#confidence-told").inner_text() == "95 % or more"


def test_a_range_of_dates_and_its_histogram(page: Page) -> None:
    bars = page.one("#bars rect").count()
    assert bars == 11  # May 2025 to March 2026
    assert page.one("#dates-told").inner_text() == "May 2025 to March 2026"
    page.one("#since").fill(str(bars - 3))
    page.one("#until").fill(str(bars - 2))
    assert page.one("#dates-told").inner_text() == "January 2026 to February 2026"
    assert page.one("#bars rect.in").count() == 2
    assert shown(page) == ALL - {"Ardania met with Belmark planned 1", "Ardania met with Harbour Front asserted 2"}
    assert "since=2026-01&until=2026-02" in page.tab.url
    page.back()
    page.back()
    assert shown(page) == ALL


def test_the_address_opens_the_same_view_again(page: Page, open_page: OpenPage, dispute: Path) -> None:
    page.toggle("statuses", "denied")
    page.toggle("kinds", "institution")
    page.toggle("publishers", "Belmark Post")
    page.one("#view-relations").click()
    page.one("#list th button", has_text="to whom").click()
    page.one("#list tbody .name").nth(1).click()
    address = page.tab.url.split("#")[1]
    other = open_page(dispute, address)
    assert shown(other) == shown(page)
    assert other.one("#list tbody").inner_text() == page.one("#list tbody").inner_text()
    page.until("document.querySelector('#panel .claim')")
    other.until("document.querySelector('#panel .claim')")
    assert other.panel == page.panel
    assert other.one("#kinds input[name=institution]").is_checked() is False


def test_back_undoes_one_step_after_another_and_forward_does_it_again(page: Page) -> None:
    page.toggle("kinds", "institution")
    page.follow("actor=ardania&hide-kind=institution")
    page.one("#panel .rows button").first.click()
    page.until("location.hash.includes('relation=')")
    page.back()
    page.shows("Also named Republic of Ardania")
    page.back()
    page.shows("What the articles say")
    assert not [one for one in shown(page) if "Harbour Front" in one]
    page.back()
    assert shown(page) == ALL
    assert page.one("#kinds input[name=institution]").is_checked()
    page.tab.go_forward()
    assert not page.one("#kinds input[name=institution]").is_checked()


def test_where_the_reader_has_moved_to_is_in_the_address(page: Page, open_page: OpenPage, dispute: Path) -> None:
    page.one("#closer").click()
    page.until("location.hash.includes('at=')")
    at = page.js("kgPage.picture.renderer.camera()")
    other = open_page(dispute, page.tab.url.split("#")[1]).js("kgPage.picture.renderer.camera()")
    assert [other[key] for key in "xy"] == pytest.approx([at[key] for key in "xy"], abs=1)
    assert other["scale"] == pytest.approx(at["scale"], rel=0.01)


def test_an_address_that_says_nonsense_is_passed_over(open_page: OpenPage, dispute: Path) -> None:
    page = open_page(
        dispute, "actor=nobody&steps=99&since=yesterday&status=true,denied&least=-3&view=x&at=1,2&sort=<b>&%"
    )
    assert page.one("#picture").is_visible()
    assert shown(page) == {"Ardania attacked Belmark denied 1", "Ardania detained Zoë Márquez denied 1"}


def test_actors_without_a_relation_wait_to_be_asked_for(page: Page) -> None:
    assert page.drawn[0] == 5
    page.toggle("statuses", "asserted")
    assert page.drawn[0] < 5
    page.one("#lonely").check()
    assert "lonely=1" in page.tab.url
