"""Several processes that do one kind of work, and outlive the death of any of them.

``concurrent.futures`` gives up the whole pool when one of its processes dies. Here the batch that a process died on is
tried again, each item of it alone in a new process; the item that kills that one, too, is given up, and only that.
"""

from __future__ import annotations

import pickle
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any, Self

from kg.errors import InputError, KgError

type Start[Item, Result] = Callable[..., Callable[[Sequence[Item]], list[Result]]]
"""Runs once in every process; what it returns does the work: a result for each item."""

_AHEAD = 3
"""Batches for each process that may be begun before the first unfinished one is done: what bounds the memory."""


@dataclass(frozen=True, slots=True)
class _Batch[Item]:
    number: int
    items: tuple[Item, ...]
    first: int = 0
    """Where its first item stands in the batch that it is a piece of."""
    deaths: int = 0


@dataclass(frozen=True, slots=True)
class _Progress[Result]:
    items: int
    results: dict[int, Result] = field(default_factory=dict)


@dataclass(slots=True)
class _Worker[Item]:
    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    busy: _Batch[Item] | None = None


class Workers[Item, Result]:
    """Processes that turn batches of items into lists of results, in the order of the batches.

    ``start(*arguments)`` runs in each; ``given_up(item, why)`` makes the result of an item that a process died on when
    it had it alone. An exception in a process is raised here, with the traceback from there. Use it in a ``with``
    statement, whose end ends the processes.
    """

    def __init__(
        self, number: int, start: Start[Item, Result], arguments: tuple[Any, ...],
        given_up: Callable[[Item, str], Result],
    ) -> None:  # fmt: skip
        self._number = number
        self._start = start
        self._arguments = arguments
        self._given_up = given_up
        self._context = get_context("spawn")
        self._workers: list[_Worker[Item]] = []

    def __enter__(self) -> Self:
        self._workers = [self._new() for _ in range(self._number)]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.pipe.close()  # which an idle process takes for the end
            if error is not None or worker.busy is not None:
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join()

    def map(self, batches: Iterable[Sequence[Item]]) -> Iterator[list[Result]]:
        """The results of each batch, in order. Batches are taken as they are needed, a few ahead.

        Raises:
            InputError: a process died before it had begun, so that another would, too.
        """
        source = iter(batches)
        begun: dict[int, _Progress[Result]] = {}
        waiting: deque[_Batch[Item]] = deque()
        number = due = 0
        while True:
            while len(begun) < _AHEAD * self._number and (items := next(source, None)) is not None:
                begun[number] = _Progress(len(items))
                waiting.append(_Batch(number, tuple(items)))
                number += 1
            if not begun:
                return
            for worker in self._workers:
                if worker.ready and worker.busy is None and waiting:
                    self._give(worker, waiting.popleft())
            if len(begun[due].results) == begun[due].items:
                yield [result for _, result in sorted(begun.pop(due).results.items(), key=lambda pair: pair[0])]
                due += 1
                continue
            for worker in self._heard():
                self._hear(worker, waiting, begun)

    def _heard(self) -> list[_Worker[Item]]:
        of = {worker.pipe: worker for worker in self._workers}
        return [of[pipe] for pipe in wait(list(of)) if isinstance(pipe, Connection)]

    def _give(self, worker: _Worker[Item], batch: _Batch[Item]) -> None:
        worker.busy = batch
        with suppress(OSError):  # it has died, which will be heard
            worker.pipe.send(batch.items)

    def _hear(self, worker: _Worker[Item], waiting: deque[_Batch[Item]], begun: dict[int, _Progress[Result]]) -> None:
        try:
            told = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker, waiting, begun)
            return
        if isinstance(told, BaseException):
            raise told
        if not worker.ready:
            worker.ready = True
            return
        assert worker.busy is not None
        batch, worker.busy = worker.busy, None
        begun[batch.number].results.update(enumerate(told, batch.first))

    def _bury(self, worker: _Worker[Item], waiting: deque[_Batch[Item]], begun: dict[int, _Progress[Result]]) -> None:
        worker.pipe.close()
        worker.process.join()
        why = _cause(worker.process.exitcode)
        if not worker.ready:
            raise InputError(
                f"a worker process {why} before it could begin; build again with --jobs 1 (or, in a program that calls"
                " kg, start it below: if __name__ == '__main__')"
            )
        batch = worker.busy
        self._workers[self._workers.index(worker)] = self._new()
        if batch is None:
            return
        if len(batch.items) > 1:
            pieces = [_Batch(batch.number, (item,), batch.first + at, 1) for at, item in enumerate(batch.items)]
            waiting.extendleft(reversed(pieces))
        elif batch.deaths < 1:
            waiting.appendleft(_Batch(batch.number, batch.items, batch.first, batch.deaths + 1))
        else:
            begun[batch.number].results[batch.first] = self._given_up(batch.items[0], why)

    def _new(self) -> _Worker[Item]:
        here, there = self._context.Pipe()
        process = self._context.Process(target=_work, args=(there,), daemon=True)
        process.start()
        there.close()
        # Not among the arguments of the process: for these multiprocessing would wait for ever if it died at once.
        with suppress(OSError):  # it has died, which will be heard
            here.send((self._start, self._arguments))
        return _Worker(process, here)


_NO_MEMORY = 41
"""The exit code of a process in which Python could get no more memory."""


def _cause(code: int | None) -> str:
    if code == _NO_MEMORY:
        return "ran out of memory"
    if code is not None and code < 0:
        names = {-number.value: number.name for number in signal.Signals}
        return f"was ended by {names.get(code, f'signal {-code}')}"
    return f"ended with exit code {code}"


def _work(pipe: Connection) -> None:
    # A terminal sends Ctrl-C to every process; the one that started this one answers it for all.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    told: Any = "ready"
    work: Callable[[Any], Any] | None = None
    while True:
        try:
            if work is None:
                start, arguments = pipe.recv()
                work = start(*arguments)
            else:
                told = work(told)
        except MemoryError:
            sys.exit(_NO_MEMORY)
        except BaseException as error:
            told = _portable(error)
        try:
            pipe.send(told)
            if isinstance(told, BaseException):
                return
            told = pipe.recv()
        except (EOFError, OSError):
            return  # nobody is there any more


def _portable(error: BaseException) -> BaseException:
    """The exception as another process can raise it, with the traceback in words."""
    if isinstance(error, KgError):
        return error
    told = f"in a worker process:\n{traceback.format_exc()}"
    try:
        again: BaseException = pickle.loads(pickle.dumps(error))
    except (pickle.PicklingError, TypeError, AttributeError):
        again = RuntimeError(f"{type(error).__name__}: {error}")
    again.add_note(told)
    return again
