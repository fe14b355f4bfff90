import EvidenceCore
import EvidenceFormats
import Foundation
import Testing

/// Metadata of mapping tables in files of their own, found, named, or named in a recipe.
@Suite struct MappingFilesTests {
  static let table = "subject_id\tpredicate_id\tobject_id\nA:1\tskos:exactMatch\tB:1\n"
  static let metadata = """
    curie_map: {A: 'https://ex.org/a/', B: 'https://ex.org/b/'}
    mapping_set_id: https://ex.org/set
    license: CC0
    mapping_tool: x

    """

  /// Imports files that stand in a folder of their own.
  private func run(
    _ files: [String: String],
    _ names: [String],
    recipe: String? = nil
  ) throws -> ImportResult {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("evidence-mappings-\(UInt64.random(in: 0...UInt64.max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    return try Importer.run(
      ImportRequest(
        files: names.map { folder.appendingPathComponent($0).path },
        recipe: recipe.map { folder.appendingPathComponent($0).path }
      )
    )
  }

  private func check(_ result: ImportResult) throws {
    let statement = result.graph.statement(try #require(result.graph.edges.first))
    #expect(statement.via == "https://ex.org/set")
    #expect(statement.properties["mappingTool"] == .string("x"))
    #expect(result.graph.header.notices.map(\.licence) == ["CC0"])
    #expect(result.report.entries.isEmpty)
  }

  @Test(arguments: [
    ("set.sssom.tsv", "set.sssom.yml"), ("set.sssom.tsv", "set.yml"), ("set.tsv", "set.sssom.yml"),
    ("set.tsv", "set.yaml"), ("set.sssom.csv", "set.sssom.yaml"), ("set.tsv", "set-meta.yml"),
  ])
  func metadataBesideATableAreItsOwn(table: String, metadata: String) throws {
    let files = [table: Self.table, metadata: Self.metadata]
    try check(try run(files, [table]))
    try check(try run(files, [table, metadata]))
    try check(try run(files, [metadata, table]))
  }

  @Test func metadataOfAnyNameBelongToTheOnlyTable() throws {
    try check(
      try run(["a.sssom.tsv": Self.table, "b.yml": Self.metadata], ["a.sssom.tsv", "b.yml"])
    )
  }

  @Test func metadataWithoutATableAreAnError() throws {
    let files = [
      "a.sssom.tsv": Self.table, "b.sssom.tsv": Self.table, "c.sssom.yml": Self.metadata,
    ]
    for names in [["c.sssom.yml"], files.keys.sorted()] {
      #expect { try run(files, names) } throws: { error in
        (error as? EvidenceError)?.diagnostics.first?.code == "metadata-without-table"
      }
    }
  }

  @Test func anotherFileBesideATableIsLeftAlone() throws {
    let result = try run(
      ["a.sssom.tsv": Self.table, "a.yml": "recipe: 1\nsources: []\n"],
      ["a.sssom.tsv"]
    )
    #expect(result.graph.statementCount == 1)
  }

  @Test(arguments: ["    metadata: m.yaml\n", ""]) func aRecipeNamesOrFindsThem(line: String) throws
  {
    let recipe = "recipe: 1\nsources:\n  - path: t.tsv\n    form: sssom\n" + line
    let name = line.isEmpty ? "t.yml" : "m.yaml"
    let result = try run(
      ["r.yaml": recipe, "t.tsv": Self.table, name: Self.metadata],
      [],
      recipe: "r.yaml"
    )
    try check(result)
  }
}
