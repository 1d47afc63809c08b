"""What a plain article tells above and below its text, and which language it is in."""

from __future__ import annotations

import pytest

from kg.documents.encoding import decode
from kg.documents.head import read_head
from kg.documents.tongue import language_of

PROSE = "Cuba met Peru in Lima on Monday, officials of both countries said, and they will go on talking for some weeks."


def head(text: str, body: int = 0) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for one in read_head(text, body):
        found.setdefault(one.field, (one.value, one.where))
    return found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            f"Ministers meet in Caracas\nBy Ana Ruiz\nFebruary 3, 2026 10:30 AM EST\n\n{PROSE}\n\n"
            "© 2026 The Kestrel Post. All rights reserved.",
            {"title": ("Ministers meet in Caracas", "line 1"), "date": ("2026-02-03", "line 3"),
             "publisher": ("The Kestrel Post", "line 7")},
        ),
        (
            f"CARACAS, Feb 3, 2026 (Reuters) - {PROSE}\nMore.\nMore.",
            {"date": ("2026-02-03", "line 1, dateline"), "publisher": ("Reuters", "line 1, dateline")},
        ),
        (f"HAVANA (AP) — {PROSE}\nMore.\nMore.", {"publisher": ("AP", "line 1, dateline")}),
        (
            f"Title: Talks go on\nPublisher: The Post\nDate: 3 Feb. 2026\nSource: https://a.example/x\n\n{PROSE}",
            {"title": ("Talks go on", "line 1"), "publisher": ("The Post", "line 2"), "date": ("2026-02-03", "line 3"),
             "url": ("https://a.example/x", "line 4")},
        ),
        (f"WORLD\nPublished 2026-02-03T10:11:00Z | 4 min read\n{PROSE}", {"date": ("2026-02-03", "line 2")}),
        (f"Caracas, February 3rd, 2026\n{PROSE}", {"date": ("2026-02-03", "line 1")}),
        (f"{PROSE}\nhttps://post.example/a", {"url": ("https://post.example/a", "line 2")}),
    ],
)  # fmt: skip
def test_what_the_head_and_the_foot_tell(text: str, told: dict[str, tuple[str, str]]) -> None:
    assert head(text) == told


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "Cuba met Peru.\nPeru met Cuba.\nOn February 3, 2026 they met again.",
        f"Last updated: February 3, 2026\n{PROSE}",
        f"Antony J. Blinken, Secretary of State\n{PROSE}\n{PROSE}",
        f"By Ana Ruiz and Luis Pena\n{PROSE}\n{PROSE}",
        f"{PROSE}\nFebruary 3, 2026\n{PROSE}\n{PROSE}",
        f"LIMA (PRC) - {PROSE}",
    ],
)
def test_what_only_looks_like_metadata(text: str) -> None:
    assert head(text) == {}


def test_a_date_in_a_title_is_not_that_of_the_article() -> None:
    assert set(head(f"The meeting of February 3, 2026 in Lima\n{PROSE}\n{PROSE}")) == {"title"}


def test_lines_are_counted_from_the_beginning_of_the_file() -> None:
    text = f"---\ntags: a\n---\nMinisters meet in Caracas\nBy Ana Ruiz\n{PROSE}"
    assert head(text, text.index("Ministers")) == {"title": ("Ministers meet in Caracas", "line 4")}


# --- languages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "es",
            "El presidente de México pidió a Washington que levante el bloqueo a Cuba y anunció nueva ayuda.",
        ),
        (
            "pt",
            "O presidente Lula criticou os Estados Unidos pela captura de Maduro e pediu uma reunião da ONU.",
        ),
        (
            "fr",
            "Le président français a rencontré le chancelier allemand à Berlin pour parler de la guerre.",
        ),
        (
            "de",
            "Der Kanzler hat am Montag in Berlin den Präsidenten der Ukraine getroffen und Hilfe angekündigt.",
        ),
        ("nl", "De premier heeft maandag in Den Haag gesproken met de president van de Verenigde Staten over de NAVO."),
        ("ru", "Президент России встретился с министром обороны в Москве."),
        ("zh", "中国国家主席周一在北京会见了美国总统，双方讨论了贸易问题。"),
    ],
)
def test_other_languages_are_told(language: str, text: str) -> None:
    assert language_of(text) == language
    assert language_of(f"{text}\n\n" * 20) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Cuba said.",
        "Maduro, Rodríguez, Díaz-Canel, Machado, Castañeda, Núñez, Peña, Ibáñez, Muñoz, Gutiérrez",
        "Nicolás Maduro Guerra and José Biomorgi of the Partido Socialista Unido de Venezuela met Bruno Rodríguez.",
        "MINISTERS OF CUBA AND PERU HAVE MET IN LIMA TO TALK ABOUT THE OIL THAT VENEZUELA NO LONGER SENDS TO HAVANA",
        "“Patria o muerte, venceremos”, the crowd chanted. “El pueblo unido jamás será vencido”, they sang, and left.",
        PROSE,
    ],
)
def test_english_is_english_whatever_names_it_holds(text: str) -> None:
    assert language_of(text) == "en"


# --- mojibake ---------------------------------------------------------------------------------------------------------


def test_mojibake_is_mended_and_said_so() -> None:
    text, notes = decode("PeÃ±a met PeÃ±a in â€œLimaâ€\x9d.\nCafé Ñandú, in Peña.".encode(), "a.txt")
    assert text == "Peña met Peña in “Lima”.\nCafé Ñandú, in Peña."
    assert notes == ("mended where UTF-8 had been read as another encoding",)


@pytest.mark.parametrize("text", ["Peña", "SÃO PAULO", "“Ñ”", "Â", "naïve café", "Ï€"])
def test_what_may_be_meant_stays(text: str) -> None:
    assert decode(text.encode(), "a.txt") == (text, ())
