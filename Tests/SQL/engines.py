"""The engines that the analyses in SQL run on: each loads a graph's tables and answers statements.

An engine that is not installed raises Missing with the reason.
"""

import csv
import getpass
import glob
import io
import os
import pathlib
import shutil
import subprocess
import tempfile


class Missing(Exception):
    pass


class DuckDB:
    name = "duckdb"

    def __init__(self):
        try:
            import duckdb
        except ImportError:
            raise Missing("the module duckdb is not installed")
        self.module = duckdb
        self.version = duckdb.__version__

    def load(self, tables):
        self.connection = self.module.connect()
        here = os.getcwd()
        os.chdir(tables / "sql")
        try:
            self.connection.execute(open("duckdb/load.sql", encoding="utf-8").read())
        finally:
            os.chdir(here)

    def ask(self, statement):
        found = self.connection.execute(statement)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row)) for row in found.fetchall()]

    def close(self):
        pass


class PostgreSQL:
    """A server of its own in a scratch folder, on a Unix socket alone."""

    name = "postgresql"

    def __init__(self):
        places = sorted(glob.glob("/usr/lib/postgresql/*/bin")) + [
            str(pathlib.Path(shutil.which("initdb") or "/none").parent)
        ]
        places = [place for place in places if os.path.exists(f"{place}/initdb")]
        if not places or not shutil.which("psql"):
            raise Missing("no PostgreSQL server is installed")
        self.bin = places[0]
        self.user = "postgres" if os.geteuid() == 0 else getpass.getuser()
        self.folder = tempfile.mkdtemp(prefix="evidence-pg-")
        os.chmod(self.folder, 0o777)
        self.run(f"{self.bin}/initdb", "-D", f"{self.folder}/data", "-E", "UTF8", "--no-locale")
        self.run(
            f"{self.bin}/pg_ctl", "-D", f"{self.folder}/data", "-l", f"{self.folder}/log", "-w",
            "-o", f"-k {self.folder} -c listen_addresses='' -c fsync=off -c work_mem=256MB",
            "start",
        )
        self.version = subprocess.check_output([f"{self.bin}/postgres", "-V"], text=True).split()[2]

    def run(self, *command):
        if os.geteuid() == 0:
            command = ("runuser", "-u", "postgres", "--") + command
        subprocess.run(
            command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def psql(self, *arguments, **options):
        return subprocess.run(
            ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-U", self.user,
             "-d", "postgres", *arguments],
            check=True, capture_output=True, text=True, encoding="utf-8", **options,
        ).stdout

    def load(self, tables):
        self.psql("-c", "DROP TABLE IF EXISTS nodes; DROP TABLE IF EXISTS statements")
        self.psql("-f", "postgresql/load.sql", cwd=tables / "sql")

    def ask(self, statement):
        try:
            text = self.psql("--csv", "-P", "null=\u2400", input=statement)
        except subprocess.CalledProcessError as error:
            raise RuntimeError(error.stderr)
        rows = csv.DictReader(io.StringIO(text, newline=""))
        return [
            {name: None if value == "\u2400" else value for name, value in row.items()}
            for row in rows
        ]

    def close(self):
        self.run(f"{self.bin}/pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


class Spark:
    name = "spark"

    def __init__(self):
        try:
            import pyspark
        except ImportError:
            raise Missing("the module pyspark is not installed")
        if not shutil.which("java"):
            raise Missing("PySpark needs Java")
        from pyspark.sql import SparkSession

        self.version = pyspark.__version__
        self.folder = tempfile.mkdtemp(prefix="evidence-spark-")
        self.session = (
            SparkSession.builder.master("local[2]")
            .config("spark.driver.memory", "3g")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.warehouse.dir", self.folder)
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.adaptive.enabled", "false")
            .config("spark.sql.autoBroadcastJoinThreshold", "20MB")
            .getOrCreate()
        )
        self.session.sparkContext.setLogLevel("OFF")

    def load(self, tables):
        for view in self.session.catalog.listTables():
            self.session.sql(f"DROP VIEW IF EXISTS {view.name}")
        self.session.catalog.clearCache()
        text = open(tables / "spark" / "load.sql", encoding="utf-8").read()
        for name in ("nodes", "statements"):
            text = text.replace(f"path '{name}'", f"path '{tables / 'spark' / name}'")
        for statement in text.split(";\n"):
            if "CREATE" in statement:
                self.session.sql(statement)
        for name in ("nodes", "statements"):
            self.session.sql(f"CACHE TABLE {name}")

    def ask(self, statement):
        # Texts from data stand in hexadecimal digits where they hold more than letters.
        *before, last = statement.rstrip().rstrip(";").split(";\n")
        for part in before:
            self.session.sql(part)
        found = self.session.sql(last)
        return [row.asDict() for row in found.collect()]

    def close(self):
        self.session.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


ENGINES = [DuckDB, PostgreSQL, Spark]
