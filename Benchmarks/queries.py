#!/usr/bin/env python3
"""Questions of the query language beside embedded peers, interleaved in one run.

    Benchmarks/queries.py DIR [--evidence FILE] [--graph FILE] [--rounds N] [--peers kuzu,duckdb,…]

DIR holds nodes.csv and edges.csv as gen.py of the benchmark anchors writes them; the graph of the command
is made of the bulk tables beside them unless --graph names one. Each peer is loaded once; then every round
asks each question of each peer in turn. A figure counts when all answers are the same; a peer that is not
installed is said to be missing. What is printed is a table in Markdown: medians in milliseconds, and how many
times ours the best peer took.

The command is asked through `evidence shell`, one process for all its questions: what is timed is from
the line that goes in to the last line of the answer. networkx has no query language: its answers are
loops over its dictionaries, written as its users would.
"""
import argparse
import csv
import importlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict

RELATIONS = {
    "CITES": ("Paper", "Paper"),
    "PROPOSES": ("Paper", "Mitigation"),
    "CLASSIFIED_AS": ("Mitigation", "TaxonomyNode"),
    "ADDRESSES": ("Mitigation", "Risk"),
    "IN_DOMAIN": ("Risk", "RiskDomain"),
}

QUESTIONS = {
    "two hops, counted": "ways from any paper over two citations",
    "two hops of 100 papers": "different papers within exactly two citations, summed over 100 papers",
    "typed paths": "paper → mitigation → concept and → risk → domain, counted over the whole graph",
    "typed paths by cell": "the same, for each (concept, domain)",
    "year and concept": "statements of proposal for each (year of the paper, concept)",
    "papers by concept": "different papers of each concept",
}


def cypher(key, starts):
    """The questions in openCypher; each answers with one row of numbers."""
    listed = "[" + ", ".join(f"'{s}'" for s in starts) + "]"
    typed = (
        "MATCH (p:Paper)-[:PROPOSES]->(m:Mitigation)-[:CLASSIFIED_AS]->(t:TaxonomyNode), "
        "(m)-[:ADDRESSES]->(:Risk)-[:IN_DOMAIN]->(d:RiskDomain) "
    )
    concepts = "MATCH (p:Paper)-[:PROPOSES]->(:Mitigation)-[:CLASSIFIED_AS]->(t:TaxonomyNode) "
    return {
        "two hops, counted": "MATCH (:Paper)-[:CITES]->(:Paper)-[:CITES]->(:Paper) RETURN count(*)",
        "two hops of 100 papers": f"MATCH (a:Paper)-[:CITES]->(:Paper)-[:CITES]->(c:Paper) WHERE a.{key} IN "
        f"{listed} WITH a.{key} AS a, count(DISTINCT c.{key}) AS n RETURN count(*), sum(n)",
        "typed paths": typed + "RETURN count(*)",
        "typed paths by cell": typed + f"WITH t.{key} AS t, d.{key} AS d, count(*) AS n "
        "RETURN count(*), sum(n), max(n)",
        "year and concept": concepts + f"WITH p.year AS y, t.{key} AS t, count(*) AS n "
        "RETURN count(*), sum(n), max(n)",
        "papers by concept": concepts + f"WITH t.{key} AS t, count(DISTINCT p.{key}) AS n "
        "RETURN count(*), sum(n), max(n)",
    }


class Ours:
    name = "evidence"

    def __init__(self, command, graph, starts):
        self.shell = subprocess.Popen(
            [command, "shell", graph], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self.questions = cypher("key", starts)
        self._say(":format csv")
        self.rows("RETURN 1")

    def _say(self, line):
        self.shell.stdin.write(line + "\n")
        self.shell.stdin.flush()

    def rows(self, query):
        self._say(query + ";")
        self.shell.stdout.readline()
        line = self.shell.stdout.readline()
        return tuple(int(x) for x in line.strip().split(","))

    def ask(self, question):
        return self.rows(self.questions[question])


class Kuzu:
    name = "kuzu"

    def __init__(self, data, starts):
        kuzu = importlib.import_module("kuzu")
        self.version = kuzu.__version__
        self.folder = tempfile.TemporaryDirectory()
        self.connection = kuzu.Connection(kuzu.Database(os.path.join(self.folder.name, "db")))
        self.questions = cypher("id", starts)
        nodes, edges = os.path.join(data, "nodes.csv"), os.path.join(data, "edges.csv")
        for kind in sorted({k for ends in RELATIONS.values() for k in ends}):
            self.connection.execute(f"CREATE NODE TABLE {kind}(id STRING PRIMARY KEY, year INT64)")
            self.connection.execute(
                f"COPY {kind} FROM (LOAD WITH HEADERS (id STRING, type STRING, name STRING, level INT64, "
                f"year INT64) FROM '{nodes}' (header=true) WHERE type = '{kind}' RETURN id, year)"
            )
        for relation, (start, end) in RELATIONS.items():
            self.connection.execute(f"CREATE REL TABLE {relation}(FROM {start} TO {end})")
            self.connection.execute(
                f"COPY {relation} FROM (LOAD WITH HEADERS (src STRING, dst STRING, type STRING, confidence "
                f"DOUBLE, evidence STRING) FROM '{edges}' (header=true) WHERE type = '{relation}' "
                "RETURN src, dst)"
            )

    def ask(self, question):
        result = self.connection.execute(self.questions[question])
        return tuple(int(x) for x in result.get_next())


class DuckDB:
    name = "duckdb"

    def __init__(self, data, starts):
        duckdb = importlib.import_module("duckdb")
        self.version = duckdb.__version__
        self.connection = duckdb.connect()
        nodes, edges = os.path.join(data, "nodes.csv"), os.path.join(data, "edges.csv")
        # Numbers in place of keys, as a user who cares for speed would have them.
        self.connection.execute(
            f"CREATE TABLE node AS SELECT row_number() OVER () - 1 AS n, * FROM read_csv('{nodes}')"
        )
        for relation in RELATIONS:
            self.connection.execute(
                f"CREATE TABLE {relation} AS SELECT a.n AS src, b.n AS dst FROM read_csv('{edges}') e "
                f"JOIN node a ON a.id = e.src JOIN node b ON b.id = e.dst WHERE e.type = '{relation}'"
            )
        listed = ", ".join(f"'{s}'" for s in starts)
        typed = (
            "FROM proposes p JOIN classified_as c ON c.src = p.dst JOIN addresses a ON a.src = p.dst "
            "JOIN in_domain i ON i.src = a.dst"
        )
        concepts = "FROM proposes p JOIN classified_as c ON c.src = p.dst"
        self.questions = {
            "two hops, counted": "SELECT count(*) FROM cites a JOIN cites b ON b.src = a.dst",
            "two hops of 100 papers": "SELECT count(*), sum(n) FROM (SELECT a.src, count(DISTINCT b.dst) AS n "
            "FROM cites a JOIN cites b ON b.src = a.dst WHERE a.src IN (SELECT n FROM node WHERE id IN "
            f"({listed})) GROUP BY a.src)",
            "typed paths": f"SELECT count(*) {typed}",
            "typed paths by cell": "SELECT count(*), sum(n), max(n) FROM (SELECT count(*) AS n "
            f"{typed} GROUP BY c.dst, i.dst)",
            "year and concept": "SELECT count(*), sum(n), max(n) FROM (SELECT count(*) AS n "
            f"{concepts} JOIN node y ON y.n = p.src GROUP BY y.year, c.dst)",
            "papers by concept": "SELECT count(*), sum(n), max(n) FROM (SELECT count(DISTINCT p.src) AS n "
            f"{concepts} GROUP BY c.dst)",
        }

    def ask(self, question):
        return tuple(int(x) for x in self.connection.execute(self.questions[question]).fetchone())


class NetworkX:
    name = "networkx"

    def __init__(self, data, starts):
        networkx = importlib.import_module("networkx")
        self.version = networkx.__version__
        self.starts = starts
        self.graphs = {relation: networkx.DiGraph() for relation in RELATIONS}
        self.years = {}
        with open(os.path.join(data, "nodes.csv"), newline="") as file:
            for row in csv.DictReader(file):
                if row["type"] == "Paper":
                    self.years[row["id"]] = row["year"]
        with open(os.path.join(data, "edges.csv"), newline="") as file:
            for row in csv.DictReader(file):
                if row["type"] in self.graphs:
                    self.graphs[row["type"]].add_edge(row["src"], row["dst"])

    def ask(self, question):
        cites, proposes = self.graphs["CITES"], self.graphs["PROPOSES"]
        classified, addresses = self.graphs["CLASSIFIED_AS"], self.graphs["ADDRESSES"]
        domains = self.graphs["IN_DOMAIN"]

        def following(graph, node):
            return graph._adj.get(node, ())

        if question == "two hops, counted":
            return (sum(cites.in_degree(n) * cites.out_degree(n) for n in cites),)
        if question == "two hops of 100 papers":
            found = [{c for b in following(cites, a) for c in following(cites, b)} for a in self.starts]
            return (sum(1 for f in found if f), sum(map(len, found)))
        if question == "typed paths":
            total = 0
            for m in addresses:
                if m in classified and m in proposes:
                    ways = sum(len(following(domains, r)) for r in following(addresses, m))
                    total += proposes.in_degree(m) * len(following(classified, m)) * ways
            return (total,)
        counts = Counter()
        if question == "typed paths by cell":
            for m in addresses:
                papers = proposes.in_degree(m) if m in proposes else 0
                for r in following(addresses, m):
                    for d in following(domains, r):
                        for t in following(classified, m):
                            counts[t, d] += papers
            counts = Counter({k: n for k, n in counts.items() if n})
        elif question == "year and concept":
            for p, m in proposes.edges:
                for t in following(classified, m):
                    counts[self.years[p], t] += 1
        else:
            papers = defaultdict(set)
            for p, m in proposes.edges:
                for t in following(classified, m):
                    papers[t].add(p)
            counts = Counter({t: len(found) for t, found in papers.items()})
        return (len(counts), sum(counts.values()), max(counts.values()))


def made_graph(command, data, folder):
    """An archive of the bulk tables, as `evidence import` makes it."""
    graph = os.path.join(folder, "graph.jsonl")
    tables = [os.path.join(data, f"{name}.bulk.csv") for name in ("nodes", "edges")]
    subprocess.run([command, "import", *tables, "-o", graph, "--quiet"], check=True)
    return graph


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("--evidence", default=".build/release/evidence")
    parser.add_argument("--graph")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", default="kuzu,duckdb,networkx")
    options = parser.parse_args()

    with open(os.path.join(options.data, "nodes.csv"), newline="") as file:
        papers = [row["id"] for row in csv.DictReader(file) if row["type"] == "Paper"]
    starts = papers[len(papers) // 200 :: max(1, len(papers) // 100)][:100]

    with tempfile.TemporaryDirectory() as folder:
        graph = options.graph or made_graph(options.evidence, options.data, folder)
        engines = [Ours(options.evidence, graph, starts)]
        for peer in (Kuzu, DuckDB, NetworkX):
            if peer.name not in options.peers.split(","):
                continue
            try:
                engines.append(peer(options.data, starts))
            except ImportError:
                print(f"{peer.name} is not installed, and left out", file=sys.stderr)

        times = defaultdict(list)
        answers = defaultdict(dict)
        for _ in range(options.rounds):
            for question in QUESTIONS:
                for engine in engines:
                    begin = time.perf_counter()
                    answers[question][engine.name] = engine.ask(question)
                    times[question, engine.name].append(time.perf_counter() - begin)

    peers = engines[1:]
    versions = [f"{e.name} {e.version}" for e in peers]
    print("| | evidence, ms | " + " | ".join(v + ", ms" for v in versions) + " | best peer / ours |")
    print("|---|---|" + "---|" * len(peers) + "---|")
    failed = False
    for question, meaning in QUESTIONS.items():
        medians = [statistics.median(times[question, e.name]) * 1000 for e in engines]
        ratio = f"{min(medians[1:]) / medians[0]:.2f}" if peers else "–"
        cells = " | ".join(f"{m:.2f}" if m < 10 else f"{m:.0f}" for m in medians)
        print(f"| {question}: {meaning} | {cells} | {ratio} |")
        if len(set(answers[question].values())) > 1:
            failed = True
            print(f"the answers differ: {question}: {answers[question]}", file=sys.stderr)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
