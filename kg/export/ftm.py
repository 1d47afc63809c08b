"""FollowTheMoney (https://followthemoney.tech): entities and statements for Aleph, OpenAleph and their kin.

``ftm/entities.ftm.json`` has an entity a line: the actors, the articles, and a link for each edge, of the schema that
rules/ontology.yaml names for its relation (``ftm``) where the actors are of kinds that the schema may join, and of
UnknownLink elsewhere. What is only denied, planned or hypothetical is an UnknownLink, too, so that nobody becomes a
director by a rumour. A link proves itself in the schema's own properties: ``description`` has a line for each claim
with article, status, speaker, date and quote, ``proof`` the articles, ``recordId`` the claims, ``status`` the statuses,
``summary`` what it all adds up to. ``ftm/statements.csv`` says the same a value at a time, with the publisher as the
dataset and the article as the origin of each.

The library itself is not needed to write this: ids of statements are computed as its ``Statement.make_key`` does.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from kg.aliases import fold
from kg.errors import InputError
from kg.export.files import whole_file
from kg.export.markup import legal
from kg.export.times import days
from kg.graph import Edge, Network, Node, quote_line
from kg.models import Document, RelationType, content_id

_COUNTRY = "Country"  # which FollowTheMoney has not: a country acts as a PublicBody, but nobody is its director
_LEGAL = frozenset({"Person", "Organization", "PublicBody", "Company", _COUNTRY})
_BODIES = _LEGAL - {"Person"}
LINKS: Mapping[str, tuple[str, Collection[str], str, Collection[str]]] = {
    "Associate": ("person", {"Person"}, "associate", {"Person"}),
    "Directorship": ("director", _LEGAL, "organization", _BODIES - {_COUNTRY}),
    "Employment": ("employee", {"Person"}, "employer", _BODIES),
    "Family": ("person", {"Person"}, "relative", {"Person"}),
    "Membership": ("member", _LEGAL, "organization", _BODIES),
    "Ownership": ("owner", _LEGAL, "asset", {"Company"}),
    "Representation": ("agent", _LEGAL, "client", _LEGAL),
    "UnknownLink": ("subject", _LEGAL, "object", _LEGAL),
}
"""Schema of a link -> property and schemata of its source, property and schemata of its target."""

_COLUMNS = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang", "original_value",
    "external", "first_seen", "last_seen", "id",
)  # fmt: skip
_TYPES = {
    "name": "name", "alias": "name", "wikidataId": "identifier", "country": "country", "sourceUrl": "url",
    "date": "date", "publishedAt": "date", "proof": "entity", "description": "text", "summary": "text",
    **{prop: "entity" for source, _, target, _ in LINKS.values() for prop in (source, target)},
}  # fmt: skip
"""Property -> its type, if it is not ``string``."""
_LONGEST = {"name": 384, "string": 1024, "text": 65_000}
"""Type -> the characters that the library takes; it refuses what is longer."""

_OWN = "kg"  # the dataset of what kg itself found, and of articles whose publisher is not known
# Words in the folded names of what a state runs, in English.
_PUBLIC = re.compile(
    r"\b(?:ministry|department of|secretariat of|treasury|government|embassy|municipality|city council"
    r"|parliament|congress|senate|national assembly|house of (?:representatives|commons|lords)"
    r"|(?:supreme|constitutional|high|federal) court|court of|tribunal|prosecutor|attorney general|electoral council"
    r"|police|army|navy|air force|armed forces|military|national guard|coast guard"
    r"|intelligence (?:service|agency)|central bank)\b"
)
_ID = re.compile(r"[0-9a-zA-Z](?:[0-9a-zA-Z.-]*[0-9a-zA-Z])?", re.ASCII)
_LONGEST_ID = 200
_URL = re.compile(r"https?://[^\s/]+\.[^\s]+")

type _Values = dict[str, list[tuple[str, str, str]]]
"""Property -> (value, dataset, origin)."""


def write(network: Network, out: Path) -> None:
    """Write entities.ftm.json and statements.csv into the folder ftm of ``out``.

    Raises:
        InputError: rules/ontology.yaml names a schema that is no link.
        ExportError: a file cannot be written.
    """
    wrong = [
        (kind.id, link.schema) for kind in network.ontology.values() for link in kind.ftm if link.schema not in LINKS
    ]
    if wrong:
        raise InputError([
            f"rules/ontology.yaml: ftm of '{relation}' is '{schema}'; it may be one of {', '.join(LINKS)}"
            for relation, schema in wrong
        ])  # fmt: skip
    folder = out / "ftm"
    with whole_file(folder / "entities.ftm.json") as entities, whole_file(folder / "statements.csv") as statements:
        text = io.TextIOWrapper(statements, encoding="utf-8", newline="")
        table = csv.writer(text, dialect=csv.unix_dialect)
        table.writerow(_COLUMNS)
        for identity, schema, found in _entities(network):
            values = {
                prop: [(_fitting(prop, value), dataset, origin) for value, dataset, origin in told]
                for prop, told in found.items()
            }
            properties = {prop: list(dict.fromkeys(value for value, *_ in told)) for prop, told in values.items()}
            record = {"id": identity, "schema": schema, "properties": properties}
            entities.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
            table.writerows(_statements(identity, schema, values))
        text.detach()


def entity_id(actor: str) -> str:
    """The id of an actor as FollowTheMoney allows it: ``person/zoe-marquez`` is ``person.zoe-marquez``."""
    changed = actor.replace("/", ".")
    return changed if _ID.fullmatch(changed) and len(changed) <= _LONGEST_ID else f"actor.{content_id(actor)}"


def article_id(doc: str) -> str:
    """The id of an article."""
    return f"article.{content_id(doc)}"


def _entities(network: Network) -> Iterator[tuple[str, str, _Values]]:
    owned = network.store.targets(
        kind.id for kind in network.ontology.values() if any(link.schema == "Ownership" for link in kind.ftm)
    )
    schemata: dict[str, str] = {}
    for node in network.nodes():
        schemata[node.id] = schema = _schema(node, owned)
        yield entity_id(node.id), "PublicBody" if schema == _COUNTRY else schema, _actor(node)
    for doc in network.store.cited():
        yield article_id(doc), "Article", _article(network.article(doc))
    for edge in network.edges():
        schema, values = _link(network, edge, schemata)
        yield f"link.{edge.id}", schema, values


def _schema(node: Node, owned: Collection[str]) -> str:
    """By FollowTheMoney, what can be owned is a Company, and what a state runs is a PublicBody."""
    if node.kind != "institution":
        return {"person": "Person", "country": _COUNTRY}[node.kind]
    if _PUBLIC.search(fold(node.label)):
        return "PublicBody"
    from rigour.names import extract_org_types  # costs a moment that `kg --help` need not pay

    # A legal form stands at the end: "in" in the middle of a name is none of India's.
    incorporated = any(node.label.rstrip(" .)").endswith(form.rstrip(".")) for form, _ in extract_org_types(node.label))
    return "Company" if node.id in owned or incorporated else "Organization"


def _actor(node: Node) -> _Values:
    name = _line(node.label) or node.id
    values: _Values = {"name": [(name, _OWN, "")]}
    aliases = sorted({_line(alias) for alias in node.aliases} - {name, ""})
    if aliases:
        values["alias"] = [(alias, _OWN, "") for alias in aliases]
    if re.fullmatch(r"Q[1-9]\d*", node.wikidata):
        values["wikidataId"] = [(node.wikidata, _OWN, "")]
        if node.kind == "country":
            from rigour.territories import get_territory_by_qid

            territory = get_territory_by_qid(node.wikidata)
            if territory is not None and territory.ftm_country:
                values["country"] = [(territory.ftm_country, _OWN, "")]
    return values


def _article(article: Document) -> _Values:
    source = (_dataset(article.publisher), article.id)
    told = {
        "title": _line(article.title),
        "fileName": _line(article.path) or article.id,
        "publisher": _line(article.publisher),
        "sourceUrl": article.url if _URL.fullmatch(article.url) else "",
        "publishedAt": _date(article.date),
    }
    return {prop: [(value, *source)] for prop, value in told.items() if value}


def _link(network: Network, edge: Edge, schemata: Mapping[str, str]) -> tuple[str, _Values]:
    kind = network.ontology[edge.relation]
    schema = _link_schema(edge, kind, schemata)
    source_prop, _, target_prop, _ = LINKS[schema]
    values: _Values = {source_prop: [], target_prop: []}

    def say(prop: str, value: str, origin: tuple[str, str]) -> None:
        if value:
            values.setdefault(prop, []).append((value, *origin))

    role = "relationship" if schema in ("Family", "Associate") else "role"
    for claim in edge.evidence:
        article = network.article(claim.doc)
        origin = (_dataset(article.publisher), claim.doc)
        say(source_prop, entity_id(edge.source), origin)
        say(target_prop, entity_id(edge.target), origin)
        say(role, _line(claim.role) or edge.label, origin)
        say("description", legal(quote_line(claim)), origin)
        say("date", _date(claim.date), origin)
        say("proof", article_id(claim.doc), origin)
        say("sourceUrl", article.url if _URL.fullmatch(article.url) else "", origin)
        say("publisher", _line(article.publisher), origin)
        say("recordId", claim.id, origin)
        if role == "role":
            say("status", claim.status, origin)
    say("summary", edge.summary, (_OWN, ""))
    return schema, values


def _link_schema(edge: Edge, kind: RelationType, schemata: Mapping[str, str]) -> str:
    if edge.status in ("asserted", "alleged"):
        roles = {fold(claim.role) for claim in edge.evidence}
        for link in kind.ftm:
            _, sources, _, targets = LINKS[link.schema]
            fits = schemata[edge.source] in sources and schemata[edge.target] in targets
            if fits and (not link.roles or not roles.isdisjoint(map(fold, link.roles))):
                return link.schema
    return "UnknownLink"


def _statements(identity: str, schema: str, values: _Values) -> Iterator[tuple[str, ...]]:
    """A row for each value and publisher; its origin is the first article that tells it."""
    for prop, told in values.items():
        first = {(value, dataset): origin for value, dataset, origin in reversed(told)}
        for value, dataset in dict.fromkeys((value, dataset) for value, dataset, _ in told):
            origin = first[value, dataset]
            key = hashlib.sha1(f"{dataset}.{identity}.{prop}.{value}".encode()).hexdigest()
            yield (
                identity, identity, prop, _TYPES.get(prop, "string"), schema, value, dataset, origin, "", "", "f", "",
                "", key,
            )  # fmt: skip


def _dataset(publisher: str) -> str:
    """A name for the dataset of a publisher, as FollowTheMoney has them: ``the_morning_gazette``."""
    return re.sub(r"[^a-z0-9]+", "_", fold(publisher)).strip("_") or _OWN


def _fitting(prop: str, value: str) -> str:
    longest = _LONGEST.get(_TYPES.get(prop, "string"), len(value))
    return value if len(value) <= longest else f"{value[: longest - 1]}…"


def _date(iso: str) -> str:
    """A date that FollowTheMoney takes, which knows the years from 1000 to 2999; "" for any other."""
    return iso if iso.startswith(("1", "2")) and days(iso) else ""


def _line(text: str) -> str:
    return " ".join(legal(text).split())
