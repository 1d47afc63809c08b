"""What surrounds reading: batches, progress, refusals, what is written, and what outlives a failed build."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import ROOT, Write
from plain_reader import PlainReader

from kg import language, pipeline
from kg.errors import DocumentError, ExportError, InputError, ModelMissing
from kg.export import DEFAULTS, EXPORTERS
from kg.models import STATUSES
from kg.pipeline import STORE, Settings, build, check, export
from kg.rules import LEXICON_LISTS, load_rulebook
from kg.store import Store

NEWS = {
    "in/a.txt": "Ardania met Belmark. Belmark maybe met Cardona.",
    "in/b.md": "---\ntitle: Talks\ndate: 2026-01-02\n---\nCardona met Ardania.\n",
    "in/c.txt": "Ardania met Belmark.",
}
DEFAULT_FILES = {STORE, *(file for name in DEFAULTS for file in EXPORTERS[name].files)}


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads without a model."""
    monkeypatch.setattr(language, "EnglishReader", PlainReader)


def contents(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def records(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


# --- a build that ends well -------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("plain")
def test_a_build_writes_the_default_formats_and_nothing_else(write: Write) -> None:
    folder = write(NEWS)
    report = build(Settings((folder / "in",), folder / "out", jobs=1))
    assert set(contents(folder / "out")) == DEFAULT_FILES == {path.name for path in report.files}
    assert [record["id"] for record in records(folder / "out" / "documents.jsonl")] == ["a", "b", "c"]


@pytest.mark.usefixtures("plain")
def test_the_report_counts_what_stands_in_the_store(write: Write) -> None:
    folder = write({**NEWS, "in/bad.txt": b"\xff\xfe\xff"})
    report = build(Settings((folder / "in",), folder / "out", jobs=1))
    assert (report.read, len(report.skipped), report.edges) == (3, 1, 3)
    assert report.actors == {"country": 3}
    assert report.claims == {"asserted": 3, "hypothetical": 1}
    assert report.seconds >= 0
    with Store.open(folder / "out" / STORE) as store:
        assert len(list(store.claims())) == 4


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("name", list(EXPORTERS))
def test_a_format_is_written_alone_beside_the_store(write: Write, name: str) -> None:
    folder = write(NEWS)
    report = build(Settings((folder / "in",), folder / "out", formats=(name,), jobs=1))
    there = {path.relative_to(folder / "out").as_posix() for path in (folder / "out").rglob("[!.]*") if path.is_file()}
    there = {path for path in there if not path.startswith(".")}
    told = {path.relative_to(folder / "out").as_posix() for path in report.files}
    assert there == {STORE, *EXPORTERS[name].files} == told


@pytest.mark.usefixtures("plain")
def test_articles_go_in_batches_of_one_size_and_progress_says_how_far(write: Write) -> None:
    files = {f"in/{number:03}.txt": f"Ardania met Belmark. {number}" for number in range(40)}
    folder = write({**files, "in/007.txt": b"\0"})
    told: list[tuple[int, int]] = []
    report = build(Settings((folder / "in",), folder / "out", jobs=1), lambda done, total: told.append((done, total)))
    assert told == [(0, 40), (16, 40), (32, 40), (40, 40)]
    assert report.read == 39
    documents = [record["id"] for record in records(folder / "out" / "documents.jsonl")]
    assert documents == [f"{number:03}" for number in range(40) if number != 7]


@pytest.mark.usefixtures("plain")
def test_long_articles_make_small_batches(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "Ardania met Belmark. " * 200
    monkeypatch.setattr(pipeline, "_BATCH_BYTES", 2 * len(long))
    folder = write({f"in/{number}.txt": long if number < 5 else "Ardania met Belmark." for number in range(9)})
    told: list[int] = []
    build(Settings((folder / "in",), folder / "out", jobs=1), lambda done, total: told.append(done))
    assert told == [0, 2, 4, 9]


@pytest.mark.usefixtures("plain")
def test_nothing_of_an_earlier_build_is_left_in_the_files_of_a_later_one(write: Write) -> None:
    folder = write({**NEWS, "other/z.txt": "Zembla met Yonder."})
    build(Settings((folder / "in",), folder / "out", jobs=1))
    build(Settings((folder / "other",), folder / "out", jobs=1))
    build(Settings((folder / "other",), folder / "fresh", jobs=1))
    later, fresh = contents(folder / "out"), contents(folder / "fresh")
    assert {name for name in later if later[name] != fresh[name]} <= {STORE}
    assert b"Belmark" not in b"".join(later.values())


# --- articles that cannot be read -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("plain")
def test_an_unreadable_article_is_skipped_and_named(write: Write) -> None:
    folder = write({**NEWS, "in/bad.txt": b"caf\0"})
    (error,) = build(Settings((folder / "in",), folder / "out", jobs=1)).skipped
    assert isinstance(error, DocumentError)
    assert error.path == f"{folder}/in/bad.txt"
    assert "is not text" in str(error)


@pytest.mark.usefixtures("plain")
def test_with_strict_an_unreadable_article_is_the_end_and_nothing_is_lost(write: Write) -> None:
    folder = write({**NEWS, "bad/bad.txt": b"caf\0", "bad/good.txt": "Ardania met Yonder."})
    build(Settings((folder / "in",), folder / "out", jobs=1))
    before = contents(folder / "out")
    with pytest.raises(DocumentError, match=r"bad/bad\.txt: is not text"):
        build(Settings((folder / "bad",), folder / "out", strict=True, jobs=1))
    assert contents(folder / "out") == before


@pytest.mark.usefixtures("plain")
def test_when_no_article_can_be_read_all_are_named_and_nothing_is_lost(write: Write) -> None:
    folder = write({**NEWS, "bad/x.txt": b"\0", "bad/y.txt": "  \n"})
    build(Settings((folder / "in",), folder / "out", jobs=1))
    before = contents(folder / "out")
    with pytest.raises(InputError) as caught:
        build(Settings((folder / "bad",), folder / "out", jobs=1))
    assert [problem.partition(": ")[0] for problem in caught.value.problems] == [
        f"{folder}/bad/x.txt", f"{folder}/bad/y.txt",
    ]  # fmt: skip
    assert contents(folder / "out") == before


# --- what stands in the way before anything is touched ----------------------------------------------------------------


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_missing_model_is_told_before_anything_is_touched(write: Write, jobs: int) -> None:
    folder = write(NEWS)
    with pytest.raises(ModelMissing) as caught:
        build(Settings((folder / "in",), folder / "out", model="en_no_such_model", jobs=jobs))
    (problem,) = caught.value.problems
    assert "'en_no_such_model' cannot be loaded" in problem
    assert "pip install en_no_such_model" in problem
    assert not (folder / "out").exists()


@pytest.mark.usefixtures("plain")
def test_wrong_rules_are_told_before_anything_is_touched(write: Write) -> None:
    folder = write({**NEWS, "rules/ontology.yaml": "- id: [\n"})
    with pytest.raises(InputError, match=r"ontology\.yaml:\d+: is not valid YAML"):
        build(Settings((folder / "in",), folder / "out", rules=folder / "rules", jobs=1))
    assert not (folder / "out").exists()


@pytest.mark.usefixtures("plain")
def test_an_output_folder_that_cannot_be_made_is_an_export_error(write: Write) -> None:
    folder = write({**NEWS, "file": "x"})
    with pytest.raises(ExportError, match="cannot be written"):
        build(Settings((folder / "in",), folder / "file" / "out", jobs=1))


@pytest.mark.usefixtures("plain")
def test_a_file_that_cannot_be_replaced_is_an_export_error(write: Write) -> None:
    folder = write({**NEWS, "out/graph.html/something": "in the way"})
    with pytest.raises(ExportError, match=r"graph\.html: cannot be written"):
        build(Settings((folder / "in",), folder / "out", jobs=1))
    assert [path.name for path in (folder / "out").iterdir() if path.name.endswith(".part")] == []


# --- export -----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("plain")
def test_exports_come_again_from_the_store_byte_for_byte(write: Write) -> None:
    folder = write(NEWS)
    build(Settings((folder / "in",), folder / "out", jobs=1))
    before = contents(folder / "out")
    for file in DEFAULT_FILES - {STORE}:
        (folder / "out" / file).unlink()
    exports = export(folder / "out", DEFAULTS)
    assert {path.name for path in exports.files} == DEFAULT_FILES - {STORE}
    assert contents(folder / "out") == before


def test_without_a_store_there_is_nothing_to_export(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"graph\.sqlite"):
        export(tmp_path, ("html",))
    assert list(tmp_path.iterdir()) == []


def test_another_database_is_no_store(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / STORE) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(InputError, match=r"graph\.sqlite"):
        export(tmp_path, ("html",))


# --- check ------------------------------------------------------------------------------------------------------------

RULEBOOK = {
    "ontology.yaml": "- {id: met_with, label: met, inverse_label: met, family: diplomacy, plover: CONSULT, "
    "symmetric: true, source: [country], target: [country]}\n",
    "aliases.yaml": "",
    "lexicon/countries.yaml": "",
    "lexicon/words.yaml": "".join(f"{name}: [word]\n" for name in LEXICON_LISTS),
    "relations/meet.yaml": """\
- id: meet
  relation: met_with
  verbs: [meet]
  source: agent
  target: patient
  examples:
    - {text: "Ardania met Belmark.", claim: [Ardania, met_with, Belmark], status: asserted, role: guest}
    - {text: "Ardania met Belmark.", claim: [belmark, met_with, ARDANIA]}
  counterexamples:
    - "Ardania met a friend."
""",
}


@pytest.mark.usefixtures("plain")
def test_examples_that_hold_are_counted(write: Write) -> None:
    result = check(write(RULEBOOK))
    assert (result.rules, result.triggers, result.examples, result.failures) == (1, 1, 3, ())


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("Ardania met Belmark.\", claim: [A", "Ardania saw Belmark.\", claim: [A", 7,
         "rule meet: 'Ardania saw Belmark.' gives nothing, not Ardania met_with Belmark"),
        ("met_with, Belmark], status", "met_with, Cardona], status", 7,
         "rule meet: 'Ardania met Belmark.' gives Ardania met_with Belmark, not Ardania met_with Cardona"),
        ("Ardania met Belmark.\", claim: [A", "Ardania maybe met Belmark.\", claim: [A", 7,
         "rule meet: 'Ardania maybe met Belmark.' is told as hypothetical, not asserted"),
        ("role: guest", "role: host", 7, "rule meet: 'Ardania met Belmark.' gives the role 'guest', not 'host'"),
        ("met a friend", "met Belmark", 10,
         "rule meet must not fire on 'Ardania met Belmark.'; it gives ('Ardania', 'met_with', 'Belmark')"),
    ],
)  # fmt: skip
def test_an_example_that_does_not_hold_is_told_with_its_line(
    write: Write, old: str, new: str, line: int, told: str
) -> None:
    rule = RULEBOOK["relations/meet.yaml"]
    assert rule.count(old) == 1
    folder = write({**RULEBOOK, "relations/meet.yaml": rule.replace(old, new)})
    (failure,) = check(folder).failures
    assert str(failure) == f"{folder}/relations/meet.yaml:{line}: {told}"


@pytest.mark.usefixtures("plain")
def test_the_examples_of_chosen_rules_are_run_alone(write: Write) -> None:
    rule = RULEBOOK["relations/meet.yaml"]
    more = rule.replace("id: meet", "id: meet_again").replace("Ardania met a", "Ardania met Belmark. Ardania met a")
    folder = write({**RULEBOOK, "relations/more.yaml": more})
    assert check(folder, only=["meet"]).examples == 3
    with pytest.raises(InputError, match="no rule has the id 'meat'"):
        check(folder, only=["meet", "meat"])


# --- the real build ---------------------------------------------------------------------------------------------------

MET = "The United States arrested Nicolás Maduro in Caracas."
HOSTILE = {
    "controls": f"\x01\x02 {MET} \x7f\x85\u2028{MET}\u2029",
    "marks": f"\ufeff\u200b\u202e{MET}\u202c \u0301\u0301\u0301",
    "beyond the first plane": f"\U0001f1fb\U0001f1ea {MET} \U0001f600\U0001f600 {MET}",
    "line ends": f"{MET}\r\n\r\n{MET}\r{MET}\n",
    "decomposed": "Nicola\u0301s Maduro met Delcy Rodri\u0301guez. Rodri\u0301guez met Maduro's envoy.",
    "punctuation": "?!… -- — ... () [] {} '' \"\" \n\n - \n * \n # \n > \n",
    "one word": "Maduro",
    "names only": "Maduro Rodríguez US Cuba Havana Sebin " * 60,
    "one sentence": "Cuba and " * 150 + "Venezuela met Iran.",
    "nested quotes": "“‘“" * 40 + "Cuba attacked Iran" + "”’”" * 40 + ".",
    "markup": f"# <b>Cuba</b>\n\n| a | b |\n|---|---|\n| Cuba | Iran |\n\n```\n{MET}\n```\n\n[{MET}](http://x.example)\n",
    "other scripts": "Владимир Путин встретил 习近平 في القاهرة. " + MET,
    "possessives": "Cuba's Iran's Russia's ally's envoy's visit to Venezuela's Maduro's Cuba's.",
}


def test_hostile_articles_are_read_without_a_crash_and_quoted_verbatim(write: Write) -> None:
    folder = write({f"in/{name}.txt": text for name, text in HOSTILE.items()})
    report = build(Settings((folder / "in",), folder / "out", jobs=1))
    assert (report.read, report.skipped) == (len(HOSTILE), ())
    quoted = set()
    for line in (folder / "out" / "claims.jsonl").read_text(encoding="utf-8").split("\n")[:-1]:
        claim = json.loads(line)
        text = (folder / "in" / f"{claim['doc']}.txt").read_text(encoding="utf-8")
        quote = claim["evidence"]
        assert text[quote["start"] : quote["end"]] == quote["text"]
        quoted.add(claim["doc"])
    assert {"beyond the first plane", "line ends", "decomposed"} <= quoted


def test_every_quote_of_a_build_stands_verbatim_in_its_file(built: Path) -> None:
    paths = {record["id"]: Path(str(record["path"])) for record in records(built / "documents.jsonl")}
    texts = {doc: path.read_text(encoding="utf-8") for doc, path in paths.items()}
    assert set(paths.values()) == set((ROOT / "seeds").glob("*.md"))
    claims = [json.loads(line) for line in (built / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(claims) >= 50
    for claim in claims:
        quote = claim["evidence"]
        assert texts[claim["doc"]][quote["start"] : quote["end"]] == quote["text"], claim["id"]
        assert quote["text"].strip()
    for line in (built / "actors.jsonl").read_text(encoding="utf-8").splitlines():
        for mention in json.loads(line)["mentions"]:
            assert texts[mention["doc"]][mention["start"] : mention["end"]] == mention["text"]


def test_quotes_stand_in_the_body_of_the_article_not_in_its_front_matter(built: Path) -> None:
    with Store.open(built / STORE) as store:
        bodies = {document.id: document.body for document in store.documents()}
        assert all(claim.evidence.span.start >= bodies[claim.doc] > 0 for claim in store.claims())
        assert all(mention.span.start >= bodies[mention.doc] for mention in store.mentions())


def test_claims_of_a_build_fit_the_ontology_and_the_actors(built: Path) -> None:
    book = load_rulebook()
    kinds = {record["id"]: record["kind"] for record in records(built / "actors.jsonl")}
    rules = {rule.id for rule in book.rules}
    wrong = []
    for line in (built / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        relation = book.ontology[claim["relation"]]
        ends = (kinds[claim["source"]], kinds[claim["target"]])
        if not (ends[0] in relation.source_kinds and ends[1] in relation.target_kinds):
            wrong.append((claim["evidence"]["text"], claim["relation"], ends))
        assert claim["source"] != claim["target"]
        assert claim["status"] in STATUSES
        assert 0 < claim["confidence"] <= 1
        assert claim["rule"] in rules
    assert wrong == []
