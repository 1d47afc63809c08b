"""Names of persons as data: which parts a name has, whether two forms can be one person, who bears a surname.

Nothing here knows of an article or a parse; ``kg.language.coreference`` asks. Family names stand first in Chinese,
Korean and Vietnamese names, twice in Spanish ones, and behind particles in Arabic, Dutch or Portuguese ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.aliases import fold

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"})
_JUNIORS = frozenset({"jr", "jnr", "sr", "iii", "iv"})
_PARTICLES = frozenset({
    "de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "la", "le", "el", "al", "van", "von", "der",
    "den", "ter", "zu", "dela", "bin", "bint", "ibn", "ben", "abu", "ould", "ag", "ul", "ur", "d", "e", "y", "st",
})  # fmt: skip
_BYNAMES = frozenset({"abu", "abou", "umm", "um"})
_STYLES = frozenset({
    "sayyid", "sayed", "sayyed", "seyed", "seyyed", "syed", "hajj", "haj", "haji", "hajji", "alhaji", "shahid",
    "shaheed", "martyr", "sheikh", "shaikh", "sheik", "shaykh", "mullah", "mulla", "maulana", "moulana", "maulvi",
    "mufti", "ustad", "ustaz", "datuk", "dato", "datin", "seri", "sri", "tun", "tunku", "tengku", "pandit", "begum",
    "comrade", "cde", "imam", "ayatollah", "hojatoleslam", "hojjatoleslam", "swami", "rabbi", "alhaja", "hajia",
})  # fmt: skip
"""Styles of address that some writers leave in a name and others out; many are given names elsewhere."""
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
        """True if it has more than a surname; "Abu Mahdi al-Muhandis" is a whole name though "abu" is a particle."""
        return len(self.core) >= 2 and (self.words[0] not in _PARTICLES or self.words[0] in _BYNAMES)

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


@lru_cache(maxsize=65536)
def person_name(text: str) -> PersonName:
    """The parts of a person's name as written."""
    words = [word for word in fold(text).split() if word not in _SUFFIXES] or fold(text).split()
    core = list(words)
    while len(core) > 1 and core[0] in _PARTICLES and core[0] not in _FAMILY_FIRST - {"le", "do", "el"}:
        core = core[1:]
    return PersonName(tuple(words), tuple(core))


def is_junior(text: str) -> bool:
    """True of "Donald Trump Jr.": whoever is called so is not his namesake without it."""
    return bool(_JUNIORS & set(fold(text).split()))


def same_person(one: PersonName, other: PersonName) -> bool:
    """True if two fuller names can be one person: the shorter's words stand in the longer in order, with the first
    and a last one shared; a given name may be an initial or a pet name."""
    longer, shorter = (one.core, other.core) if len(one.core) >= len(other.core) else (other.core, one.core)
    if longer == shorter:
        return True
    if len(shorter) < 2:
        return False
    if len(longer) == len(shorter) and longer[1:] == shorter[1:] and _same_given(longer[0], shorter[0]):
        return True
    # "Kim Jong Un" and "Kim Jong Il" share all but what tells them apart.
    if not _given(longer[0], shorter[0]) and not (shorter[0] in longer and longer[-1] == shorter[-1]):
        return False
    first = next((i for i, word in enumerate(longer) if _given(word, shorter[0])), None)
    if first is None:
        return False
    rest = iter(longer[first + 1 :])
    return all(any(_fits(word, known) for known in rest) for word in shorter[1:])


def family_first(name: PersonName) -> bool:
    """True if the family name may stand in front: "Kim Jong Un" and "Kim Un" are two people."""
    return name.core[0] in _FAMILY_FIRST


def without_style(name: PersonName) -> PersonName | None:
    """The name without a style of address in front ("Shahid Soleymani": soleymani), None if none stands there. The
    same word may be a given name ("Shahid Khan"): only the article tells."""
    rest = name.words
    while len(rest) > 1 and (rest[0] in _STYLES or rest[:2] in (("tan", "sri"), ("al", "hajj"))):
        rest = rest[2:] if rest[:2] in (("tan", "sri"), ("al", "hajj")) and len(rest) > 2 else rest[1:]
    return person_name(" ".join(rest)) if rest != name.words else None


def _fits(word: str, known: str) -> bool:
    return word == known or (len(word) == 1 and known.startswith(word)) or misspells(word, known)


def misspells(word: str, known: str) -> bool:
    """True if ``word`` is ``known`` but for one letter, two swapped ones (Ladin/Laden, Chriac/Chirac) or the way in
    which it is transliterated (Zelensky/Zelenskiy); short words differ for a reason."""
    if word == known or min(len(word), len(known)) < 5:
        return False
    if _sound(word) == _sound(known):
        return True
    if abs(len(word) - len(known)) > 1:
        return False
    first = next((i for i, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known)))
    if first == 0:
        return False
    if len(word) == len(known):
        swapped = word[first : first + 2] == known[first : first + 2][::-1] and word[first + 2 :] == known[first + 2 :]
        return swapped or word[first + 1 :] == known[first + 1 :]
    longer, shorter = (word, known) if len(word) > len(known) else (known, word)
    return longer[first + 1 :] == shorter[first:]


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    """``word`` with one spelling for what transliterations write in several ways: Zelenskyy, Zelenskiy, Zelensky."""
    for written, read in _SPELLINGS:
        word = word.replace(written, read)
    return re.sub(r"(.)\1", r"\1", word)


_SPELLINGS = (
    ("iy", "i"), ("ij", "i"), ("yi", "i"), ("ey", "i"), ("ei", "i"), ("y", "i"), ("j", "i"), ("ks", "x"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"), ("kh", "h"), ("q", "k"), ("gh", "g"), ("dh", "d"), ("w", "v"),
)  # fmt: skip


def _same_given(one: str, other: str) -> bool:
    """True if two given names before one and the same surname are two spellings of one name: Volodymyr, Volodoymyr;
    not Daniel and Daniela, Marcus and Markos."""
    if one in _MOHAMMED and other in _MOHAMMED:
        return True
    if min(len(one), len(other)) < 5 or one[-2:] != other[-2:]:
        return len(one) > 3 and len(other) > 3 and one[-1:] not in "ae" and _sound(one) == _sound(other)
    return misspells(one, other)


_MOHAMMED = frozenset({
    "mohammed", "mohamed", "mohammad", "mohamad", "muhammad", "muhammed", "muhamad", "mohamud", "mohd", "mohamoud",
    "mehmed", "mahamat", "mahamed",
})  # fmt: skip


def _given(one: str, other: str) -> bool:
    if one == other or {one, other} == {"osama", "usama"} or _PET_NAMES.get(one, one) == _PET_NAMES.get(other, other):
        return True
    return (len(one) == 1 or len(other) == 1) and one[0] == other[0]


def bears(name: PersonName, short: PersonName) -> int:
    """How well ``short`` (a surname, with particles or without, or a lone given name) stands for ``name``: 3 as its
    surname, 2 as another part of the family name, 1 as the given name, 0 not at all. "Affleck" is "Ben Affleck"."""
    if not name.full:
        return 3 if name.core == short.words != name.words else 0
    if len(short.core) >= len(name.core):
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
