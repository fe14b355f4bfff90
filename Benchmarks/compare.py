#!/usr/bin/env python3
"""Asks the ten questions of evidence-bench, of the C reference and of the peers that are installed, in turn, and
compares every answer.

    python3 Benchmarks/compare.py ANCHORS --scale 100k --bench BINARY [--rounds 3] [--peers kuzu,duckdb,...]

ANCHORS is a writable copy of the benchmark anchors (gen.py, run_peers.py, limit.c, peers/), with data/SCALE
written by `gen.py --scale SCALE --bulk`. Each round asks everything once: the C reference (compiled with gcc;
left out aloud where there is none), evidence-bench, then each peer in processes of its own. Prints the medians as
a table; a peer or the reference counts only where its answer has our checksum. Fails where two answers differ.
"""
import argparse
import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

QUESTIONS = ["Q1", "Q2a", "Q2b", "Q3a", "Q3b", "Q4", "Q5", "Q6", "Q7", "Q8", "Q9"]
# How the peers' packages are imported, where that is not the peer's name.
MODULES = {"oxigraph": "pyoxigraph", "sqlite3": "sqlite3"}
OURS, REFERENCE = "evidence", "C"


def said(text):
    print(text, file=sys.stderr, flush=True)


def lines(command, folder):
    """The JSON lines that a program prints."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        said(f"{' '.join(command[:3])} failed: {(done.stderr or done.stdout).strip()[-300:]}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


class Results:
    """Times and checksums by engine and question."""

    def __init__(self):
        self.times = {}
        self.sums = {}
        self.peaks = {}
        self.faults = []

    def add(self, engine, question, seconds, checksum, peak=None):
        if seconds is None:
            return
        self.times.setdefault((engine, question), []).append(seconds)
        if peak:
            self.peaks[engine, question] = max(peak, self.peaks.get((engine, question), 0))
        if not checksum:
            return
        known = self.sums.setdefault((engine, question), checksum)
        if known != checksum:
            self.faults.append(f"{question}: {engine} gives another answer in another round")

    def median(self, engine, question):
        found = self.times.get((engine, question))
        return statistics.median(found) if found else None

    def compare(self):
        """Notes where an engine's answer is not ours; who differs does not count."""
        for (engine, question), checksum in self.sums.items():
            own = self.sums.get((OURS, question))
            if own is not None and checksum != own:
                self.faults.append(f"{question}: {engine} has {checksum}, we have {own}")
                self.times.pop((engine, question), None)


def milliseconds(seconds):
    if seconds is None:
        return "–"
    return f"{seconds * 1e3:,.3g}" if seconds < 1 else f"{seconds * 1e3:,.0f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("anchors")
    parser.add_argument("--scale", default="100k")
    parser.add_argument("--bench", required=True, help="the program evidence-bench")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--reps", type=int, default=5)
    parser.add_argument("--limit", type=float, default=120, help="seconds after which a peer's question is ended")
    parser.add_argument("--peers", help="the installed ones, where it is not said")
    parser.add_argument("--queries", default=",".join(QUESTIONS))
    options = parser.parse_args()
    anchors = os.path.abspath(options.anchors)
    data = os.path.join(anchors, "data", options.scale)
    if not os.path.exists(os.path.join(data, "nodes.bulk.csv")):
        sys.exit(f"{data} is missing: run gen.py --scale {options.scale} --bulk in {anchors}")
    if not os.access(anchors, os.W_OK):
        sys.exit(f"{anchors} cannot be written to: copy it first")
    sys.path.insert(0, os.path.join(anchors, "peers"))
    from common import canon

    questions = options.queries.split(",")
    if options.peers:
        peers = options.peers.split(",")
    else:
        names = sorted(f[2:-3] for f in os.listdir(os.path.join(anchors, "peers")) if f.startswith("p_"))
        peers = [name for name in names if importlib.util.find_spec(MODULES.get(name, name))]
        missing = sorted(set(names) - set(peers))
        if missing:
            said(f"not installed, left out: {', '.join(missing)}")

    has_reference = os.path.exists(os.path.join(anchors, "limit"))
    if not has_reference and shutil.which("gcc"):
        compiled = subprocess.run(["gcc", "-O3", "-march=native", "-o", "limit", "limit.c", "-lm"], cwd=anchors)
        has_reference = compiled.returncode == 0
    if not has_reference:
        said("the C reference is left out: there is no gcc, or it does not compile")

    results = Results()
    asked = [q for q in questions if q not in ("Q8", "Q9")]
    for number in range(options.rounds):
        said(f"round {number + 1} of {options.rounds}")
        if has_reference:
            for line in lines([sys.executable, "peers/limit_prep.py", f"data/{options.scale}"], anchors):
                if line["query"] in questions:
                    results.add(REFERENCE, line["query"], line.get("median_s"), line["checksum"])
        ours = [os.path.abspath(options.bench), data, "--queries", options.queries, "--reps", str(options.reps)]
        for line in lines(ours, anchors):
            checksum = canon(line["query"], line["answer"])[0] if line["query"] in asked else None
            results.add(OURS, line["query"], line["median_s"], checksum, line["peak_rss_mb"])
        for peer in peers:
            with tempfile.NamedTemporaryFile(suffix=".jsonl") as out:
                command = [
                    sys.executable, "run_peers.py", "--scale", options.scale, "--peers", peer, "--rounds", "1",
                    "--reps", str(options.reps), "--limit", str(options.limit), "--out", out.name,
                    "--queries", ",".join(asked),
                ]
                # What a peer has saved is opened again in later rounds.
                lines(command + (["--no-load"] if number else []), anchors)
                for line in open(out.name):
                    record = json.loads(line)
                    if record["query"] in questions and record["status"] == "ok":
                        results.add(peer, record["query"], record["median_s"], record["checksum"])
    results.compare()
    head = ["", "evidence", "C", "ours / C", "best peer", "", "best peer / ours"]
    print(f"\n{options.scale}, {options.rounds} rounds, medians in milliseconds\n")
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for question in questions:
        own = results.median(OURS, question)
        reference = results.median(REFERENCE, question)
        others = sorted((time, peer) for peer in peers if (time := results.median(peer, question)) is not None)
        best = others[0] if others else None
        print(
            "| " + " | ".join([
                question, milliseconds(own), milliseconds(reference),
                f"{own / reference:.2f} ×" if own and reference else "",
                milliseconds(best[0]) if best else "–", best[1] if best else "",
                f"{best[0] / own:.2f}" if own and best else "",
            ]) + " |"
        )
    for question in asked:
        same = sorted(
            engine for (engine, q), checksum in results.sums.items()
            if q == question and checksum == results.sums.get((OURS, question))
        )
        print(f"{question}: the same answer from {', '.join(same) or 'nobody'}")
    for fault in results.faults:
        print(f"DIFFERS {fault}")
    if results.faults or any((OURS, question) not in results.times for question in questions):
        sys.exit(1)


if __name__ == "__main__":
    main()
