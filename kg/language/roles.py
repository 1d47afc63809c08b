"""Role frames: what a person or an institution is said to be ("X, head of Y", "Cuban doctor X", "Iran's Quds Force")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.language.coreference import Article
from kg.language.grammar import SUBJECTS, Argument, Frame, companions_of, is_passive, prepositions_of, subject_of


class RoleReader:
    """Finds role nouns, who they are said of, and the body or country they belong to. ``known`` are the role names
    (lower case, one to four words) that some rule looks for."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known
        self._last_words = frozenset(phrase.split()[-1] for phrase in known) | {
            phrase.split()[0] for phrase in known if " of " in phrase or " in " in phrase or " to " in phrase
        }

    def frames(self, article: Article, token: Token) -> Iterator[Frame]:
        """The role frames whose noun is ``token``."""
        if token.pos_ in ("NOUN", "PROPN", "ADJ") and (
            token.lower_ in self._last_words or token.lemma_.lower() in self._last_words
        ):
            yield from self._role(article, token)
        if token.i in article.at and article.actors[article.at[token.i]].kind == "institution":
            yield from self._institution(article, token)

    def _role(self, article: Article, noun: Token) -> Iterator[Frame]:
        phrase = self._role_phrase(noun)
        if phrase is None:
            return
        start, lemma = phrase
        holders, scope, how = self._holders(article, noun)
        if not holders:
            return
        arguments = [Argument("holder", holder.i) for holder in holders]
        barred = {holder.i for holder in holders}
        for role, pobj in prepositions_of(noun):
            if pobj.i not in barred:
                arguments.append(Argument(role, pobj.i))
        left = self._left_of(noun, start)
        for token in left:
            if token.dep_ == "poss" and (token.head.i >= start or token.head.i in barred):
                arguments.append(Argument("owner", token.i))
        named = [t for t in left if (t.i in article.owner or t.i in article.at) and t.dep_ != "poss" and t.i not in barred and not _inside_poss(t, left)]
        if named:
            arguments.append(Argument("modifier", named[-1].i))
            institution = [t for t in named if article.actors[article.at.get(t.i) or article.owner[t.i]].kind == "institution"]
            if institution and institution[-1].i != named[-1].i:
                arguments[-1] = Argument("modifier", institution[-1].i)
        covered = _covered(article, [a.token for a in arguments if a.role in ("owner", "modifier")])
        words = [t for t in left if t.i not in covered and t.dep_ not in ("det", "poss", "case", "punct", "prep", "nummod") and not t.is_punct]
        words = [t for t in words if t.pos_ in ("ADJ", "NOUN", "PROPN", "VERB", "ADV") and t.lower_ not in ("’s", "'s")]
        role = " ".join([t.text for t in words] + [article.doc[start : noun.i + 1].text])
        yield Frame("role", lemma, noun.i, scope.i, companions_of(noun), tuple(arguments), role=" ".join(role.split()), how=how)

    def _role_phrase(self, noun: Token) -> tuple[int, str] | None:
        """The longest role name that ends at ``noun``: "deputy prime minister"; (first token, lemma)."""
        doc = noun.doc
        for size in (4, 3, 2, 1):
            start = noun.i - size + 1
            if start < noun.sent.start:
                continue
            span = doc[start : noun.i + 1]
            text = "".join(t.lower_ + t.whitespace_ for t in span[:-1])
            for last in dict.fromkeys((noun.lower_, noun.lemma_.lower())):
                if text + last in self._known:
                    following = doc[noun.i + 1] if noun.i + 1 < len(doc) else None
                    if following is not None and following.lower_ in ("general", "elect", "designate") and following.dep_ in ("amod", "compound", "advmod"):
                        pass
                    return start, text + last
        # "Secretary of State", "member of parliament": the role goes on after "of".
        if noun.i + 2 < len(doc) and doc[noun.i + 1].lower_ in ("of", "in", "to"):
            for size in (3, 4):
                text = doc[noun.i : noun.i + size].text.lower()
                if text in self._known:
                    return noun.i, text
        return None

    def _left_of(self, noun: Token, start: int) -> list[Token]:
        """The words of the noun phrase before the role noun."""
        doc = noun.doc
        left: list[Token] = []
        for i in range(start - 1, max(noun.sent.start, start - 9) - 1, -1):
            token = doc[i]
            if token.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ", "ADP") and token.dep_ not in ("amod", "case", "poss", "compound") or token.is_space:
                break
            if token.is_punct and token.text not in ("-", "’", "'", "."):
                break
            if token.pos_ == "PRON" and token.dep_ != "poss":
                break
            left.append(token)
            if token.dep_ == "det" and token.head.i >= start:
                break
        return left[::-1]

    def _holders(self, article: Article, noun: Token) -> tuple[list[Token], Token, str]:
        def actor(token: Token) -> bool:
            return token.i in article.at

        head = noun.head
        if actor(noun) and article.actors[article.at[noun.i]].kind == "institution":
            return [], noun, ""
        if noun.dep_ in ("compound", "nmod", "amod", "appos") and actor(head) and article.actors[article.at[head.i]].kind == "person" and noun.i < head.i:
            return [head], head, "title before the name"
        nearby = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
        if nearby is not None and noun.dep_ != "poss":
            for reference_head in range(noun.i + 1, min(noun.i + 5, len(noun.doc))):
                if reference_head in article.at and not article.doc[reference_head].pos_ == "PRON":
                    span = next((r for r in article.references if r.head == reference_head and not r.pronoun), None)
                    if span and span.start == noun.i + 1 and span.kind == "person":
                        return [noun.doc[reference_head]], noun.doc[reference_head], "title before the name"
                    break
        appositions = [child for child in noun.children if child.dep_ == "appos" and actor(child)]
        if appositions:
            return appositions[:1], noun, "apposition"
        if noun.dep_ == "appos" and not actor(noun):
            anchor = head
            while anchor.dep_ == "appos" and not actor(anchor):
                anchor = anchor.head
            return ([anchor], anchor, "apposition") if actor(anchor) or anchor.pos_ == "PRON" else ([], noun, "")
        if noun.dep_ == "conj" and head.i != noun.i:
            if not actor(head):
                return self._holders(article, head) if head.pos_ in ("NOUN", "PROPN") else ([], noun, "")
            return [], noun, ""
        if noun.dep_ == "attr" and head.lemma_ in ("be", "become", "remain"):
            subject = subject_of(head)
            return ([subject], head, "copula") if subject is not None else ([], noun, "")
        if noun.dep_ == "oprd":
            if is_passive(head):
                subject = subject_of(head)
                return ([subject], head, "made it") if subject is not None else ([], noun, "")
            objects = [c for c in head.children if c.dep_ in ("dobj", "obj")]
            return (objects[:1], head, "made it") if objects else ([], noun, "")
        if noun.dep_ in ("ccomp", "xcomp", "dobj") and head.pos_ == "VERB" and head.lemma_ in ("name", "elect", "appoint", "make", "crown", "declare", "proclaim"):
            inner = [c for c in noun.children if c.dep_ in SUBJECTS]
            if inner:
                return inner, head, "made it"
        if noun.dep_ == "pobj" and head.lower_ == "as":
            verb = head.head
            if verb.pos_ in ("VERB", "AUX"):
                objects = [c for c in verb.children if c.dep_ in ("dobj", "obj")]
                subject = subject_of(verb)
                if objects and not is_passive(verb):
                    return objects[:1], verb, "as"
                return ([subject], verb, "as") if subject is not None else ([], noun, "")
            if actor(verb):
                return [verb], verb, "as"
        return [], noun, ""

    def _institution(self, article: Article, head: Token) -> Iterator[Frame]:
        """An institution and the country or body it is named with: "Iran's Quds Force", "the US Southern Command"."""
        span = next((r for r in article.references if r.head == head.i and r.actor == article.at[head.i] and not r.pronoun), None)
        if span is None:
            return
        doc = article.doc
        words = [t.lower_ for t in doc[span.start : span.end]]
        known = self._known
        first = next((i for i, w in enumerate(words) if w in ("of", "for")), len(words))
        before, last = (words[first - 1] if first else words[-1]), words[-1]
        if before in known:
            lemma = before
        elif last in known:
            lemma = last
        elif head.lemma_.lower() in known:
            lemma = head.lemma_.lower()
        else:
            lemma = "organisation"
        arguments = [Argument("holder", head.i)]
        inside = [i for i in range(span.start, span.end) if i in article.owner and i != head.i]
        owners = [c for c in head.children if c.dep_ == "poss" and (c.i in article.at or c.i in article.owner)]
        for i in inside:
            arguments.append(Argument("modifier", i))
        arguments += [Argument("owner", c.i) for c in owners if c.i not in inside]
        outside = [
            c for c in head.lefts
            if c.i < span.start and c.dep_ in ("amod", "compound", "nmod") and (c.i in article.owner or c.i in article.at)
        ]  # fmt: skip
        arguments += [Argument("modifier", c.i) for c in outside]
        for role, pobj in prepositions_of(head):
            if not span.start <= pobj.i < span.end:
                arguments.append(Argument(role, pobj.i))
        if len(arguments) > 1:
            yield Frame("role", lemma, head.i, head.i, frozenset(), tuple(arguments), how="named with its country or parent")


def _covered(article: Article, heads: Iterable[int]) -> set[int]:
    wanted = set(heads)
    return {i for r in article.references if r.head in wanted or (r.end - 1) in wanted for i in range(r.start, r.end)} | wanted


def _inside_poss(token: Token, left: Iterable[Token]) -> bool:
    return any(other.dep_ == "poss" and other.is_ancestor(token) for other in left)
