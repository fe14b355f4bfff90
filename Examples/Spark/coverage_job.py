"""Answers a statement of `evidence sql … --dialect spark` over the tables that
`evidence export --format spark` wrote.

    spark-submit coverage_job.py TABLES STATEMENT.sql OUTPUT
"""

import sys

from pyspark.sql import SparkSession

NODES = """key STRING, label STRING, notation STRING, scheme STRING, same_as STRING, year INT,
  deprecated BOOLEAN, properties STRING, kind STRING"""
STATEMENTS = """id STRING, from_key STRING, to_key STRING, source STRING, via STRING,
  locator STRING, stance STRING, evidence_type STRING, confidence DOUBLE, justification STRING,
  method STRING, rationale STRING, coder STRING, reviewer STRING, negated BOOLEAN,
  disputed BOOLEAN, properties STRING, relation STRING"""


def read(spark, path, schema):
    """Reads a table in parts: CSV by RFC 4180, the folders' names in its last column."""
    return (
        spark.read.schema(schema)
        .options(header=True, multiLine=True, quote='"', escape='"', mode="FAILFAST")
        .csv(path)
    )


def main(tables, statement, output):
    spark = SparkSession.builder.appName("evidence coverage").getOrCreate()
    for name, schema in (("nodes", NODES), ("statements", STATEMENTS)):
        read(spark, f"{tables}/{name}", schema).createOrReplaceTempView(name)
        spark.catalog.cacheTable(name)
    with open(statement, encoding="utf-8") as file:
        # No literal holds a semicolon: see "Beyond one machine".
        *steps, question = file.read().rstrip().rstrip(";").split(";\n")
    for step in steps:
        spark.sql(step)
    spark.sql(question).coalesce(1).write.mode("overwrite").csv(output, header=True)
    spark.sql("DROP SCHEMA IF EXISTS evidence_scratch CASCADE")
    spark.stop()


main(*sys.argv[1:4])
