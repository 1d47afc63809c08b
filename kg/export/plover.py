"""Event data in the columns of POLECAT, the data set coded by PLOVER, for political scientists and their scripts.

A row for each claim of an event (a relation with a PLOVER class) that is asserted or alleged; states of affairs, and
what is denied, planned or hypothetical, are no events. The columns and their order are POLECAT's (Halterman et al.
2023, "PLOVER and POLECAT"); what kg does not code stays empty: modes, contexts, intensities, sectors, places. Ours
come after them: status, confidence, the date as told, the sentence, and ids that lead back to the other exports.

``Event Date`` is a day: that of the event if the article tells it, that of the article if it tells no date at all, and
empty where it tells only a month or a year.
"""

from __future__ import annotations

import csv
import io
from functools import lru_cache
from pathlib import Path

from kg.export.files import whole_file
from kg.export.markup import legal
from kg.graph import Edge, Network, Node
from kg.models import Claim

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
    "Headline", "URL", "Sentence", "Status", "Date Told", "Confidence", "Relation", "Actor ID", "Recipient ID",
    "Actor Wikidata", "Recipient Wikidata", "Edge ID",
)  # fmt: skip
_TOLD = ("asserted", "alleged")


def write(network: Network, out: Path) -> None:
    """Write events.tsv into the folder ``out``.

    Raises:
        ExportError: the file cannot be written.
    """
    nodes: dict[str, Node] = {node.id: node for node in network.nodes()}
    with whole_file(out / "events.tsv") as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        table = csv.DictWriter(text, COLUMNS, restval="", dialect=csv.excel_tab, lineterminator="\n")
        table.writeheader()
        for edge in network.edges():
            if edge.plover != "none":
                for claim in edge.evidence:
                    if claim.status in _TOLD:
                        table.writerow(_event(network, edge, claim, nodes[claim.source], nodes[claim.target]))
        text.detach()


def _event(network: Network, edge: Edge, claim: Claim, actor: Node, recipient: Node) -> dict[str, str]:
    article = network.article(claim.doc)
    day = claim.date or article.date
    return {
        name: " ".join(legal(value).split())
        for name, value in {
            "Event ID": claim.id,
            "Event Date": day if len(day) == len("2026-01-31") else "",
            "Event Type": edge.plover,
            "Quad Code": edge.family.upper() if edge.family in _QUADS else "",
            "Actor Name": actor.label,
            "Actor Country": _country(actor.wikidata) if actor.kind == "country" else "",
            "Actor Title": claim.role,
            "Recipient Name": recipient.label,
            "Recipient Country": _country(recipient.wikidata) if recipient.kind == "country" else "",
            "Source": article.publisher,
            "Publication Date": article.date,
            "Language": article.language,
            "Headline": article.title,
            "URL": article.url,
            "Sentence": claim.evidence.text,
            "Status": claim.status,
            "Date Told": claim.date,
            "Confidence": str(claim.confidence),
            "Relation": claim.relation,
            "Actor ID": actor.id,
            "Recipient ID": recipient.id,
            "Actor Wikidata": actor.wikidata,
            "Recipient Wikidata": recipient.wikidata,
            "Edge ID": edge.id,
        }.items()
        if value
    }


_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


@lru_cache
def _country(wikidata: str) -> str:
    """The three letters of a country (ISO 3166-1), as POLECAT has them."""
    from rigour.territories import get_territory_by_qid  # costs a moment that `kg --help` need not pay

    territory = get_territory_by_qid(wikidata) if wikidata else None
    return (territory.alpha3 or "").upper() if territory is not None else ""
