# Everything by which the project is built, checked and tried. Each target sets up what it needs by itself
# (.ci/setup: interpreter, locked packages, system libraries); a second call is quick.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test check fix demo bench gallery faults soak lock

export PYTHONUTF8 := 1
PYTHON := .venv/bin/python
# Three for two processors: many a test waits for a window or a server. A few at a time: else the worker that
# begins gets all of the longest, which come first, and ends alone.
WORKERS := 3

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile

run:  ## start the window
	@.ci/setup run
	$(PYTHON) -m ui

test:  ## all tests, on SQLite and on PostgreSQL, in random order
	@.ci/setup test
	$(PYTHON) -m pytest -n $(WORKERS) --maxschedchunk 8

check:  ## the whole law: format, lint, types, import contracts, budgets, tests
	@.ci/run

fix:  ## format and mend what can be mended by itself
	@.ci/setup dev
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

demo:  ## a whole complaint without a window; papers in out/demo
	@.ci/setup run
	.venv/bin/aftersalesctl demo --out out/demo

bench:  ## one table: ours, floor, ratio, goal
	@.ci/setup test
	$(PYTHON) -m tests.bench

gallery:  ## every view and every page as a picture in out/gallery
	@.ci/setup test
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m ui.gallery

faults:  ## plant faults in the rules, want red tests
	@.ci/setup test
	$(PYTHON) -m tests.faults

soak:  ## the tests ten times in random order
	@.ci/setup test
	@.ci/soak $(PYTHON) -m pytest -n $(WORKERS) --maxschedchunk 8 -q

lock:  ## make the locks anew from pyproject.toml
	@.ci/setup dev
	.ci/lock
