"""Runs the job of Examples/Spark in local mode and compares its cells with those of the command.

    python3 Tests/SQL/job.py EVIDENCE

Skipped aloud without PySpark or Java. Ends with 1 if a cell differs.
"""

import csv
import glob
import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

evidence = os.path.abspath(sys.argv[1])
root = pathlib.Path(__file__).resolve().parents[2]
graph = root / "Graphs" / "frontier-mitigations" / "graph.jsonl"
axes = ["--rows", "mit-mitigation@2", "--columns", "mit-risk@4"]

if importlib.util.find_spec("pyspark") is None or not shutil.which("java"):
    print("skipped: Examples/Spark/coverage_job.py (PySpark or Java is not installed)")
    sys.exit(0)

folder = pathlib.Path(tempfile.mkdtemp())


def run(*arguments):
    return subprocess.run(
        [str(a) for a in arguments], check=True, capture_output=True, text=True, encoding="utf-8",
        cwd=folder,
    ).stdout


run(evidence, "export", graph, "--format", "spark", "-o", folder / "tables")
statement = run(evidence, "sql", "coverage", graph, *axes, "--dialect", "spark")
(folder / "cells.sql").write_text(statement, encoding="utf-8")
submit = pathlib.Path(importlib.util.find_spec("pyspark").origin).parent / "bin" / "spark-submit"
os.environ["PYSPARK_PYTHON"] = sys.executable
try:
    run(
        submit, "--master", "local[2]", "--conf", "spark.driver.host=127.0.0.1", "--conf",
        "spark.driver.bindAddress=127.0.0.1", "--conf", "spark.ui.enabled=false", "--conf",
        "spark.sql.shuffle.partitions=2", "--conf", f"spark.sql.warehouse.dir={folder}/scratch",
        root / "Examples" / "Spark" / "coverage_job.py", folder / "tables", folder / "cells.sql",
        folder / "cells",
    )
except subprocess.CalledProcessError as error:
    print(f"FAILED: Examples/Spark/coverage_job.py\n{error.stderr[-2000:]}")
    sys.exit(1)
[part] = glob.glob(f"{folder}/cells/part-*.csv")
with open(part, encoding="utf-8", newline="") as file:
    found = {
        (r["row_key"], r["column_key"], int(r["witnesses"]), int(r["independent_papers"]), r["state"])
        for r in csv.DictReader(file)
    }
answer = json.loads(run(evidence, "coverage", graph, *axes, "--format", "json"))
expected = {
    (c["row"], c["column"], c["witnesses"], c["independentPapers"], c["state"])
    for c in answer["cells"]
}
shutil.rmtree(folder)
print(f"{'ok' if found == expected else 'DIFFERS'}: Examples/Spark/coverage_job.py: {len(found)} cells")
sys.exit(0 if found == expected else 1)
