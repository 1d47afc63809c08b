"""Names of persons as data: which parts a name has, whether two forms can be one person, who bears a surname.

Nothing here knows of an article or a parse; ``kg.language.coreference`` asks. Family names stand first in Chinese,
Korean and Vietnamese names, twice in Spanish ones, and behind particles in Arabic, Dutch or Portuguese ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.aliases import fold

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"})
_PARTICLES = frozenset({
    "de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "la", "le", "el", "al", "van", "von", "der",
    "den", "ter", "zu", "bin", "bint", "ibn", "ben", "abu", "ould", "ag", "ul", "ur", "d", "e", "y", "st",
})  # fmt: skip
_FAMILY_FIRST = frozenset({
    "xi", "hu", "jiang", "deng", "mao", "zhou", "li", "wang", "zhang", "liu", "chen", "yang", "huang", "zhao", "wu",
    "xu", "sun", "zhu", "ma", "guo", "lin", "gao", "luo", "zheng", "liang", "xie", "tang", "han", "cao", "peng",
    "zeng", "xiao", "tian", "dong", "yuan", "pan", "cai", "wei", "wen", "qin", "ai", "tsai", "lai", "chiang",
    "lam", "leung", "tung", "chan", "wong", "ng", "cheung", "lau", "kwok", "chow", "kim", "lee", "park", "moon",
    "choi", "jung", "jeong", "kang", "cho", "yoon", "jang", "lim", "oh", "seo", "shin", "kwon", "hwang", "ahn",
    "song", "ryu", "roh", "ban", "hong", "ri", "pak", "cha", "bae", "noh", "chung", "nguyen", "tran", "le",
    "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong", "ly", "truong", "to",
    "dinh", "trinh",
})  # fmt: skip
_GIVEN_LAST = frozenset({
    "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong",
    "truong", "to", "dinh", "trinh",
})  # fmt: skip
_PET_NAMES = {
    "bill": "william", "billy": "william", "will": "william", "bob": "robert", "bobby": "robert", "rob": "robert",
    "jim": "james", "jimmy": "james", "joe": "joseph", "mike": "michael", "mick": "michael", "tony": "anthony",
    "antony": "anthony", "dick": "richard", "rick": "richard", "ted": "edward", "ed": "edward", "eddie": "edward",
    "tom": "thomas", "dan": "daniel", "dave": "david", "chris": "christopher", "nick": "nicholas", "steve": "steven",
    "stephen": "steven", "alex": "alexander", "ben": "benjamin", "bernie": "bernard", "chuck": "charles",
    "charlie": "charles", "greg": "gregory", "jeff": "jeffrey", "ken": "kenneth", "larry": "lawrence",
    "matt": "matthew", "pete": "peter", "ron": "ronald", "sam": "samuel", "tim": "timothy", "don": "donald",
    "liz": "elizabeth", "beth": "elizabeth", "betty": "elizabeth", "kate": "katherine", "kathy": "katherine",
    "maggie": "margaret", "peggy": "margaret", "sue": "susan", "debbie": "deborah", "barb": "barbara",
    "jen": "jennifer", "vicky": "victoria", "pepe": "jose", "paco": "francisco", "pancho": "francisco",
    "lula": "luiz", "sasha": "aleksandr", "volodya": "vladimir", "andy": "andrew", "fred": "frederick",
    "harry": "henry", "jack": "john", "johnny": "john", "pat": "patrick", "ray": "raymond", "vlad": "vladimir",
    "zack": "zachary", "zach": "zachary", "abe": "abraham",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonName:
    """A folded name: all ``words`` without suffixes, and ``core`` without leading particles ("al-Assad": assad)."""

    words: tuple[str, ...]
    core: tuple[str, ...]

    @property
    def full(self) -> bool:
        """True if it has more than a surname."""
        return len(self.core) >= 2 and self.words[0] not in _PARTICLES

    def surnames(self) -> tuple[str, ...]:
        """The words that can stand for the person alone, best first."""
        core = [word for word in self.core if word not in _PARTICLES and len(word) > 1] or list(self.core)
        if len(core) < 2:
            return tuple(core)
        if core[0] in _GIVEN_LAST and len(core) >= 3:
            # Vietnamese: "Nguyen Phu Trong" is Mr Trong.
            return (core[-1], core[0])
        if core[0] in _FAMILY_FIRST and core[-1] not in _FAMILY_FIRST:
            return (core[0], core[-1])
        return (core[-1], *core[1:-1][::-1])


def person_name(text: str) -> PersonName:
    """The parts of a person's name as written."""
    words = [word for word in fold(text).split() if word not in _SUFFIXES] or fold(text).split()
    core = list(words)
    while len(core) > 1 and core[0] in _PARTICLES and core[0] not in _FAMILY_FIRST - {"le", "do", "el"}:
        core = core[1:]
    return PersonName(tuple(words), tuple(core))


def same_person(one: PersonName, other: PersonName) -> bool:
    """True if two fuller names can be one person: the shorter's words stand in the longer in order, with the first
    and a last one shared; a given name may be an initial or a pet name."""
    longer, shorter = (one.core, other.core) if len(one.core) >= len(other.core) else (other.core, one.core)
    if longer == shorter:
        return True
    if len(shorter) < 2:
        return False
    # "Kim Jong Un" and "Kim Jong Il" share all but what tells them apart.
    if not _given(longer[0], shorter[0]) and not (shorter[0] in longer and longer[-1] == shorter[-1]):
        return False
    first = next((i for i, word in enumerate(longer) if _given(word, shorter[0])), None)
    if first is None:
        return False
    rest = iter(longer[first + 1 :])
    return all(any(_fits(word, known) for known in rest) for word in shorter[1:])


def _fits(word: str, known: str) -> bool:
    return word == known or (len(word) == 1 and known.startswith(word)) or misspells(word, known)


def misspells(word: str, known: str) -> bool:
    """True if ``word`` is ``known`` but for one letter or two swapped ones (Ladin/Laden, Chriac/Chirac); short words
    differ for a reason."""
    if word == known or min(len(word), len(known)) < 5 or abs(len(word) - len(known)) > 1:
        return False
    first = next((i for i, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known)))
    if first == 0:
        return False
    if len(word) == len(known):
        swapped = word[first : first + 2] == known[first : first + 2][::-1] and word[first + 2 :] == known[first + 2 :]
        return swapped or word[first + 1 :] == known[first + 1 :]
    longer, shorter = (word, known) if len(word) > len(known) else (known, word)
    return longer[first + 1 :] == shorter[first:]


def _given(one: str, other: str) -> bool:
    if one == other or {one, other} == {"osama", "usama"} or _PET_NAMES.get(one, one) == _PET_NAMES.get(other, other):
        return True
    return (len(one) == 1 or len(other) == 1) and one[0] == other[0]


def bears(name: PersonName, short: PersonName) -> int:
    """How well ``short`` (a surname, with particles or without, or a lone given name) stands for ``name``: 3 as its
    surname, 2 as another part of the family name, 1 as the given name, 0 not at all."""
    if not name.full or len(short.core) >= len(name.core):
        return 0
    if len(short.core) > 1:
        size = len(short.core)
        inside = any(name.core[i : i + size] == short.core for i in range(1, len(name.core) - size + 1))
        return 3 if inside else 2 if name.core[:size] == short.core and name.core[0] in _FAMILY_FIRST else 0
    word = short.core[0]
    surnames = name.surnames()
    if surnames and word == surnames[0]:
        return 3
    if word in surnames[1:]:
        return 2
    return 1 if name.core[0] == word or word in name.core else 0


def family_of(text: str) -> str | None:
    """The surname in a plural: "the Obamas", "the Joneses"; None if the word is no plural."""
    word = fold(text)
    if " " in word or len(word) < 4 or not word.endswith("s"):
        return None
    return word[:-2] if word.endswith(("ses", "zes", "xes", "ches", "shes")) else word[:-1]
