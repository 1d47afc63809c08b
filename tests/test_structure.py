"""The parts of a page: each looks like itself, alone."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.structure import ASSERTING, blocks

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


# --- pages of publishers that nobody has seen -------------------------------------------------------------------------
# Each line but those of PROSE would be read as a claim, and is none: it stands in a headline, a credit, a list.

P = (
    "Cuba accused the United States on Monday of stealing a tanker that was on its way from Venezuela to Matanzas.",
    "The foreign minister of Mexico, Juan Ramón de la Fuente, met his Cuban colleague in Havana on Tuesday evening.",
    "Spain sent food to the island. It promised more for the spring, said two diplomats who had seen the letter.",
    "Brazil has not joined the sanctions, and its president told reporters in Brasília that it would not do so.",
)

AGENCY = f"""Cuba accuses US of theft after Russia attacks tanker

By Ana Ruiz and Luis Peña
HAVANA, Feb 3 (Kestrel) - {P[0]}
{P[1]}
A man waves a flag as Iran attacks Iraq, in Havana, Cuba, February 2, 2026. REUTERS/Maria Gomez
{P[2]}
Reporting by Ana Ruiz in Havana and Luis Peña in Mexico City; Editing by Tom Hall
Our Standards: The Kestrel Trust Principles.
"""

PORTAL = f"""WORLD > AMERICAS

Cuba accuses Washington

Published: 3 February 2026, 10:15 GMT | Updated: 11:20 GMT
Share this:
Photo: France arrested Peru's president at the airport of Lima. (Getty Images)

{P[0]}

READ ALSO: Germany expelled the ambassador of Chile.

{P[1]}

ALSO READ | Japan attacked Kenya's embassy, police say.

Key points
{P[2]}

Filed under: Cuba, Venezuela, Germany attacked Chile, sanctions, oil, tankers, Caribbean, Matanzas, shipping, US, Mexico
Correction: An earlier version of this article said that Spain arrested the president of Chile.
© 2026 Portal Media. All rights reserved. This material may not be published, broadcast or rewritten.
Subscribe to our newsletter, in which Poland accused Ghana of everything, every Friday morning at eight o'clock sharp.
"""

BLOG = f"""# Why Cuba is angry

*By Luis Peña — February 3, 2026*

{P[0]}

![Kenya expelled Ghana](a.jpg)

{P[1]}

| Country | What it did |
| --- | --- |
| Kenya | Kenya attacked Ghana. |
| Peru | Peru expelled Chile. |

## FAQ

Did Kenya attack Ghana?
Kenya attacked Ghana in March, and Ghana accused Kenya of war crimes before the court.

What does Peru want?
Peru demanded that Chile withdraw from the border.

- [Kenya attacks Ghana](https://blog.example/1)
- [Peru expels Chile](https://blog.example/2)

Luis Peña is a freelance journalist in Havana who covers how Kenya attacked Ghana. Follow him on Twitter at @luis.
"""

MAGAZINE = f"""CUBA AND THE TANKER

“They took it from us,” says Havana

Ana Ruiz, Editor

Credit...Tom Hall for The Kestrel; Norway attacked Sweden

{P[0]}

{P[3]}

More from Kestrel
Norway attacks Sweden.
Finland expels Denmark's envoy.
Iceland: minister arrested.

{P[2]}

Most Read
1. Norway attacked Sweden
2. Is Finland at war?
3. Denmark arrested Iceland's minister

The views expressed in this article are the author's own, and Norway attacked Sweden.
Ana Ruiz is the Caribbean editor of The Kestrel and the author of a book on how Norway attacked Sweden.
"""


@pytest.mark.parametrize("page", [AGENCY, PORTAL, BLOG, MAGAZINE], ids=["agency", "portal", "blog", "magazine"])
def test_only_the_prose_of_a_page_may_assert(page: str) -> None:
    asserting = [page[block.span.start : block.span.end] for block in blocks(page) if block.kind in ASSERTING]
    dateline = "HAVANA, Feb 3 (Kestrel) - "
    prose = sorted((line for line in P if line in page), key=page.index)
    assert [line.removeprefix(dateline) for line in asserting] == prose


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Nicolás Maduro greets supporters in Caracas. (AP Photo/Ariana Cubillos)", "caption"),
        ("Image: Nicholas Moreau.", "caption"),
        ("The president at the airport. Photo by Ana Ruiz.", "caption"),
        ("[File: Ana Ruiz/Reuters]", "caption"),
        ("Additional reporting by Ana Ruiz and Luis Peña.", "dateline"),
        ("Ana Ruiz contributed to this report from Lima.", "dateline"),
        ("Watch: Maduro accuses Rubio of murder.", "related"),
        ("Related: Peru arrests its president.", "related"),
        ("Cuba talks • Peru votes • Chile waits", "related"),
        ("https://a.example/x", "related"),
        ("— The President (@president) January 3, 2026", "furniture"),
        ("For more information, please contact Ana Ruiz at the ministry of foreign affairs of Peru.", "furniture"),
        ("This article was first published by The Kestrel, which Peru sued.", "furniture"),
        ("The Republic Strikes Back At Last!", "heading"),
    ],
)
def test_more_kinds_of_line(line: str, kind: str) -> None:
    assert [block.kind for block in blocks(line)] == [kind]


@pytest.mark.parametrize(
    "line",
    [
        "Following the vote, Peru expelled the ambassador of Chile.",
        "Support for Maduro fell, and Peru expelled his envoy.",
        "Print journalists accused the ministry of lying.",
        "He shared an image by a photographer whom Peru had expelled.",
        "Rubio, a former senator, is an author of the bill that sanctioned Cuba.",
        "Read the letter that Peru sent to Chile, said the minister, and you will see.",
        "Peru and Chile signed the treaty | in Lima, that is, not in Santiago, said the minister on Monday.",
        "Copyright law was what Peru accused Chile of breaking in the note of January.",
    ],
)
def test_prose_stays_prose(line: str) -> None:
    assert [block.kind for block in blocks(line)] == ["prose"]


def test_a_question_above_long_answers_makes_no_faq() -> None:
    text = f"Why now?\n\n{P[0]}\n\n{P[1]}\n\n{P[2]}\n\nWhat next?\n\n{P[3]}"
    assert [block.kind for block in blocks(text)] == ["question", "prose", "prose", "prose", "question", "prose"]


LEAD = "\n\n".join(P[:3])
ANSWERED = (
    ("What did Kenya do?", "Kenya attacked Ghana in March, and Ghana accused Kenya of war crimes before the court."),
    (
        "How Is Peru Affected?",
        "Peru demanded that Chile withdraw from the border.\n\nChile attacked Peru all the same.",
    ),
    (
        "Who will talk to whom?",
        "“I will not talk,” its president said, but Norway has invited both to Oslo for the spring.",
    ),
    ("Is it over?", "Not yet: Sweden attacked Finland."),
)


@pytest.mark.parametrize("form", ["{}\n\n{}", "{}\n{}", "Q: {}\nA: {}", "**{}**\n\n{}", "1. {}\n{}", "- {}\n\n  {}"])
@pytest.mark.parametrize("title", ["", "Good to know\n\n"])
@pytest.mark.parametrize("end", ["", "\n\nShare this article", f"\n\n{P[3]}"])
def test_questions_with_short_answers_below_an_article_are_known_without_a_title(
    form: str, title: str, end: str
) -> None:
    asked = "\n\n".join(form.format(*pair) for pair in ANSWERED)
    text = f"{LEAD}\n\n{title}{asked}{end}"
    asserting = [text[block.span.start : block.span.end] for block in blocks(text) if block.kind in ASSERTING]
    assert asserting == list(P[:3])


@pytest.mark.parametrize(
    ("form", "change"),
    [
        ("Ana Ruiz: {}\n\nLuis Peña: {}", ""),
        ("**Kestrel:** {}\n\n**Peña:** {}", ""),
        ("QUESTION: {}\n\nMR PEÑA: {}", ""),
        ("{}\n\nWe know this: {}", ""),
        ("{}\n\nAs far as I can see, {}", ""),
        ("{}\n\n{}\n\n" + "\n\n".join(P[:3]), ""),
        ("{}\n\n{}" + " The talks went on." * 30, ""),
        ("{}\n\n{}", LEAD),
    ],
    ids=["names", "bold", "transcript", "we", "I", "an explanation", "long", "no article above"],
)
def test_an_interview_and_an_explanation_stay_readable(form: str, change: str) -> None:
    asked = "\n\n".join(form.format(*pair) for pair in ANSWERED)
    found = blocks(f"{LEAD}\n\n{asked}".removeprefix(change))
    assert "faq" not in {block.kind for block in found}
    assert sum(block.kind in ASSERTING for block in found) >= len(ANSWERED)


def test_a_reporter_in_the_news_is_no_author() -> None:
    text = f"{P[0]}\n\nAna Ruiz is a reporter whom Peru arrested.\n\n{P[1]}\n\n{P[2]}\n\n{P[3]}\n\n{P[0]}"
    assert {block.kind for block in blocks(text)} == {"prose"}


@pytest.mark.parametrize(
    "text",
    [
        "http://" * 20_000 + " !",
        "[a](b)" * 20_000 + " !",
        "- " * 50_000 + "a",
        "A" * 200_000,
        "Aa " * 60_000,
        "(" * 100_000 + "photo",
        "| " * 100_000,
        "\t" * 100_000 + "a",
        "Reporting by " * 20_000,
        "©" * 200_000,
        "a\n" * 100_000,
        "A-" * 100_000 + "?",
        "Q: " * 60_000,
        "  • a" * 40_000,
    ],
    ids=range(14),
)
def test_no_text_holds_the_guard_up(text: str) -> None:
    started = time.process_time()
    blocks(text)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("line", "before"),
    [
        ("BERLIN, Feb 29 (Meridian) - The ministers met for a second day.", "BERLIN, Feb 29 (Meridian) -"),
        ("NAIROBI, Kenya -- Keith Harmon accused Grace Mwangi of fraud on Monday.", "NAIROBI, Kenya --"),
        ("PARIS, 3 March: Lars Berg met Peter Lund on Monday and left for good.", "PARIS, 3 March:"),
        ("Geneva – 4 May 2020 – Peter Lund said on Monday that he would leave.", "Geneva – 4 May 2020 –"),
        ("(Tunis) – Tunisian authorities should release Sonia Karim, a lawyer.", "(Tunis) –"),
        ("New Delhi (PTI) - The court heard the minister on Monday.", "New Delhi (PTI) -"),
        ("Caracas.- The Vice President and the minister signed nine instruments.", "Caracas.-"),
        ("New Delhi: Peter Lund accused the minister of fraud on Monday.", "New Delhi:"),
        ("Lahore, May 3, 2024: Peter Lund accused the minister of fraud.", "Lahore, May 3, 2024:"),
        ("Accra, May 3, GNA – Peter Lund accused the minister of fraud.", "Accra, May 3, GNA –"),
        ("[Monrovia] Peter Lund accused the minister of fraud on Monday.", "[Monrovia]"),
        ("Analysis: Peter Lund accused the minister of fraud on Monday.", ""),
        ("ABU DHABI: President Karim received Peter Lund on Monday.", "ABU DHABI:"),
        ("- Peter Lund praised the court for its work.", "-"),
        ("NATO – the alliance – said on Monday that it would do what it could.", ""),
        ("U.S.-ASEAN ties are as old as the minister, and go on.", ""),
        ("SECRETARY LUND: Good morning, and thank you all for coming.", ""),
        ("Today – I am sorry – today the visit goes on as planned.", ""),
        ("Preparations for the third Russia - Africa summit go on.", ""),
    ],
)  # fmt: skip
def test_what_stands_before_the_story_is_apart(line: str, before: str) -> None:
    *apart, story = (line[block.span.start : block.span.end] for block in blocks(line))
    assert apart == ([before] if before else [])
    assert story == line.removeprefix(before).lstrip()


def test_of_several_labels_none_is_a_dateline() -> None:
    talk = "KAMPALA: We are glad that you are here with us.\n\nNAIROBI: And we are glad to be here with you."
    assert [block.kind for block in blocks(talk)] == ["prose", "prose"]
