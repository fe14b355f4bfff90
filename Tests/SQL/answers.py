"""Asks the same questions of `evidence` and of engines that run its statements, and compares.

    python3 Tests/SQL/answers.py EVIDENCE [--engines duckdb,postgresql,spark] [GRAPH.jsonl ...]

Without graphs: those that are shipped and one of hostile names, with questions for each. Another graph is asked for what it has.
An engine that is not installed is skipped aloud. Ends with 1 if an answer differs.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import engines

FIGURES = {
    "witnesses": "witnesses", "papers": "papers", "independentPapers": "independent_papers",
    "supporting": "supporting", "mixed": "mixed", "opposing": "opposing",
    "unresolved": "unresolved", "here": "here", "below": "below", "for": "works_for",
    "against": "works_against",
}


def run(*arguments):
    return subprocess.run(
        [str(argument) for argument in arguments], check=True, capture_output=True, text=True,
        encoding="utf-8",
    ).stdout


class Questions:
    """What is asked of one graph: options of `coverage`, `gaps` and `paths`."""

    def __init__(self, evidence, graph):
        self.evidence, self.graph = evidence, graph
        self.known = {}

    def computed(self, *question):
        if question not in self.known:
            command, *options = question
            text = run(self.evidence, command, self.graph, *options, "--format", "json")
            self.known[question] = json.loads(text)
        return self.known[question]

    def statement(self, engine, *question):
        command, *options = question
        options = [option for option in options if option not in ("--group-by", "none")]
        return run(self.evidence, "sql", command, self.graph, *options, "--dialect", engine.name)

    def differences(self, engine, *question):
        rows = engine.ask(self.statement(engine, *question))
        compare = {"coverage": self.cells, "gaps": self.gaps, "paths": self.chains}[question[0]]
        return compare(self.computed(*question), rows)

    @staticmethod
    def cells(answer, rows):
        def cell(row):
            return tuple(int(row[name]) for name in FIGURES.values()) + (
                row["state"], row["marks"] or "", row["conflict"],
            )

        found = {(row["row_key"], row["column_key"]): cell(row) for row in rows}
        expected = {
            (c["row"], c["column"]): tuple(c[name] for name in FIGURES)
            + (c["state"], ",".join(c["marks"]), c["conflict"])
            for c in answer["cells"]
        }
        assert len(found) == len(rows), "a cell stands twice"
        return len(expected), [
            (key, expected.get(key), found.get(key))
            for key in sorted(expected.keys() | found.keys())
            if expected.get(key) != found.get(key)
        ]

    @staticmethod
    def gaps(answer, rows):
        def key(kind, row, column, node):
            return kind, row or "", column or "", node or ""

        found = sorted(key(r["kind"], r["row_key"], r["column_key"], r["node"]) for r in rows)
        expected = sorted(key(g["kind"], g["row"], g["column"], g["node"]) for g in answer)
        return len(expected), (
            [] if found == expected
            else sorted(set(found) ^ set(expected))[:10] or ["a gap is listed more often"]
        )

    @staticmethod
    def chains(answer, rows):
        def strength(value):
            return None if value in (None, "") else round(float(value) + 1e-12, 2)

        # Equal strengths stand by keys, which engines order as one text: sets are compared.
        found = sorted(
            (json.loads(r["keys"]), json.loads(r["statements"]), r["about"], r["stance"],
             r["directness"])
            for r in rows
        )
        expected = sorted(
            (c["keys"], [step["statement"] for step in c["steps"]], c["about"], c["stance"],
             c["directness"])
            for c in answer["chains"]
        )
        weak = [
            (c["strength"], r["strength"])
            for c, r in zip(answer["chains"], rows)
            if (c["strength"] is None) != (strength(r["strength"]) is None)
            or c["strength"] is not None
            and abs(c["strength"] - float(r["strength"])) > 0.0051
        ]
        return len(expected), (
            [] if found == expected else [("expected", expected[:2], "found", found[:2])]
        ) + weak[:3]


REPOSITORY = [
    ("coverage", "--rows", "mit-mitigation@1", "--columns", "mit-risk@4"),
    ("coverage", "--rows", "nexus-mit-mitigation@1", "--columns", "mit-risk@4",
     "--columns-level", "1"),
    ("coverage", "--of", "Risk", "--rows", "mit-risk@4", "--columns", "mit-causal-entity@4"),
    ("coverage", "--of", "Risk", "--rows", "mit-causal-intent@4", "--columns",
     "mit-causal-timing@4"),
    ("coverage", "--of", "Risk", "--rows", "Paper", "--columns", "mit-risk@4",
     "--columns-level", "2"),
    ("coverage", "--of", "Paper", "--rows", "mit-mitigation@1", "--columns", "mit-risk@4"),
    ("coverage", "--of", "Paper", "--rows", "mit-causal-entity@4", "--columns", "mit-risk@4",
     "--since", "2023"),
    ("coverage", "--rows", "mit-mitigation@1", "--rows-level", "2", "--columns", "mit-risk@4",
     "--reviewed"),
    ("coverage", "--rows", "mit-mitigation@1", "--rows-level", "2", "--columns", "mit-risk@4",
     "--without-via", "IBM AI Atlas Nexus"),
    ("gaps", "--group-by", "none"),
    ("gaps", "--rows", "mit-mitigation@1", "--columns", "mit-risk@4"),
    ("gaps", "--of", "Risk", "--rows", "mit-risk@4", "--columns", "mit-causal-entity@4",
     "--kind", "single-source", "stale", "synthesis", "thin", "unclassified"),
]
FRONTIER = [
    ("coverage", "--rows", "mit-mitigation@2", "--columns", "mit-risk@4"),
    ("coverage", "--rows", "mit-mitigation@2", "--rows-level", "2", "--columns", "mit-risk@4",
     "--columns-level", "2"),
    ("coverage", "--rows", "airi-actor@2", "--columns", "airi-lifecycle@2"),
    ("coverage", "--of", "Paper", "--rows", "mit-mitigation@2", "--columns", "mit-risk@4"),
    ("coverage", "--rows", "Paper", "--columns", "mit-risk@4"),
    ("coverage", "--rows", "Mitigation", "--columns", "mit-risk@4"),
    ("coverage", "--rows", "mit-mitigation@2", "--columns", "mit-risk@4", "--evidence",
     "expert-judgment"),
    ("coverage", "--rows", "mit-mitigation@2", "--columns", "mit-risk@4", "--without",
     "arxiv:2412.02145"),
    ("coverage", "--rows", "mit-mitigation@2", "--columns", "mit-risk@4", "--source",
     "arxiv:2412.02145"),
    ("gaps", "--group-by", "none"),
    ("gaps", "--rows", "mit-mitigation@2", "--columns", "mit-risk@4"),
    ("gaps", "--rows", "mit-mitigation@2", "--columns", "mit-risk@4", "--kind", "single-source",
     "stale", "synthesis", "conflicting", "opposed", "unsourced"),
    ("paths", "arxiv:2412.02145", "mit-risk@4:4.2", "--all"),
    ("paths", "arxiv:2412.02145", "mit-risk@4:4", "--all"),
    ("paths", "arxiv:2412.02145", "mit-risk@4:4", "--max-hops", "2", "--all"),
]


HOSTILE = [
    ("coverage", "--rows", "o'dd; \"x\"@1", "--columns", "r'isk@1"),
    ("coverage", "--of", "Paper", "--rows", "o'dd; \"x\"@1", "--rows-level", "1", "--columns",
     "r'isk@1", "--source", "paper:a'b", "paper:e;\nf"),
    ("coverage", "--rows", "Paper", "--columns", "r'isk@1", "--without", "paper:c\"d",
     "--without-via", "v'; DROP TABLE nodes; --"),
    ("gaps", "--rows", "o'dd; \"x\"@1", "--columns", "r'isk@1"),
    ("paths", "paper:e;\nf", "r'isk@1:1", "--all"),
    ("paths", "paper:g\\h", "r'isk@1:1", "--all"),
]


def pairs(graph, count):
    """Pairs of nodes that chains may join: papers, and domains at the top."""
    records = [json.loads(line) for line in open(graph, encoding="utf-8")]
    papers = [r["node"] for r in records if r.get("kind") == "Paper"]
    domains = [r["node"] for r in records if r.get("kind") == "RiskDomain"]
    step = max(1, len(papers) // count)
    return [(paper, domains[i % len(domains)]) for i, paper in enumerate(papers[::step][:count])]


def questions(graph):
    name = pathlib.Path(graph).parent.name
    if name == "ai-risk-repository":
        return REPOSITORY + [("paths", a, b, "--all") for a, b in pairs(graph, 6)]
    if name == "frontier-mitigations":
        return FRONTIER
    if pathlib.Path(graph).name == "hostile.jsonl":
        return HOSTILE
    return [
        ("coverage", "--rows", "type@1", "--columns", "risk-a@1"),
        ("coverage", "--of", "Risk", "--rows", "risk-a@1", "--columns", "type@1"),
        ("coverage", "--of", "Paper", "--rows", "type@1", "--rows-level", "2", "--columns",
         "risk-a@1", "--columns-level", "1"),
        ("coverage", "--rows", "type@1", "--columns", "risk-a@1", "--since", "2018", "--until",
         "2022"),
        ("gaps", "--rows", "type@1", "--columns", "risk-a@1"),
        ("gaps", "--group-by", "none"),
    ] + [("paths", a, b, "--all") for a, b in pairs(graph, 3)]


def chosen(listed, engine, most):
    """All questions; of Spark, which takes half a minute for each, some of every sort."""
    if engine.name != "spark" or len(listed) <= most:
        return listed
    return [listed[i * (len(listed) - 1) // (most - 1)] for i in range(most)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("evidence")
    parser.add_argument("graphs", nargs="*")
    parser.add_argument("--engines", default="duckdb,postgresql,spark")
    parser.add_argument("--times", action="store_true", help="print how long each answer took")
    parser.add_argument("--spark-questions", type=int, default=6, help="ask Spark so many a graph")
    asked = parser.parse_args()
    root = pathlib.Path(__file__).resolve().parents[2]
    graphs = asked.graphs or sorted(root.glob("Graphs/*/graph.jsonl")) + [
        root / "Tests" / "SQL" / "hostile.jsonl"
    ]
    folder = pathlib.Path(tempfile.mkdtemp())
    sources = []
    for number, graph in enumerate(graphs):
        tables = folder / str(number)
        for form in ("sql", "spark"):
            run(asked.evidence, "export", graph, "--format", form, "-o", tables / form)
        sources.append((Questions(asked.evidence, graph), tables))
    failed = False
    for Engine in engines.ENGINES:
        if Engine.name not in asked.engines.split(","):
            continue
        try:
            engine = Engine()
        except engines.Missing as missing:
            print(f"skipped: {Engine.name} ({missing})")
            continue
        try:
            for source, tables in sources:
                engine.load(tables)
                for question in chosen(questions(source.graph), engine, asked.spark_questions):
                    words = " ".join(question)
                    started = time.time()
                    try:
                        count, differences = source.differences(engine, *question)
                    except Exception as error:
                        failed = True
                        print(f"FAILED: {engine.name}: {words}\n  {str(error)[:1500]}")
                        continue
                    taken = f" ({time.time() - started:.1f} s)" if asked.times else ""
                    failed = failed or bool(differences)
                    judgement = "DIFFERS" if differences else "ok"
                    print(f"{judgement}: {engine.name}: {words}: {count} rows{taken}", flush=True)
                    for difference in differences[:5]:
                        print(f"  {difference}")
        finally:
            engine.close()
        print(f"{engine.name} {engine.version}: done")
    sys.exit(1 if failed else 0)


main()
