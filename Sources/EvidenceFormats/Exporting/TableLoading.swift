/// The statements that make and fill the two tables.
enum TableLoading {
  static let postgreSQL = """
    -- Run it in the folder above this file:  psql -f postgresql/load.sql
    \(tables(["text", "integer", "double precision", "boolean"]))\
    \\copy nodes FROM 'nodes.csv' WITH (FORMAT csv, HEADER true)
    \\copy statements FROM 'statements.csv' WITH (FORMAT csv, HEADER true)
    CREATE UNIQUE INDEX nodes_key ON nodes (key);
    CREATE INDEX statements_from ON statements (relation, from_key);
    CREATE INDEX statements_to ON statements (relation, to_key);
    ANALYZE nodes;
    ANALYZE statements;

    """

  static let duckDB = """
    -- Run it in the folder above this file:  duckdb graph.duckdb -f duckdb/load.sql
    \(tables(["VARCHAR", "INTEGER", "DOUBLE", "BOOLEAN"]))\
    COPY nodes FROM 'nodes.csv' (\(duckDBOptions));
    COPY statements FROM 'statements.csv' (\(duckDBOptions));

    """

  private static let duckDBOptions =
    "FORMAT csv, HEADER true, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR '', "
    + "ALLOW_QUOTED_NULLS false, MAX_LINE_SIZE 100000000"

  static let spark = """
    -- Run it in the folder of this file:  spark-sql -f load.sql
    \(view("nodes", TwoTables.nodeColumns))
    \(view("statements", TwoTables.statementColumns))

    """

  private static func tables(_ types: [String]) -> String {
    table("nodes", TwoTables.nodeColumns, types)
      + table("statements", TwoTables.statementColumns, types)
  }

  private static func table(
    _ name: String,
    _ columns: [TwoTables.Column],
    _ types: [String]
  ) -> String {
    "CREATE TABLE \(name) (\n" + list(columns, types) + "\n);\n"
  }

  private static func view(_ name: String, _ columns: [TwoTables.Column]) -> String {
    """
    CREATE OR REPLACE TEMPORARY VIEW \(name) (
    \(list(columns, ["STRING", "INT", "DOUBLE", "BOOLEAN"]))
    ) USING csv OPTIONS (
      path '\(name)', header 'true', multiLine 'true', quote '"', escape '"', mode 'FAILFAST'
    );
    """
  }

  private static func list(_ columns: [TwoTables.Column], _ types: [String]) -> String {
    columns.map { column in
      let type =
        switch column.sort {
        case .text: types[0]
        case .whole: types[1]
        case .number: types[2]
        case .truth: types[3]
        }
      return "  \(column.name) \(type)"
    }.joined(separator: ",\n")
  }
}
