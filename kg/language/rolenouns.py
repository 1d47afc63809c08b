"""Role nouns by their names ("deputy prime minister", "secretary of state") and the words that stand before them."""

from __future__ import annotations

from collections.abc import Iterable

from kg.language.anaphora import DOERS
from kg.language.grammar import SUBJECTS
from kg.language.placed import POSSESSIVE, PlacedNames
from kg.language.tokens import Doc, Token
from kg.rules import Lexicon

_PORTFOLIO = frozenset(
    {"minister", "secretary", "undersecretary", "commissioner", "portfolio", "envoy", "representative"}
)
"""Posts whose "for" and "of" name a field of work, which is no organisation even where a model takes it for one."""
_OF_BODIES = frozenset({"general secretary", "executive secretary", "press secretary", "party secretary"})
"""Posts that a secretary has in an organisation."""
_MAKERS = frozenset({"founder", "co-founder", "cofounder", "creator", "inventor", "co-author"})
"""What is said of the person where a name and its organisation stand before: "X of Y, founder of Z"."""
_DOERS = (*DOERS, "man", "woman", "person")


class RoleNouns:
    """The role names that some rule looks for: ``known``, lower case, one to four words."""

    def __init__(self, known: frozenset[str], lexicon: Lexicon) -> None:
        self.known = known
        self.lexicon = lexicon
        self.last_words = frozenset(phrase.replace("-", " ").split()[-1] for phrase in known) | {
            phrase.split()[0] for phrase in known if " of " in phrase or " in " in phrase or " to " in phrase
        }
        self._firms = frozenset(
            phrase.replace("-", " ").split()[-1] for phrase in lexicon["firms"] | lexicon["kinds_of_body"]
        )
        self._longest: dict[str, int] = {}
        for phrase in known:
            *_, last = phrase.replace("-", " ").split()
            self._longest[last] = max(self._longest.get(last, 1), phrase.count(" ") + 2 * phrase.count("-") + 1)
        self._beginnings = frozenset(phrase.replace("-", " ").split()[0] for phrase in known)

    def goes_on(self, noun: Token, end: int) -> bool:
        """Whether the name that ends with ``noun`` only begins a longer one: "secretary-general", "chief executive",
        whose last word is the role noun."""
        return (
            end == noun.i + 1
            and noun.lower_ in self._beginnings
            and any(noun.doc[noun.i : noun.i + size].text.lower() in self.known for size in (2, 3))
        )

    def phrase(self, names: PlacedNames, noun: Token) -> tuple[int, int, str] | None:
        """The longest role name that ends at ``noun`` ("deputy prime minister") or goes on after it ("secretary of
        state"): (first token, end, lemma)."""
        doc = noun.doc
        for size in (4, 3):
            if noun.i + size <= len(doc) and doc[noun.i + 1].lower_ in ("of", "in", "to"):
                text = doc[noun.i : noun.i + size].text.lower()
                if text in self.known:
                    before = self._before(noun, noun.i, text)
                    return before, noun.i + size, text
        if noun.i + 5 <= len(doc) and doc[noun.i + 1].text == "-":
            text = doc[noun.i : noun.i + 5].text.lower()  # "editor-in-chief"
            if text in self.known:
                return noun.i, noun.i + 5, text
        forms = dict.fromkeys((noun.lower_, noun.lemma_.lower(), self._singular(noun)))
        most = max(self._longest.get(form, 1) for form in forms)
        for size in range(most, 0, -1):
            start = noun.i - size + 1
            if start < noun.sent.start or any(i in names.cover for i in range(start, noun.i)):
                continue
            text = "".join(t.lower_ + t.whitespace_ for t in doc[start : noun.i])
            for last in forms:
                if text + last in self.known:
                    return start, noun.i + 1, text + last
        return (noun.i, noun.i + 1, "doer") if self.names_a_doer(noun) else None

    def _before(self, noun: Token, start: int, text: str) -> int:
        """ "deputy secretary of state": where the longer known name begins."""
        doc = noun.doc
        for size in (2, 1):
            if start - size >= noun.sent.start and doc[start - size : start].text.lower() + " " + text in self.known:
                return start - size
        return start

    def left_of(self, names: PlacedNames, noun: Token, start: int) -> list[Token]:
        """The words of the noun phrase before the role noun."""
        doc = noun.doc
        left: list[Token] = []
        past = start
        for i in range(start - 1, max(noun.sent.start, start - 10) - 1, -1):
            token = doc[i]
            if i >= past:
                continue
            named = names.cover.get(i)
            if token.text == ")" and (opening := _short_form_before(names, doc, i)):
                past = opening  # "the African Union (AU) chairman"
                continue
            if token.lower_ == "and" and of_both(names, i):
                continue
            if named is None:
                genitive = token.text in POSSESSIVE and i - 1 in names.cover  # "WHO's", read as "who is"
                if token.is_space or (token.pos_ in ("AUX", "SCONJ", "CCONJ") and not genitive):
                    break
                if token.pos_ in ("VERB", "ADP") and token.dep_ not in ("amod", "case", "compound"):
                    break
                if token.is_punct and token.text not in ("-", "’", "'", "."):
                    break
                if token.pos_ == "PRON" and token.dep_ != "poss" and token.tag_ != "PRP$":
                    break
                if token.ent_type_ in ("DATE", "TIME") or (token.pos_ == "NUM" and len(token) == 4):
                    break
                if (
                    token.pos_ == "ADV"
                    and not i < token.head.i <= noun.i
                    and token.lower_ not in self.lexicon["former"]
                ):
                    break  # "And so | Secretary X said"
            elif named.kind == "person" and doc[named.end].text not in POSSESSIVE and named.end != start:
                break
            left.append(token)
            if token.dep_ == "det" and token.lower_ in ("the", "a", "an", "this") and named is None:
                break
        if left and self._ends_a_title(doc, left[-1].i):
            return []
        return left[::-1]

    def _ends_a_title(self, doc: Doc, at: int) -> bool:
        """ "Special Representative for | the DPRK Ambassador X": where another title's field of work stands before."""
        if at < 2 or doc[at - 1].lower_ not in ("for", "to"):
            return False
        return doc[at - 2].text[:1].isupper() and self.is_role(doc[at - 2])

    def written(self, names: PlacedNames, left: Iterable[Token], noun: Token, end: int) -> str:
        """The role as the article writes it, without article, country and institution."""
        doc = noun.doc
        words = [
            t.text for t in left
            if t.i not in names.cover and t.dep_ not in ("det", "poss", "case", "nummod") and t.text not in POSSESSIVE
            and t.lower_ not in ("the", "a", "an", "his", "her", "its", "their") and not t.is_punct
        ]  # fmt: skip
        first = noun.i
        while first - 1 in {t.i for t in left} and first - 1 not in names.cover and doc[first - 1].text == "-":
            first -= 2
        phrase = self.phrase(names, noun)
        begin = phrase[0] if phrase else noun.i
        text = doc[begin:end].text
        if begin >= 1 and doc[begin - 1].text == "-" and words:
            return " ".join([*words[:-1], f"{words[-1]}-{text}"])
        return " ".join(" ".join([*words, text]).split())

    def is_role(self, token: Token) -> bool:
        """Whether some known role name ends, or one with "of" begins, with this word."""
        return token.lower_ in self.last_words or token.lemma_.lower() in self.last_words or (
            self._singular(token) in self.last_words
        )  # fmt: skip

    def _singular(self, token: Token) -> str:
        """Of "Ministers X and Y" too, which the tagger takes for one name."""
        low = token.lower_
        if not low.endswith("s") or low.endswith("ss"):
            return low
        several = token.tag_ in ("NNS", "NNPS") or _is_short(token)
        several = several or (token.tag_ == "NNP" and low[:-1] in self.lexicon["national_posts"])
        return low[:-1] if several else low

    def is_firm(self, token: Token) -> bool:
        """Whether the word ends what firms and outlets are called ("start-up", "giants"), whatever the model takes it
        for."""
        return any(form in self._firms for form in (token.lower_, token.lower_.removesuffix("s")))

    def is_kin(self, noun: Token) -> bool:
        """Whether the noun is for a relative: "son", "law" of "son-in-law"."""
        return noun.lower_ == "law" or noun.lemma_.lower() in self.lexicon["kin"]

    def is_personal(self, noun: Token) -> bool:
        """Whether only people can be what the noun says."""
        lemma = noun.lemma_.lower()
        return lemma in _MAKERS or any(
            lemma in self.lexicon[words] for words in ("posts", "ranks", "kin", "occupations")
        )

    def is_employed(self, lemma: str) -> bool:
        """Whether who is called so works for somebody."""
        return any(lemma in self.lexicon[words] for words in ("posts", "ranks", "occupations"))

    def names_a_doer(self, noun: Token) -> bool:
        """A noun that by its ending and place names what somebody does ("goalkeeper", "glaciologist")."""
        low = noun.lower_
        return (
            noun.tag_ in ("NN", "NNP")
            and len(low) > 4
            and low.endswith(_DOERS)
            and (
                noun.dep_ in ("appos", "compound", "nmod", "attr", "conj")
                # "the miner Orlen Gold left", where a parse gives the verb two subjects
                or (
                    noun.dep_ in SUBJECTS
                    and noun.is_lower
                    and noun.i + 1 < len(noun.doc)
                    and noun.nbor().pos_ == "PROPN"
                )
            )
            and low not in self.lexicon["no_posts"]
        )


def of_both(names: PlacedNames, at: int) -> bool:
    """ "An EU [and] NATO member": whether one noun behind it is said of the bodies on both sides."""
    first, other = names.end.get(at), names.start.get(at + 1)
    if first is None or other is None or first.kind != "institution" or other.kind != "institution":
        return False
    return first.start > 0 and names.article.doc[first.start - 1].lower_ in ("a", "an", "both")


def _is_short(token: Token) -> bool:
    """ "MPs", "CEOs", whatever the model takes them for."""
    return len(token) > 2 and token.text[-1] == "s" and token.text[:-1].isupper()


def _short_form_before(names: PlacedNames, doc: Doc, closing: int) -> int:
    """Where the bracket opens that ends at token ``closing`` and gives the short form of the name before it; 0 if it
    is no such bracket."""
    for i in range(closing - 1, max(0, closing - 5), -1):
        if doc[i].text == "(":
            return i if i in names.end else 0
    return 0


def is_portfolio(lemma: str) -> bool:
    """Whether "of" and "for" behind this post name a field of work."""
    return lemma.split()[-1] in _PORTFOLIO and lemma not in _OF_BODIES


def portfolio_end(names: PlacedNames, doc: Doc, lemma: str, end: int) -> int:
    """Where the field of work ends that belongs to the title: "Minister of Foreign Affairs | X"."""
    if not is_portfolio(lemma) or end >= len(doc) or doc[end].lower_ not in ("of", "for"):
        return end
    at = end + 1
    for _ in range(10):
        if (
            at >= len(doc)
            or at in names.cover
            or doc[at].is_punct
            or doc[at].pos_ not in ("NOUN", "PROPN", "ADJ", "CCONJ", "DET", "ADP")
        ):
            break
        at += 1
    while at > end + 1 and doc[at - 1].pos_ in ("CCONJ", "ADP", "DET"):
        at -= 1
    return at if at > end + 1 else end
