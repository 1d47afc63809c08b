"""Libraries that other libraries import and that nothing here needs."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


@contextmanager
def deferred(module: str, name: str) -> Iterator[None]:
    """Within the block ``from module import name`` imports nothing: it gives a function that imports the module when it
    is called, and calls what the module has under that name. A module that is there already is left alone."""
    if module in sys.modules:
        yield
        return

    def call(*args: Any, **kwargs: Any) -> Any:
        return getattr(importlib.import_module(module), name)(*args, **kwargs)

    stand_in = ModuleType(module)
    setattr(stand_in, name, call)
    sys.modules[module] = stand_in
    try:
        yield
    finally:
        if sys.modules.get(module) is stand_in:
            del sys.modules[module]
