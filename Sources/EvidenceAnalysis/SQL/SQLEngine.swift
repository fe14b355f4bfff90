/// An engine that can run the analyses where a graph is too large for one machine, or lives in a
/// database already.
public enum SQLEngine: String, CaseIterable, Sendable {
  /// Apache Spark, from version 4.1 on.
  case spark
  /// PostgreSQL, from version 12 on.
  case postgresql
  /// DuckDB, from version 1.2 on.
  case duckdb

  /// How the engine writes what SQL has no one form for.
  var dialect: any SQLDialect {
    switch self {
    case .spark: SparkDialect()
    case .postgresql: PostgreSQLDialect()
    case .duckdb: DuckDBDialect()
    }
  }
}
