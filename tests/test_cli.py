"""The command line: what is printed, the exit codes, one clear message for each mistake, and nothing that is lost."""

from __future__ import annotations

import io
import json
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from conftest import ROOT, Write
from plain_reader import PlainReader
from sample_records import ACTORS, ASSIGNED, EXTRACTIONS, sample_store

from kg import __version__, cli, language, pipeline
from kg.evaluate import Score, evaluate
from kg.export import DEFAULTS, EXPORTERS
from kg.models import Actor, RelationType
from kg.rules import load_rulebook
from kg.store import Store

NEWS = {"in/a.txt": "Ardania met Belmark.", "in/b.txt": "Belmark met Cardona."}
GOLD = ROOT / "tests" / "gold"


def kg(*arguments: str | Path) -> Result:
    """Runs the command in this process; a bug, which is anything but an orderly exit, fails the test."""
    result = CliRunner().invoke(cli.main, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def kg_process(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)


def contents(folder: Path) -> Mapping[str, bytes]:
    """Path in the folder -> bytes, but for what lies in a hidden folder."""
    found = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.as_posix(): (folder / path).read_bytes() for path in found if not path.parts[0].startswith(".")}


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads without a model."""
    monkeypatch.setattr(language, "EnglishReader", PlainReader)


# --- build ------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("plain")
def test_build_ends_with_a_table_and_the_files_it_wrote(write: Write) -> None:
    folder = write(NEWS)
    result = kg("build", folder / "in", "--out", folder / "out", "--jobs", "1")
    assert result.exit_code == 0
    told = dict(re.findall(r"^(\S[\w ]*?)  +(.*)$", result.stdout, re.MULTILINE))
    assert told["articles read"] == "2"
    assert told["articles skipped"] == "0"
    assert told["actors"] == "3  (3 countries)"
    assert told["claims"] == "2  (2 asserted)"
    assert told["edges"] == "2"
    assert float(told["seconds"]) >= 0
    written = re.findall(r"^wrote (.*)$", result.stdout, re.MULTILINE)
    assert {Path(path).name for path in written} == set(contents(folder / "out"))
    assert all(Path(path).is_file() for path in written)


@pytest.mark.usefixtures("plain")
def test_progress_is_silent_where_there_is_no_terminal(write: Write) -> None:
    folder = write(NEWS)
    assert kg("build", folder / "in", "--out", folder / "out", "--jobs", "1").stderr == ""


def test_progress_is_shown_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with cli._progress() as progress:
        progress(3, 7)
    assert "3/7" in terminal.getvalue()


def test_progress_tells_the_rate_and_what_is_left_of_this_build_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli.time, "monotonic", lambda: 160.0)
    assert cli._pace(100.0, 400, 400, 500) == ""
    assert cli._pace(100.0, 400, 420, 500) == "20/min, 4:00 left"  # the 400 were there
    assert cli._pace(40.0, 0, 480, 500) == "4.0/s, 0:05 left"
    assert cli._pace(100.0, 0, 20, 2000) == "20/min, 1:39:00 left"
    assert cli._pace(100.0, 400, 500, 500) == "1.7/s"


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("name", list(EXPORTERS))
def test_build_writes_only_the_format_asked_for_and_the_store(write: Write, name: str) -> None:
    folder = write(NEWS)
    assert kg("build", folder / "in", "--out", folder / "out", "--format", name, "--jobs", "1").exit_code == 0
    assert set(contents(folder / "out")) == {"graph.sqlite", *EXPORTERS[name].files}


@pytest.mark.usefixtures("plain")
def test_an_undecodable_article_is_skipped_and_named(write: Write) -> None:
    folder = write({**NEWS, "in/bad.txt": b"caf\0"})
    result = kg("build", folder / "in", "--out", folder / "out", "--jobs", "1")
    assert result.exit_code == 0
    assert re.search(r"^articles skipped +1$", result.stdout, re.MULTILINE)
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"kg: skipped {folder}/in/bad.txt: is not text")


def test_the_closing_table_counts_refusals_by_reason(capsys: pytest.CaptureFixture[str]) -> None:
    reasons = {"is a question": 30, "wrong kinds": 4}
    cli._closing_table(pipeline.Report(1, (), {"person": 2, "country": 1}, {"denied": 1}, 0, reasons, (), 0.0))
    table = capsys.readouterr().out
    assert re.search(r"^actors +3  \(2 people, 1 country\)$", table, re.MULTILINE)
    assert re.search(r"^claims +1  \(1 denied\)$", table, re.MULTILINE)
    assert re.search(r"^not made into edges +34\n +30  is a question\n +4  wrong kinds$", table, re.MULTILINE)


# --- what stands in the way: exit code 1, one clear message, nothing lost ---------------------------------------------


@pytest.fixture(scope="session")
def shipped_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of rules/ to copy from."""
    folder = tmp_path_factory.mktemp("rules") / "rules"
    shutil.copytree(ROOT / "rules", folder)
    return folder


def spoil(rules: Path, name: str, text: str) -> int:
    """Append to a file of the rules, or begin one; the number of the first new line."""
    path = rules / name
    before = path.read_text(encoding="utf-8").rstrip() + "\n" if path.exists() else ""
    path.write_text(before + text, encoding="utf-8")
    return before.count("\n") + 1


TWICE = "- {id: another-maduro, name: Another Maduro, kind: person, aliases: [Nicolas Maduro]}\n"
UNKNOWN = """\
- id: odd
  relation: detaind
  verbs: [arrest]
  source: agent
  target: patient
  examples:
    - {text: "Iran arrested Ana.", claim: [Iran, detaind, Ana]}
    - {text: "Iran arrested Bo.", claim: [Iran, detaind, Bo]}
  counterexamples: ["Nobody did."]
"""


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize(
    ("name", "text", "offset", "message"),
    [
        ("relations/zz.yaml", "- id: [open\n", None, "is not valid YAML"),
        ("ontology.yaml", "- id: {\n", None, "is not valid YAML"),
        ("aliases.yaml", TWICE, 0, "alias 'Nicolas Maduro' belongs to both nicolas-maduro (line"),
        ("relations/zz.yaml", UNKNOWN, 1, "(did you mean 'detained'?)"),
    ],
    ids=["broken rules", "broken ontology", "alias owned twice", "unknown relation"],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_wrong_rules_are_one_message_with_file_and_line(
    write: Write, shipped_copy: Path, command: str, name: str, text: str, offset: int | None, message: str
) -> None:
    folder = write(NEWS)
    rules = folder / "rules"
    shutil.copytree(shipped_copy, rules)
    assert kg("build", folder / "in", "--out", folder / "out", "--jobs", "1").exit_code == 0
    before = contents(folder / "out")
    line = spoil(rules, name, text)
    arguments = ["build", folder / "in", "--out", folder / "out"] if command == "build" else ["check"]
    result = kg(*arguments, "--rules", rules)
    assert result.exit_code == 1
    assert result.stdout == ""
    told = [told for told in result.stderr.splitlines() if message in told]
    assert len(told) == 1
    place = f"kg: {rules / name}:" + (f"{line + offset}: " if offset is not None else "")
    assert told[0].startswith(place)
    assert contents(folder / "out") == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["{}/nowhere"], "{}/nowhere: there is no such file or folder"),
        (["{}/empty"], "{}/empty: holds no article that kg can read ("),
        (["{}/in", "--model", "en_no_such_model"], "the language model 'en_no_such_model' cannot be loaded"),
        (["{}/in", "--rules", "{}/nowhere"], "{}/nowhere: no such folder of rules; name one with --rules"),
        (["{}/bad"], "{}/bad/bad.txt: is not text"),
        (["{}/bad", "{}/in", "--strict"], "{}/bad/bad.txt: is not text"),
        (["{}/front"], "{}/front/a.md:3: front matter: is not valid YAML"),
    ],
    ids=["missing input", "empty folder", "missing model", "missing rules", "undecodable", "strict", "front matter"],
)
def test_input_that_cannot_be_worked_with_is_one_message_and_nothing_is_lost(
    write: Write, request: pytest.FixtureRequest, arguments: list[str], message: str
) -> None:
    folder = write({**NEWS, "bad/bad.txt": b"caf\0", "front/a.md": "---\ntitle: [\n---\nText.\n"})
    (folder / "empty").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "EnglishReader", PlainReader)
        kg("build", folder / "in", "--out", folder / "out", "--jobs", "1")
    if "--model" not in arguments:
        request.getfixturevalue("plain")
    before = contents(folder / "out")
    assert before
    result = kg("build", *(a.format(folder) for a in arguments), "--out", folder / "out", "--jobs", "1")
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"kg: {message.format(folder)}")
    assert contents(folder / "out") == before


@pytest.mark.usefixtures("plain")
def test_articles_in_other_languages_are_counted_and_named(write: Write) -> None:
    spanish = "El presidente de México pidió a Washington que levante el bloqueo a Cuba y anunció nueva ayuda."
    french = "Le président français a rencontré le chancelier allemand à Berlin pour parler de la guerre."
    folder = write({**NEWS, "in/x.txt": spanish, "in/y.txt": spanish * 2, "in/z.txt": french})
    result = kg("build", folder / "in", "--out", folder / "out", "--jobs", "1")
    assert result.exit_code == 0
    assert re.search(r"^articles skipped +3  \(2 in Spanish, 1 in French\)$", result.stdout, re.MULTILINE)
    assert f"kg: skipped {folder}/in/x.txt: is in Spanish; kg reads English" in result.stderr.splitlines()


def test_all_wrong_inputs_are_named_at_once(write: Write) -> None:
    folder = write({"a.odt": ""})
    result = kg("build", folder / "a.odt", folder / "b.txt", folder / "c", "--out", folder / "out")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 3
    assert not (folder / "out").exists()


@pytest.mark.usefixtures("plain")
def test_an_output_folder_that_cannot_be_written_is_one_message(write: Write) -> None:
    folder = write({**NEWS, "file": ""})
    result = kg("build", folder / "in", "--out", folder / "file" / "out", "--jobs", "1")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"kg: {folder}/file/out")


@pytest.mark.parametrize("command", [["export"], ["explain", "Ardania"]], ids=["export", "explain"])
def test_without_a_build_the_message_says_to_build(tmp_path: Path, command: list[str]) -> None:
    result = kg(*command, "--out", tmp_path)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert "graph.sqlite" in line
    assert "kg build" in line
    assert list(tmp_path.iterdir()) == []


def test_what_articles_hold_does_not_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    cli._say("# Ardania \x1b[31mmet\x9b0m Belmark\r\x7f\n- same: [Ardania, Belmark]")
    assert capsys.readouterr().out == "# Ardania \u241b[31mmet\ufffd0m Belmark\u240d\u2421 - same: [Ardania, Belmark]\n"


@pytest.mark.skipif(os.name == "nt", reason="arguments are Unicode there")
def test_a_terminal_that_lacks_a_letter_and_words_that_are_no_unicode_cost_no_traceback(tmp_path: Path) -> None:
    sample_store(tmp_path / "graph.sqlite").close()

    def explained(name: str | bytes) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "kg", "explain", name, "--out", str(tmp_path)]
        env = {**os.environ, "PYTHONIOENCODING": "cp1252"}
        return subprocess.run(command, capture_output=True, env=env, check=False)

    told = explained("Márquez")
    assert b"accused \\u2192 Harbour Front" in told.stdout
    assert told.stderr == b""
    told = explained(b"M\xff")
    assert (told.returncode, told.stdout) == (1, b"")
    assert told.stderr.startswith(b"kg: no actor is called 'M\\udcff'")
    assert pipeline.trace("Marco Rubio met \udcff in Cuba.")


# --- wrong usage: exit code 2 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build"], "Missing argument 'INPUT...'"),
        (["build", "x", "--format", "pdf"], "'pdf' is not one of"),
        (["build", "x", "--jobs", "-1"], "--jobs"),
        (["build", "x", "--frmat", "html"], "--format"),
        (["build", "x", "--out", __file__], "is a file"),
        (["explain"], "give one name or two"),
        (["explain", "--sentence", "x", "--date", "Monday"], "--date"),
        (["explain", "a", "b", "c"], "a name of several words in quotes"),
        (["evaluate"], "Missing argument 'GOLD_DIR'"),
        (["bild"], "No such command 'bild'"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str) -> None:
    result = kg(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Usage: " in result.stderr


# --- help -------------------------------------------------------------------------------------------------------------


def test_help_is_quick_and_names_every_command() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = kg_process("--help")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert result.returncode == 0
    assert [name for name in cli.main.commands if f"\n  {name}" not in result.stdout] == []
    # Processor time, for the clock of a busy machine says nothing; spaCy alone costs more than all that is allowed.
    assert after.ru_utime - before.ru_utime < 0.6


def test_every_option_of_every_command_says_what_it_is_for() -> None:
    lacking = [
        f"{name} {parameter.name}"
        for name, command in cli.main.commands.items()
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]
    assert lacking == []
    assert [name for name, command in cli.main.commands.items() if not command.help] == []


def test_version() -> None:
    assert kg("--version").stdout == f"kg, version {__version__}\n"


# --- export, explain, evaluate, check ---------------------------------------------------------------------------------


def test_export_writes_the_same_bytes_again(built: Path, tmp_path: Path) -> None:
    shutil.copy(built / "graph.sqlite", tmp_path)
    result = kg("export", "--out", tmp_path)
    assert result.exit_code == 0
    assert contents(tmp_path) == contents(built)
    assert set(result.stdout.split()) == {str(tmp_path / file) for name in DEFAULTS for file in EXPORTERS[name].files}


def test_export_writes_only_the_format_asked_for(built: Path, tmp_path: Path) -> None:
    shutil.copy(built / "graph.sqlite", tmp_path)
    assert kg("export", "--out", tmp_path, "--format", "gexf").stdout == f"{tmp_path}/graph.gexf\n"
    assert set(contents(tmp_path)) == {"graph.sqlite", "graph.gexf"}


def test_export_lists_the_formats_with_what_they_lose(tmp_path: Path) -> None:
    listed = kg("export", "--list", "--out", tmp_path / "nowhere")
    assert listed.exit_code == 0
    assert re.findall(r"^(\w+)", listed.stdout, re.MULTILINE) == list(EXPORTERS)
    assert listed.stdout.count("(default)") == len(DEFAULTS)
    assert listed.stdout.count("loses: ") == len(EXPORTERS)
    assert max(map(len, listed.stdout.splitlines())) <= 100


def test_export_writes_all_formats_when_asked_and_tells_what_gephi_will_change(tmp_path: Path) -> None:
    with Store.create(tmp_path / "graph.sqlite") as store:
        store.add(EXTRACTIONS)
        store.settle(ASSIGNED, [replace(ACTORS[0], name="INF Treaty"), *ACTORS[1:]])
    rules = shutil.copytree(ROOT / "rules", tmp_path / "rules")
    result = kg("export", "--out", tmp_path, "--format", "all", "--rules", rules)
    assert set(contents(tmp_path)) >= {file for exporter in EXPORTERS.values() for file in exporter.files}
    assert "note: graph.graphml: 1 value with 'INF'" in result.stderr


def test_explain_a_node_and_an_edge(tmp_path: Path) -> None:
    sample_store(tmp_path / "graph.sqlite").__exit__(None, None, None)
    node = kg("explain", "zoe marquez", "--out", tmp_path)
    assert node.exit_code == 0
    assert node.stdout.startswith("Zoë Márquez (person, id person/zoe-marquez)\n")
    assert "      “Police of Ardania arrested Zoë Márquez on Monday.”\n" in node.stdout
    edge = kg("explain", "Ardania", "Marquez", "--out", tmp_path)
    assert edge.exit_code == 0
    assert "  Ardania — detained → Zoë Márquez\n" in edge.stdout


def test_explain_an_unknown_and_an_ambiguous_name(tmp_path: Path) -> None:
    sample_store(tmp_path / "graph.sqlite").__exit__(None, None, None)
    unknown = kg("explain", "Zoe Markez", "--out", tmp_path)
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert unknown.stderr == "kg: no actor is called 'Zoe Markez' (did you mean 'Zoë Márquez'?)\n"
    with Store.create(tmp_path / "graph.sqlite") as store:
        store.settle({}, (Actor("a", "Ana Tamm", "person", ("Tamm",)), Actor("b", "Bo Tamm", "person", ("Tamm",))))
    ambiguous = kg("explain", "Tamm", "--out", tmp_path)
    assert (ambiguous.exit_code, ambiguous.stdout) == (1, "")
    assert ambiguous.stderr == "kg: 'Tamm' is the name of 2 actors; use an id: a, b\n"


def score_row(name: str, score: Score) -> list[str]:
    counts = (score.true_positives, score.false_positives, score.false_negatives)
    return [name, *(f"{figure:.3f}" for figure in (score.precision, score.recall, score.f1)), *map(str, counts)]


def test_evaluate_prints_the_figures(built: Path, ontology: Mapping[str, RelationType]) -> None:
    result = kg("evaluate", GOLD, "--out", built)
    assert result.exit_code == 0
    rows = {row[0]: row for row in (line.split() for line in result.stdout.splitlines()) if len(row) == 7}
    expected = evaluate(GOLD, built / "actors.jsonl", built / "claims.jsonl", ontology)
    assert result.stdout.startswith(f"{expected.articles} articles\n")
    for name in ("actors", "pairs", "families", "types"):
        assert rows.pop(name) == score_row(name, getattr(expected, name))
    assert rows == {name: score_row(name, score) for name, score in expected.relations.items()} | {
        key: row for key, row in rows.items() if key == "precision"
    }
    assert f"kinds right {expected.kind.share:.3f}" in result.stdout


def test_evaluate_lists_as_many_mistakes_as_asked_for(built: Path, ontology: Mapping[str, RelationType]) -> None:
    first, *_ = evaluate(GOLD, built / "actors.jsonl", built / "claims.jsonl", ontology).mistakes
    told = kg("evaluate", GOLD, "--out", built, "--errors", "1").stdout.splitlines()
    assert told[:-2] == kg("evaluate", GOLD, "--out", built).stdout.splitlines()
    what = "missing" if first.missed else "wrong"
    assert told[-2] == f"{what} in {first.doc}: {first.source} — {first.relation} → {first.target}"


@pytest.mark.usefixtures("plain")
def test_evaluate_says_so_when_nothing_can_be_compared(write: Write) -> None:
    gold = {"actors": [{"id": "x", "kind": "person", "name": "Zed", "mentions": ["Zed"]}], "relations": []}
    folder = write({**NEWS, "gold/a.json": json.dumps(gold)})
    kg("build", folder / "in", "--out", folder / "out", "--jobs", "1")
    result = kg("evaluate", folder / "gold", "--out", folder / "out")
    assert result.exit_code == 0
    assert "kinds right -, statuses right -" in result.stdout


def test_evaluate_without_gold_is_one_message(built: Path, tmp_path: Path) -> None:
    result = kg("evaluate", tmp_path / "nowhere", "--out", built)
    assert result.exit_code == 1
    assert result.stderr == f"kg: {tmp_path}/nowhere: there is no such folder of annotated articles\n"


@pytest.mark.usefixtures("plain")
def test_check_tells_failed_examples_and_exits_with_1() -> None:
    rule = load_rulebook().rules[0]
    result = kg("check", rule.id)  # the plain reader knows no such sentence
    assert result.exit_code == 1
    assert re.match(rf"{re.escape(rule.path)}:\d+: rule {re.escape(rule.id)}: ", result.stderr)
    summary = r"^1 rules with \d+ triggers; \d+ examples run, [1-9]\d* of them wrong$"
    assert re.search(summary, result.stdout, re.MULTILINE)
    assert kg("check", "no-such-rule").stderr.startswith("kg: no rule has the id 'no-such-rule'")


# --- as people call it ------------------------------------------------------------------------------------------------


def test_a_real_build_in_a_process_of_its_own(write: Write) -> None:
    folder = write({"in/a.txt": "The United States arrested Nicolás Maduro in Caracas.", "in/b.txt": b"caf\0"})
    result = kg_process("build", folder / "in", "--out", folder / "out", "--format", "jsonl")
    assert result.returncode == 0, result.stderr
    assert result.stderr.startswith(f"kg: skipped {folder}/in/b.txt: ")
    assert result.stderr.count("\n") == 1
    (claim,) = (folder / "out" / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(claim)["evidence"]["text"] == "The United States arrested Nicolás Maduro in Caracas."


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["build", "{}/nowhere", "--out", "{}/out"], 1, "kg: {}/nowhere: there is no such file or folder\n"),
        (["check", "--rules", "{}/rules"], 1, "kg: {}/rules/ontology.yaml:1: cannot be read: No such file"),
        (["build"], 2, "Usage: "),
    ],
    ids=["missing input", "missing rules", "wrong usage"],
)
def test_errors_in_a_process_of_its_own(write: Write, arguments: list[str], code: int, message: str) -> None:
    folder = write({"rules/notes.txt": "no rules here"})
    result = kg_process(*(argument.format(folder) for argument in arguments))
    assert result.returncode == code
    assert result.stderr.startswith(message.format(folder))
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
    assert not (folder / "out").exists()


def test_the_output_can_be_cut_short_by_its_reader(built: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "kg", "explain", "Cuba", "--out", str(built)]
    result = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, encoding="utf-8", cwd=ROOT, check=False)
    os.close(write)
    assert "Traceback" not in result.stderr
