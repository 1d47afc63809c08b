"""The exceptions that kg raises on purpose. Only ``kg.cli`` catches them and prints.

KgError
├── InputError          stops before work begins; lists all problems it found
│   ├── RuleError       rules/ontology.yaml, rules/relations/*.yaml, rules/lexicon/*.yaml
│   ├── AliasError      rules/aliases.yaml
│   ├── JudgementError  rules/judgements.yaml
│   └── ModelMissing    the spaCy model cannot be loaded
├── DocumentError       one article cannot be read: it is skipped, counted and named at the end
│   └── ForeignLanguage it is not in English
└── ExportError         a file of out/ cannot be written
"""

from __future__ import annotations

from collections.abc import Sequence

SIGNS = {code: 0x2400 + code for code in range(0x20)} | {
    0x7F: 0x2421,
    **dict.fromkeys((*range(0x80, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD),
}
"""Control characters and marks of direction -> the signs that stand for them in messages: what articles and file names
hold must not steer a terminal. For ``str.translate``."""


class KgError(Exception):
    """Anything that the person at the keyboard can mend; ``str()`` is the message to show."""


class InputError(KgError):
    """The input cannot be worked with. ``problems`` holds every problem found, as ``path:line: what to do``."""

    def __init__(self, problems: str | Sequence[str]) -> None:
        self.problems: tuple[str, ...] = (problems,) if isinstance(problems, str) else tuple(problems)
        super().__init__("\n".join(self.problems))


class RuleError(InputError):
    """The ontology, a lexicon or a relation rule is wrong."""


class AliasError(InputError):
    """The alias table is wrong."""


class JudgementError(InputError):
    """The human decisions on who is who are wrong or contradict each other."""


class ModelMissing(InputError):
    """The spaCy model is not installed or is not one that kg can use."""


class DocumentError(KgError):
    """One article cannot be read. ``path`` names it."""

    def __init__(self, path: str, problem: str) -> None:
        self.path = path
        self.problem = problem
        super().__init__(f"{path}: {problem}")

    def __reduce__(self) -> tuple[type[DocumentError], tuple[str, str]]:
        """So that it can come back from a worker process; by itself an exception is made again from its message."""
        return type(self), (self.path, self.problem)


_LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "gl": "Galician", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "ms": "Malay", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


class ForeignLanguage(DocumentError):
    """One article is not in English. ``language`` is its ISO 639-1 code, ``name`` what the language is called."""

    def __init__(self, path: str, language: str) -> None:
        self.language = language
        self.name = _LANGUAGES.get(language, f"the language '{language}'")
        super().__init__(path, f"is in {self.name}; kg reads English")

    def __reduce__(self) -> tuple[type[ForeignLanguage], tuple[str, str]]:
        return type(self), (self.path, self.language)


class ExportError(KgError):
    """A file of out/ cannot be written."""
