"""Chains of bodies, each part of the next: "the Institute of Geology of the National University of Cordoba"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.aliases import fold
from kg.language.gazetteer import Gazetteer, Proposal, is_capital
from kg.language.tokens import Doc, Span

_CHAINED = frozenset({"shape", "model:ORG"})
"""Sources that take a chain for one name."""
_OF = frozenset({"of", "for", "on"})
_SCHOLARLY = frozenset({"university", "college", "hospital"})
"""Heads of bodies whose name may follow "of" without an article: "the Faculty of Science of Aarhus University"."""


def links(doc: Doc, span: Proposal, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """The bodies that ``span`` names one after the other, ``span`` itself where it is no chain. A "Department of
    Physics" or a "Political Directorate", which every body has, keeps the whole chain for its name."""
    if span.kind != "institution" or span.key or span.source not in _CHAINED:
        yield span
        return
    start = span.start
    if (
        start > 1
        and doc[start - 1].text in ("'s", "’s")
        and doc[start - 2].lower_ in gazetteer.lexicon["united_people"]
    ):
        start -= 2  # "Women's | League of the ..."
    for k in range(start + 2, span.end - 1):
        if doc[k].lower_ not in ("of", "at") or k < start + 2:
            continue
        definite = doc[k + 1].lower_ == "the"
        after = k + 1 + definite
        if after < span.end and _is_part(doc[start:k], gazetteer) and _is_whole(
            doc[after : span.end], gazetteer, named=definite or doc[k].lower_ == "at"
        ):  # fmt: skip
            alone = _stands_alone(doc[start:k], gazetteer)
            yield replace(span, start=start, end=k, source="shape", text="" if alone else doc[start : span.end].text)
            start = after
    yield replace(span, start=start, source="shape") if start > span.start else span


def _is_part(name: Span, gazetteer: Gazetteer) -> bool:
    """Whether the name is one of a part of a body: "Institute of Geology", "Financial Crimes Division"."""
    lexicon = gazetteer.lexicon
    of = next((k for k in range(1, len(name)) if name[k].lower_ in _OF), len(name))
    if name[of - 1].lower_ not in lexicon["chained_parts"] or not is_capital(name[of - 1]):
        return False
    return name[-1].lower_ not in lexicon["furthered"] if of < len(name) else len(name) > 1


def _stands_alone(name: Span, gazetteer: Gazetteer) -> bool:
    """Whether there is hardly a second part of that name: "Office of Consular Affairs", "Cavendish Laboratory"."""
    of = next((k for k in range(1, len(name)) if name[k].lower_ in _OF), len(name))
    head = name[of - 1].lower_
    if head in ("bureau", "office", "mission", "program", "programme", "school"):
        return of < len(name) if head != "school" else of > 1
    return head in gazetteer.lexicon["called_alone"]


def _is_whole(name: Span, gazetteer: Gazetteer, *, named: bool) -> bool:
    """Whether the name is one of a body that has parts. ``named`` where an article or "at" tells that a name begins."""
    lexicon = gazetteer.lexicon
    of = next((k for k in range(1, len(name)) if name[k].lower_ in (*_OF, "at")), len(name))
    head = name[of - 1]
    text = fold(name.text)
    if text in gazetteer.by_country_name or (of > 1 and fold(name[:of].text) in gazetteer.by_country_name):
        return False
    if not is_capital(name[0]) or any(token.lower_ == "and" for token in name[:of]):
        return False
    if text in gazetteer.aliases.strong:
        key = gazetteer.aliases.strong[text]
        return gazetteer.aliases.entries[key].kind == "institution"
    if len(name) < 2 or name[0].lower_ in lexicon["not_names"]:
        return False
    if head.lower_ in lexicon["never_wholes"] and not (head.lower_ == "house" and of < len(name)):
        return False
    if named:
        return head.lower_ in lexicon["organisation_heads"] or fold(name[0].text) in lexicon["heads_first"]
    return head.lower_ in _SCHOLARLY or fold(name[0].text) in lexicon["heads_first"]


__all__ = ["links"]
