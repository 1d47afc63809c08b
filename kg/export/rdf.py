"""RDF as Turtle and as JSON-LD: every edge and every claim a reified statement with its provenance in PROV-O.

An edge is an ``rdf:Statement`` that ``prov:wasDerivedFrom`` its claims; a claim is one that ``prov:wasQuotedFrom`` its
article, with the sentence as ``prov:value``, its date as ``dcterms:date`` and its speaker as ``prov:wasAttributedTo``.
Only what is asserted and contested by nobody also stands as a plain triple: a reader that knows nothing of reification
takes what is only alleged, or denied, for no fact. Wikidata ids are ``owl:sameAs``. Terms: https://www.w3.org/TR/prov-o/,
schema.org, SKOS, Dublin Core; what they lack stands under ``urn:kg:``.

Both are written resource by resource, so that memory does not grow; no library is needed, for a JSON string is a Turtle
string, too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from kg.export.files import whole_file
from kg.export.times import days
from kg.graph import Edge, Network, is_named
from kg.models import Claim

_PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "kg": "urn:kg:",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_CLASSES = {"person": "schema:Person", "institution": "schema:Organization", "country": "schema:Country"}


@dataclass(frozen=True, slots=True)
class _Iri:
    text: str


@dataclass(frozen=True, slots=True)
class _Typed:
    text: str
    datatype: str


type _Term = str | bool | int | _Iri | _Typed
type _Resource = tuple[str, tuple[str, ...], list[tuple[str, _Term]]]
"""IRI, types, (predicate, object); a plain ``str`` is a literal."""


def write_turtle(network: Network, out: Path) -> None:
    """Write graph.ttl into the folder ``out``.

    Raises:
        ExportError: the file cannot be written.
    """
    with whole_file(out / "graph.ttl") as file:
        file.write("".join(f"@prefix {name}: <{iri}> .\n" for name, iri in _PREFIXES.items()).encode())
        for iri, types, told in _resources(network):
            pairs = [("a", kind) for kind in types]
            for predicate, term in told:
                pairs.append((f"<{predicate}>" if predicate.startswith("urn:") else predicate, _turtle(term)))
            body = " ;\n    ".join(f"{predicate} {term}" for predicate, term in pairs)
            file.write(f"\n<{iri}> {body} .\n".encode())


def write_jsonld(network: Network, out: Path) -> None:
    """Write graph.jsonld into the folder ``out``.

    Raises:
        ExportError: the file cannot be written.
    """
    with whole_file(out / "graph.jsonld") as file:
        file.write(f'{{"@context": {json.dumps(_PREFIXES)},\n"@graph": ['.encode())
        comma = ""
        for iri, types, told in _resources(network):
            record: dict[str, object] = {"@id": iri, "@type": list(types)}
            for predicate, term in told:
                record.setdefault(predicate, [])
                values = record[predicate]
                assert isinstance(values, list)
                values.append(_json(term))
            if not types:
                del record["@type"]
            file.write(f"{comma}\n{json.dumps(record, ensure_ascii=False)}".encode())
            comma = ","
        file.write(b"\n]}\n")


def _resources(network: Network) -> Iterator[_Resource]:
    for relation in network.store.relations():
        kind = network.ontology[relation]
        types = ("rdf:Property", *(["owl:SymmetricProperty"] if kind.symmetric else []))
        yield _iri("relation", relation), types, [
            ("rdfs:label", kind.label), ("kg:inverseLabel", kind.inverse_label), ("kg:family", kind.family),
            ("kg:plover", kind.plover),
        ]  # fmt: skip
    for node in network.nodes():
        told: list[tuple[str, _Term]] = [("rdfs:label", node.label)]
        told += [("skos:altLabel", alias) for alias in node.aliases]
        if re.fullmatch(r"Q[1-9]\d*", node.wikidata):
            told.append(("owl:sameAs", _Iri(_PREFIXES["wd"] + node.wikidata)))
        told += [("kg:mentions", node.mentions), ("kg:articles", node.articles)]
        told += [*_date("kg:firstSeen", node.first_seen), *_date("kg:lastSeen", node.last_seen)]
        yield _iri("actor", node.id), (_CLASSES[node.kind], "prov:Agent"), told
    for doc in network.store.cited():
        article = network.article(doc)
        told = [("schema:identifier", article.path)]
        told += [("schema:headline", article.title)] if article.title else []
        told += [("schema:publisher", article.publisher)] if article.publisher else []
        told += _date("schema:datePublished", article.date)
        told += [("schema:url", article.url)] if article.url else []
        yield _iri("article", doc), ("schema:NewsArticle", "prov:Entity"), told
    for edge in network.edges():
        yield from _edge(edge)


def _edge(edge: Edge) -> Iterator[_Resource]:
    source, predicate, target = _iri("actor", edge.source), _iri("relation", edge.relation), _iri("actor", edge.target)
    if edge.status == "asserted" and not edge.contested:
        yield source, (), [(predicate, _Iri(target))]
    told: list[tuple[str, _Term]] = [
        ("rdf:subject", _Iri(source)), ("rdf:predicate", _Iri(predicate)), ("rdf:object", _Iri(target)),
        ("kg:status", edge.status), ("kg:contested", edge.contested), ("kg:unnamedSourcesOnly", edge.unnamed_only),
        ("kg:articles", edge.weight), ("kg:origins", edge.origins), ("kg:claims", edge.claims),
        ("kg:confidence", _decimal(edge.confidence)),
        ("rdfs:comment", edge.summary), *_date("kg:firstDate", edge.first_date), *_date("kg:lastDate", edge.last_date),
    ]  # fmt: skip
    told += [("prov:wasDerivedFrom", _Iri(_iri("claim", claim.id))) for claim in edge.evidence]
    yield _iri("edge", edge.id), ("rdf:Statement", "prov:Entity"), told
    for claim in edge.evidence:
        yield from _claim(claim)


def _claim(claim: Claim) -> Iterator[_Resource]:
    iri, said, span = _iri("claim", claim.id), claim.speaker, claim.evidence.span
    told: list[tuple[str, _Term]] = [
        ("rdf:subject", _Iri(_iri("actor", claim.source))), ("rdf:predicate", _Iri(_iri("relation", claim.relation))),
        ("rdf:object", _Iri(_iri("actor", claim.target))), ("prov:value", claim.evidence.text),
        ("prov:wasQuotedFrom", _Iri(_iri("article", claim.doc))), ("kg:start", span.start), ("kg:end", span.end),
        ("kg:status", claim.status), ("kg:confidence", _decimal(claim.confidence)), ("kg:rule", claim.rule),
        *_date("dcterms:date", claim.date),
    ]  # fmt: skip
    told += [("kg:role", claim.role)] if claim.role else []
    told += [("kg:via", said.via)] if said and said.via else []
    if said and said.text:
        told.append(("prov:wasAttributedTo", _Iri(f"{iri}/speaker")))
    yield iri, ("rdf:Statement", "prov:Entity"), told
    if said and said.text:
        described: list[tuple[str, _Term]] = [("rdfs:label", said.text), ("kg:named", is_named(said))]
        described += [("owl:sameAs", _Iri(_iri("actor", said.actor)))] if said.actor else []
        yield f"{iri}/speaker", ("prov:Agent",), described


def _iri(kind: str, identity: str) -> str:
    return f"urn:kg:{kind}/{quote(identity, safe='/')}"


def _date(predicate: str, iso: str) -> list[tuple[str, _Term]]:
    """A date with the type of its precision; what is no date is a plain literal."""
    if not iso:
        return []
    kinds = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
    return [(predicate, _Typed(iso, kinds[len(iso)]) if days(iso) else iso)]


def _decimal(number: float) -> _Typed:
    return _Typed(f"{number:.6f}".rstrip("0").ljust(3, "0"), "xsd:decimal")


def _turtle(term: _Term) -> str:
    if isinstance(term, _Iri):
        return f"<{term.text}>"
    if isinstance(term, _Typed):
        return f'"{term.text}"^^{term.datatype}'
    return json.dumps(term, ensure_ascii=False)  # of a text, a number, true or false


def _json(term: _Term) -> object:
    if isinstance(term, _Iri):
        return {"@id": term.text}
    if isinstance(term, _Typed):
        return {"@value": term.text, "@type": term.datatype}
    return term
