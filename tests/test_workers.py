"""Processes that die, fail or fall behind: what comes back, in which order, and how much is begun ahead."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import batched
from pathlib import Path

import pytest

from kg.errors import DocumentError, InputError
from kg.workers import Workers


def _doubling(folder: Path) -> Callable[[Sequence[int]], list[int | str]]:
    """13 kills the process, 29 finds no memory, 7 kills it only once; the later ones are slower."""

    def work(items: Sequence[int]) -> list[int | str]:
        for item in items:
            time.sleep(0.002 * (item % 3))
            if item == 13 or (item == 7 and not (folder / "seven").exists()):
                (folder / "seven").touch()
                os.kill(os.getpid(), signal.SIGKILL)
            if item == 29:
                raise MemoryError
        return [2 * item for item in items]

    return work


def _failing(error: Exception) -> Callable[[Sequence[int]], list[int | str]]:
    def work(items: Sequence[int]) -> list[int | str]:
        raise error

    return work


def _stillborn() -> Callable[[Sequence[int]], list[int | str]]:
    os._exit(3)


def _given_up(item: int, why: str) -> int | str:
    return f"{item} {why}"


def test_an_item_that_kills_its_process_is_given_up_alone_and_all_stays_in_order(tmp_path: Path) -> None:
    with Workers(2, _doubling, (tmp_path,), _given_up) as workers:
        found = [result for batch in workers.map(batched(range(40), 8)) for result in batch]
    lost = {13: "13 was ended by SIGKILL", 29: "29 ran out of memory"}
    assert found == [lost.get(item, 2 * item) for item in range(40)]


def test_batches_are_taken_only_a_few_ahead_of_what_is_done(tmp_path: Path) -> None:
    taken = 0

    def source() -> Iterator[tuple[int, ...]]:
        nonlocal taken
        for batch in batched(range(1000, 1100), 2):
            taken += 1
            yield batch

    with Workers(2, _doubling, (tmp_path,), _given_up) as workers:
        for done, _ in enumerate(workers.map(source()), 1):
            assert taken - done <= 6


@pytest.mark.parametrize("error", [DocumentError("a.txt", "is odd"), LookupError("no such thing")])
def test_an_exception_comes_back_as_it_was(error: Exception) -> None:
    with pytest.raises(type(error)) as caught, Workers(1, _failing, (error,), _given_up) as workers:
        list(workers.map([(1, 2)]))
    assert str(caught.value) == str(error)


def test_processes_that_cannot_begin_are_an_input_error() -> None:
    with (
        pytest.raises(InputError, match="ended with exit code 3 before it could begin"),
        Workers(2, _stillborn, (), _given_up) as workers,
    ):
        list(workers.map([(1,), (2,)]))


def test_a_program_that_starts_itself_again_in_every_process_is_told_so(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "from kg.workers import Workers\n"
        "with Workers(2, list, ['a rulebook' * 100_000], print) as workers:\n"
        "    print(*workers.map([(1,), (2,)]))\n"
    )
    ran = subprocess.run([sys.executable, program], capture_output=True, encoding="utf-8", timeout=50, check=False)
    assert ran.returncode == 1
    assert ran.stderr.splitlines()[-1].endswith("start it below: if __name__ == '__main__')")


def test_the_end_of_the_block_ends_the_processes(tmp_path: Path) -> None:
    with Workers(2, _doubling, (tmp_path,), _given_up) as workers:
        next(workers.map(batched(range(100, 200), 5)))
        processes = [worker.process for worker in workers._workers]
    assert [process.is_alive() for process in processes] == [False, False]
