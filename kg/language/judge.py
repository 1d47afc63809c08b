"""Human decisions on who is who, applied to the actors of one article before anything is claimed of them."""

from __future__ import annotations

from dataclasses import replace

from kg.aliases import AliasTable, fold, slug
from kg.judgements import Judgement, Judgements
from kg.language.coreference import Article, Reference
from kg.models import Actor


def judged(article: Article, doc: str, judgements: Judgements, aliases: AliasTable) -> Article:
    """``article`` with the decisions for document ``doc`` carried out: names split off first, then actors joined."""
    for judgement in judgements.different(doc):
        article = _split(article, doc, judgement, aliases)
    for judgement in judgements.same(doc):
        article = _join(article, judgement)
    return article


def _is_called(article: Article, actor: Actor, name: str) -> bool:
    return actor.id == name or name in {fold(form) for form in (actor.name, *actor.aliases)}


def _split(article: Article, doc: str, judgement: Judgement, aliases: AliasTable) -> Article:
    if len(set(judgement.names)) == 1:
        for actor in list(article.actors.values()):
            if judgement.article and _is_called(article, actor, judgement.names[0]):
                own = replace(actor, id=f"{actor.kind}/{slug(actor.name)}@{doc}", alias=None, wikidata=None)
                article = _renamed(article, {actor.id: own}, judgement)
        return article
    for actor in list(article.actors.values()):
        called = [name for name in dict.fromkeys(judgement.names) if _is_called(article, actor, name)]
        # The actor keeps its own name; the other names that it must not have become actors of their own.
        kept = next((name for name in called if name in (actor.id, fold(actor.name))), called[0] if called else "")
        for name in called:
            if name != kept:
                article = _split_off(article, actor, name, judgement, aliases)
    return article


def _split_off(article: Article, actor: Actor, name: str, judgement: Judgement, aliases: AliasTable) -> Article:
    text = {reference.head: _text(article, reference) for reference in article.references}
    mine = {r for r in article.references if r.actor == actor.id and fold(text[r.head]) == name and not r.pronoun}
    if not mine:
        return article
    written = min(text[reference.head] for reference in mine)
    other = aliases.strong.get(name)
    ident = other if other and other != actor.id else f"{actor.kind}/{slug(written)}"
    entry = aliases.entries.get(ident)
    split = Actor(
        id=ident,
        name=entry.name if entry else written,
        kind=entry.kind if entry else actor.kind,
        aliases=tuple(sorted({text[reference.head] for reference in mine})),
        wikidata=entry.wikidata if entry else None,
        alias=ident if entry else None,
        how=(judgement.reason,),
    )
    left = tuple(form for form in actor.aliases if fold(form) != name)
    heads = {reference.head for reference in mine} | {reference.end - 1 for reference in mine}
    actors = dict(article.actors)
    actors[actor.id] = replace(actor, aliases=left, how=(*actor.how, judgement.reason))
    actors.setdefault(ident, split)
    return replace(
        article,
        actors=actors,
        references=tuple(replace(r, actor=ident) if r in mine else r for r in article.references),
        at={i: ident if a == actor.id and i in heads else a for i, a in article.at.items()},
        owner={i: ident if a == actor.id and i in heads else a for i, a in article.owner.items()},
    )


def _join(article: Article, judgement: Judgement) -> Article:
    found = [
        actor
        for name in judgement.names
        for actor in sorted(article.actors.values(), key=lambda actor: actor.id)
        if _is_called(article, actor, name)
    ]
    unique = list({actor.id: actor for actor in found}.values())
    if len(unique) < 2:
        return article
    kept = next((actor for actor in unique if actor.alias), unique[0])
    forms = {form for actor in unique for form in (actor.name, *actor.aliases)}
    why = dict.fromkeys([line for actor in unique for line in actor.how] + [judgement.reason])
    whole = replace(kept, aliases=tuple(sorted(forms)), how=tuple(why))
    return _renamed(article, {actor.id: whole for actor in unique}, judgement)


def _renamed(article: Article, becomes: dict[str, Actor], judgement: Judgement) -> Article:
    """``article`` with each actor of ``becomes`` turned into another one."""

    def new(ident: str) -> str:
        return becomes[ident].id if ident in becomes else ident

    actors = {ident: actor for ident, actor in article.actors.items() if ident not in becomes}
    for actor in becomes.values():
        how = actor.how if judgement.reason in actor.how else (*actor.how, judgement.reason)
        actors[actor.id] = replace(actor, how=how)
    return replace(
        article,
        actors=actors,
        references=tuple(replace(r, actor=new(r.actor)) for r in article.references),
        at={i: new(a) for i, a in article.at.items()},
        owner={i: new(a) for i, a in article.owner.items()},
        home=new(article.home) if article.home else None,
        leads={new(person): new(country) for person, country in article.leads.items()},
    )


def _text(article: Article, reference: Reference) -> str:
    return article.doc[reference.start : reference.end].text
