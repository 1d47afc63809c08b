"""Parsers of foreign formats, in a process of their own that may hang, crash or run out of memory.

Web pages, PDF and Word files are read by large libraries, some of them in C, from bytes that anybody may have made.
Each process of kg that meets one starts a single reading process, sends it the bytes and waits for the text as long as
the limit says; one that does not answer is killed, and the next article gets a fresh one. In it memory is bounded (on
Linux), and no socket and no program can be opened, so that nothing in an article is ever fetched or executed.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, Any, cast

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

from kg.documents.reading import Found, Limits, Reader, Reading
from kg.errors import DocumentError

_MEMORY = 800_000_000
"""Bytes of address space at the most; the libraries take a quarter of it before they read anything."""
_FOR_A_SHORT_ONE = 400_000_000
_FOR_A_BYTE = 20
"""What a file may take besides, for each of its bytes: a short one that wants more is made to."""
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from kg.documents.apart import serve; serve()"
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
)
"""What the reading process may not do, by the names of Python's audit events."""

_room: _Room | None = None


def read_apart(format: str, data: bytes, place: str, limits: Limits) -> Reading:
    """What the reader of ``format`` makes of ``data``. DocumentError as that reader raises it, or because it took more
    than ``limits.seconds``, more memory than there is for it, or crashed."""
    global _room
    if _room is None or not _room.alive():
        _room = _Room()
    answer = _room.ask(format, data, place, limits.seconds)
    if "refusal" in answer:
        raise DocumentError(*answer["refusal"])
    found = tuple(Found(*one) for one in answer["found"])
    return Reading(answer["text"], answer["body"], found, tuple(answer["notes"]))


class _Room:
    """The reading process, and how to talk to it: a line of JSON and the bytes there, a line of JSON back."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START, json.dumps(sys.path)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        atexit.register(self.end)

    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, format: str, data: bytes, place: str, seconds: float) -> dict[str, Any]:
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        clock = threading.Timer(seconds, stop)
        clock.daemon = True
        clock.start()
        questions, answers = cast(IO[bytes], self._process.stdin), cast(IO[bytes], self._process.stdout)
        try:
            questions.write(json.dumps([format, place, len(data)]).encode() + b"\n" + data)
            questions.flush()
            answer = answers.readline()
        except OSError:
            answer = b""
        finally:
            clock.cancel()
        if answer.endswith(b"\n"):
            return cast(dict[str, Any], json.loads(answer))
        self.end()
        told = "makes the library that reads this format crash"
        if late.is_set():
            told = f"takes longer than {seconds} seconds to read; raise --limit seconds=N if it is worth it"
        return {"refusal": (place, told)}

    def end(self) -> None:
        atexit.unregister(self.end)
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                cast(IO[bytes], pipe).close()
        self._process.kill()
        self._process.wait()


# --- the other side ---------------------------------------------------------------------------------------------------


def serve() -> None:
    """Answer questions on standard input until it ends."""
    from kg.documents.formats import reader

    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    _confine()
    bound = 0
    while question := questions.readline():
        format, place, size = json.loads(question)
        bound = _bounded(size, bound)
        answer = _answer(reader(format), questions.read(size), place)
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _answer(reader: Reader, data: bytes, place: str) -> dict[str, Any]:
    try:
        reading = reader(data, place)
    except DocumentError as error:
        return {"refusal": (error.path, error.problem)}
    except (MemoryError, RecursionError) as error:
        what = "memory" if isinstance(error, MemoryError) else "nesting"
        return {"refusal": (place, f"takes more {what} to read than an article should")}
    except Exception as error:  # whatever a parser trips over is a fault of the file that made it trip
        told = " ".join(f"{type(error).__name__} {error}".split())[:160]
        return {"refusal": (place, f"cannot be read, it is broken or not what its name says ({told})")}
    found = [(one.field, one.value, one.where) for one in reading.found]
    return {"text": reading.text, "body": reading.body, "found": found, "notes": reading.notes}


def _bounded(size: int, before: int) -> int:
    """The bytes of memory that this process may have for a file of ``size`` bytes. They are never lowered: what an
    earlier file took may still be held."""
    bound = max(before, min(_MEMORY, _FOR_A_SHORT_ONE + _FOR_A_BYTE * size))
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (bound, resource.getrlimit(resource.RLIMIT_AS)[1]))
    return bound


def _confine() -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_FORBIDDEN):
            raise PermissionError(f"an article may not do this: {event}")

    sys.addaudithook(refuse)
