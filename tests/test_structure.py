"""The parts of a page: each looks like itself, alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.structure import blocks

PROSE = "The minister said on Tuesday that the talks in the capital would go on until the end of the week."


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (PROSE, "prose"),
        ("He resigned.", "prose"),
        ("Cuban Doctors Fly Home", "heading"),
        ("Is Havana Evacuating Its Doctors?", "heading"),
        ("What did the minister say?", "question"),
        ("By Sarah Whitlock", "dateline"),
        ("Friday, January 4, 2019", "dateline"),
        ("Antony J. Blinken, Secretary of State", "byline"),
        ("Ned Price, Department Spokesperson", "byline"),
        ("Photo: Jonas Bergman / Getty Images", "caption"),
        ("Tags: Cuba, Venezuela", "furniture"),
        ("Share this article", "furniture"),
        ("* * *", "furniture"),
        ("Read more:", "related"),
        ("See also", "related"),
    ],
)
def test_the_kind_of_a_line(line: str, kind: str) -> None:
    assert [block.kind for block in blocks(line)] == [kind]


def test_what_follows_related_stays_related_until_prose_begins() -> None:
    text = f"Related stories\n\nMexico talks.\n\nBrazil votes.\n\n{PROSE}\n\nHe left."
    assert [block.kind for block in blocks(text)] == ["related", "related", "related", "prose", "prose"]


def test_hard_wrapped_lines_are_one_block() -> None:
    text = (
        "The minister said on Tuesday that the talks in the capital\nwould go on until the week ends, come what may.\n"
    )
    assert len(blocks(text)) == 1


@given(st.text(alphabet="aB .?:\n(", max_size=200))
def test_blocks_lie_in_order_and_hold_every_letter(text: str) -> None:
    found = blocks(text)
    covered = {i for block in found for i in range(block.span.start, block.span.end)}
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(text[i].isspace() or i in covered for i in range(len(text)))
