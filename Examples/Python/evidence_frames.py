"""Answers of the command `evidence` as pandas data frames.

    import evidence_frames as ef
    ef.gaps("graph.jsonl", limit=10)

Each function runs the command once and takes its JSON as it is: nothing is computed here. The command is
the one in the environment variable EVIDENCE, else `evidence` on the path.
"""

import json
import os
import subprocess

import pandas as pd


class EvidenceError(Exception):
    """What the command said where it could not answer."""


def run(*arguments):
    """What the command prints for some arguments, read as JSON."""
    words = [os.environ.get("EVIDENCE", "evidence"), *map(str, arguments), "--format", "json"]
    done = subprocess.run(words, capture_output=True, encoding="utf-8")
    if done.returncode != 0:
        raise EvidenceError(done.stderr.strip())
    return json.loads(done.stdout)


def options(**values):
    """Options as the command has them: rows_level=1 is --rows-level 1, a list is several words."""
    words = []
    for name, value in values.items():
        if value is None or value is False:
            continue
        words.append("--" + name.replace("_", "-"))
        if value is not True:
            words += map(str, value) if isinstance(value, (list, tuple)) else [str(value)]
    return words


def coverage(graph, rows, columns=None, **more):
    """One line a cell, or, of one axis, a concept; the empty ones too."""
    answer = run("coverage", graph, *options(rows=rows, columns=columns, **more))
    frame = pd.DataFrame(answer["cells"])
    if columns is not None:
        frame.insert(1, "rowName", frame["row"].map(dict(zip(answer["rows"], answer["rowNames"]))))
        names = dict(zip(answer["columns"], answer["columnNames"]))
        frame.insert(3, "columnName", frame["column"].map(names))
    return frame


def matrix(graph, rows, columns, value="independentPapers", **more):
    """A coverage matrix in the order of the schemes: rows by columns, one figure or state a cell."""
    cells = coverage(graph, rows, columns, **more)
    # By keys: two papers may have one name.
    frame = cells.pivot(index="row", columns="column", values=value)
    frame = frame.loc[cells["row"].unique(), cells["column"].unique()]
    frame.index = frame.index.map(dict(zip(cells["row"], cells["rowName"])))
    frame.columns = frame.columns.map(dict(zip(cells["column"], cells["columnName"])))
    return frame


def gaps(graph, **more):
    """One line a gap, the most urgent first."""
    return pd.DataFrame(run("gaps", graph, *options(**more)))


def query(graph, text, **parameters):
    """The rows of an openCypher query."""
    words = [f"--param={name}={json.dumps(value)}" for name, value in parameters.items()]
    return pd.DataFrame(run("query", graph, text, *words))
