import EvidenceCore

@testable import EvidenceFormats

/// Small mapping tables, built from a block of metadata and rows whose cells `,` separates.
enum MappingTables {
  static let block = """
    #curie_map:
    #  A: https://ex.org/a/
    #  B: https://ex.org/b/
    #mapping_set_id: https://ex.org/set
    #license: CC0

    """

  static func text(
    _ rows: [String],
    columns: String = "subject_id,predicate_id,object_id,mapping_justification",
    block: String = block
  ) -> String {
    let lines = ([columns] + rows).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    return block + lines.map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  static func read(
    _ rows: [String],
    columns: String = "subject_id,predicate_id,object_id,mapping_justification",
    block: String = block,
    options: MappingSource.Options = .init()
  ) throws(EvidenceError) -> ImportResult {
    try read(texts: [text(rows, columns: columns, block: block)], options: options)
  }

  /// Reads tables one after another, as one import does.
  static func read(
    texts: [String],
    options: MappingSource.Options = .init()
  ) throws(EvidenceError) -> ImportResult {
    var collection = ImportCollection()
    for (index, text) in texts.enumerated() {
      let source = FileBytes(text: text, name: "\(index).sssom.tsv")
      try MappingSource.read(source, into: &collection, options: options)
    }
    return try collection.build(file: "test")
  }

  /// The findings of a table that cannot be read.
  static func findings(_ body: () throws -> ImportResult) throws -> [Diagnostic] {
    do {
      _ = try body()
      return []
    } catch let error as EvidenceError {
      return error.diagnostics
    }
  }
}

extension ImportResult {
  /// Every statement, in the graph's order.
  var statements: [Statement] { graph.edges.map { graph.statement($0) } }

  /// Every key, in the graph's order.
  var keys: [String] { graph.nodes.map { graph.key(of: $0).text } }

  /// The codes of what was not simply taken.
  var codes: [Diagnostic.Code] { report.entries.map(\.code) }
}
