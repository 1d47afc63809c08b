# make demo   build the graph of seeds/ and say which file to open
# make test   ruff, mypy --strict, pytest
# make docs   write README's generated tables again
# make screenshots   take README's pictures of graph.html again
# make lock   pin the dependencies of pyproject.toml again, with hashes
# Each sets up .venv first and installs again only when the lock file or pyproject.toml has changed.

.DEFAULT_GOAL := help
.PHONY: help demo test docs screenshots lock clean graphology cypher

BIN := .venv/bin
READY := .venv/.ready

# The first Python >= 3.12 among the usual names and those that pyenv keeps.
FIND_PYTHON = for python in python3.12 python3.13 python3 "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.1[23456789].*/bin/python3; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && command -v "$$python" && break; done

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

demo: $(READY)
	$(BIN)/kg build seeds --out out
	@echo
	@echo "The graph is ready. Open this file in a browser: $(CURDIR)/out/graph.html"

test: $(READY) graphology cypher
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict kg
	$(BIN)/python -m pytest -n 2

# The parsers of Gephi Lite, for one test; without npm, or without a network, that test is skipped and says so.
graphology: tests/graphology/node_modules/.ready

tests/graphology/node_modules/.ready: tests/graphology/package-lock.json
	@if command -v npm >/dev/null; then \
		npm ci --prefix tests/graphology --silent --no-audit --no-fund --fetch-retries 1 && touch $@ || echo "npm could not install tests/graphology; its test is skipped"; \
	else echo "npm is not installed; the test of tests/graphology is skipped"; fi

# An engine of Cypher, for one test; where it has no wheel, or without a network, that test is skipped and says so.
cypher: .venv/.cypher

.venv/.cypher: tests/cypher/requirements.txt $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes --requirement $< && touch $@ || \
		echo "tests/cypher/requirements.txt could not be installed; its test is skipped"

docs: $(READY)
	$(BIN)/python tests/readme.py

screenshots: $(READY)
	$(BIN)/python tests/screenshots.py

# One lock for CPython 3.12 and newer on Linux, macOS and Windows: markers tell the platforms apart, hashes cover every file.
lock: $(READY)
	@$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.12 --upgrade \
		--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock
	$(BIN)/uv pip compile tests/cypher/requirements.in --universal --python-version 3.12 --upgrade \
		--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet --output-file tests/cypher/requirements.txt

clean:
	rm -rf tests/graphology/node_modules .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(READY): requirements.lock pyproject.toml
	@test -x $(BIN)/python || { \
		python=$$($(FIND_PYTHON)); \
		test -n "$$python" || { echo "kg needs Python 3.12 or newer, and none was found. Install it (Debian: apt-get install python3 python3-venv; macOS: brew install python@3.12; pyenv: pyenv install 3.12) and call make again." >&2; exit 1; }; \
		echo "Making .venv with $$python"; \
		"$$python" -m venv .venv || { rm -rf .venv; echo "$$python cannot make a virtual environment. Debian: apt-get install python3-venv, then call make again." >&2; exit 1; }; }
	@echo "Installing the packages of requirements.lock into .venv (some minutes the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock || { \
		echo "The packages could not be installed. If the lines above speak of ICU, pkg-config or a compiler, pyicu could not be built: Debian: apt-get install g++ pkg-config libicu-dev python3-dev; Fedora: dnf install gcc-c++ pkgconf libicu-devel python3-devel; macOS: brew install pkgconf icu4c, then export PKG_CONFIG_PATH=\"\$$(brew --prefix icu4c)/lib/pkgconfig\". Then call make again." >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	@touch $@
