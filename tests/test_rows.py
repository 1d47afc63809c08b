"""The rows of a model's vectors, as its file tells them."""

from __future__ import annotations

import random

import pytest
import srsly

from kg.language.model import model_folder
from kg.language.rows import Rows


def made(count: int = 70_000, seed: int = 1) -> dict[int, int]:
    """Hashes with rows of every size, and some keys that are no hashes, as names of spaCy's own symbols are."""
    chance = random.Random(seed)
    keys = [chance.choice((0, 65, 200, 400, 70_000)) + n for n in range(40)]
    keys += [chance.getrandbits(64) for _ in range(count - len(keys))]
    # Bytes that look like the beginning of an entry stand within others.
    keys += [int.from_bytes(bytes([0xCF, 1, 2, 0xCF, 0xCD, 0xCF, 0xCF, at])) for at in range(256)]
    chance.shuffle(keys)
    return {key: chance.choice((chance.randrange(300), chance.randrange(20_000), 0xCFCD)) for key in keys}


@pytest.mark.parametrize("seed", range(3))
def test_every_key_has_its_row_and_no_other_has_one(seed: int) -> None:
    wanted = made(seed=seed)
    rows = Rows(srsly.msgpack_dumps(wanted))
    assert dict(rows) == wanted
    assert len(rows) == len(wanted)
    others = {key ^ 1 for key in wanted} - wanted.keys()
    assert all(rows.get(key, -1) == -1 for key in others)
    assert all(rows.get(key) is None and key not in rows for key in list(others)[:100])


def test_the_default_model_has_the_rows_that_spacy_reads() -> None:
    packed = (model_folder() / "vocab" / "key2row").read_bytes()
    assert dict(Rows(packed)) == srsly.msgpack_loads(packed)


def test_much_that_is_asked_for_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.language.rows._MOST_KNOWN", 10)
    wanted = made()
    rows = Rows(srsly.msgpack_dumps(wanted))
    assert {key: rows.get(key) for key in wanted} == wanted
    assert len(rows._known) <= 11


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\xdf",
        srsly.msgpack_dumps({1: 2}),
        srsly.msgpack_dumps(made())[:-1],
        srsly.msgpack_dumps(made())[:-9],
        srsly.msgpack_dumps(made()) + b"\0\0",
        srsly.msgpack_dumps(made() | {"word": 3}),
        srsly.msgpack_dumps(made() | {3: -3}),
    ],
    ids=["nothing", "no size", "few", "cut", "cut between", "longer", "texts", "negative"],
)
def test_another_file_is_refused(broken: bytes) -> None:
    with pytest.raises(ValueError, match=r"MessagePack|unsigned"):
        Rows(broken)
