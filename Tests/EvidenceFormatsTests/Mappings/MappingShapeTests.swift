import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceFormats

/// The shapes in which mapping tables come: separators, line ends, blocks, headers.
@Suite struct MappingShapeTests {
  static let rows = [
    "A:1,skos:exactMatch,B:1,semapv:LexicalMatching,2024-05-01",
    "A:2,skos:broadMatch,B:2,semapv:ManualMappingCuration,2024-05-02",
  ]
  static let columns = "subject_id,predicate_id,object_id,mapping_justification,mapping_date"
  static var plain: String { MappingTables.text(rows, columns: columns) }

  private static func archive(_ text: String, _ name: String = "m.sssom.tsv") throws -> String {
    var collection = ImportCollection()
    try MappingSource.read(FileBytes(text: text, name: name), into: &collection)
    let result = try collection.build(file: "test")
    #expect(result.codes.isEmpty)
    return ArchiveWriter.text(of: result.graph)
  }

  /// A table with its separator, its line ends, and what a spreadsheet does to the block.
  static func variant(_ separator: String, _ end: String, padded: Bool, quoted: Bool) -> String {
    let width = columns.split(separator: ",").count
    let lines = plain.split(separator: "\n").map(String.init)
    return lines.map { line in
      guard line.hasPrefix("#") else { return line.replacing("\t", with: separator) + end }
      let text = quoted ? "\"" + line.replacing("\"", with: "\"\"") + "\"" : line
      return text + (padded ? String(repeating: separator, count: width - 1) : "") + end
    }.joined()
  }

  @Test(arguments: ["\t", ",", ";"], ["\n", "\r\n", "\r"])
  func everySeparatorAndLineEndSaysTheSame(separator: String, end: String) throws {
    let expected = try Self.archive(Self.plain)
    #expect(expected.contains("2024-05-02") && expected.contains("CC0"))
    for (padded, quoted) in [(false, false), (true, false), (true, true)] {
      let text = Self.variant(separator, end, padded: padded, quoted: quoted)
      #expect(try Self.archive(text) == expected)
      #expect(try Self.archive("\u{FEFF}" + text) == expected)
    }
  }

  @Test func aTitleWithCommasSurvivesASpreadsheet() throws {
    let text =
      "#mapping_set_id: https://ex.org/s,,\n\"#license: \"\"A, b\"\"\",,\n"
      + "#curie_map: {A: 'https://a/'},,\nsubject_id,predicate_id,object_id\nA:1,skos:exactMatch,A:2\n"
    let result = try MappingTables.read(texts: [text])
    #expect(result.graph.header.notices.map(\.licence) == ["A, b"])
  }

  @Test func commentsAmongTheRowsAreReported() throws {
    let result = try MappingTables.read([
      "A:1,skos:exactMatch,B:1,", "# a remark,,,", "#A:9,skos:exactMatch,B:9,",
      "A:2,skos:exactMatch,B:2,",
    ])
    #expect(result.statements.count == 2 && result.codes == ["comment", "comment"])
    #expect(result.report.entries.map(\.place.line) == [8, 9])
    #expect(result.report.inputs[0].rowsRead == 2)
  }

  @Test(arguments: [
    ("subject_id,predicate_id,object_id,subject_id", "repeated-column", ""),
    ("subject_id,predicate_id", "missing-column", ""),
    ("subject_id,predicate_id,object_id,predicate_modifer", "unknown-slot", "predicate_modifier"),
    ("subject_id,predicate_id,object_id,Confidence", "unknown-slot", "confidence"),
    (
      "subject_id,predicate_id,object_id,mappingJustification", "unknown-slot",
      "mapping_justification"
    ),
    ("Subject_ID,predicate_id,object_id", "unknown-slot", "subject_id"),
    ("subject_id,predicate_id,objectid", "unknown-slot", "object_id"),
  ])
  func aFaultOfTheHeaderIsNamedThere(columns: String, code: Diagnostic.Code, meant: String) throws {
    let findings = try MappingTables.findings {
      try MappingTables.read(["A:1,skos:exactMatch,B:1,x"], columns: columns)
    }
    #expect(findings.map(\.code) == [code])
    #expect(findings.first?.place == Place("0.sssom.tsv", line: 6))
    if !meant.isEmpty { #expect(findings.first?.hint == "did you mean '\(meant)'?") }
  }

  @Test func rowsOfAnotherLengthShiftNothing() throws {
    let result = try MappingTables.read([
      "A:1,skos:exactMatch,B:1,,", "A:2,skos:exactMatch,B:2,semapv:LexicalMatching,stray",
      "A:3,skos:exactMatch,B:3",
    ])
    #expect(result.keys == ["A:1", "A:3", "B:1", "B:3"])
    #expect(result.codes == ["long-row", "short-row"])
  }

  @Test func aBlockThatIsNoYAMLIsAnErrorAtItsLine() throws {
    let findings = try MappingTables.findings {
      try MappingTables.read([], block: "#curie_map:\n#  A: https://ex.org/a/\n#license: [CC0\n")
    }
    #expect(findings.first?.code == "invalid-yaml")
    #expect((findings.first?.place?.line ?? 0) >= 3)
  }

  @Test(arguments: ["#mapping_tol: x\n", "#curie_maps: {A: b}\n", "#liscense: CC0\n"])
  func aSlipOfASlotIsAnError(line: String) throws {
    let findings = try MappingTables.findings {
      try MappingTables.read(["A:1,skos:exactMatch,B:1,"], block: line)
    }
    #expect(findings.map(\.code) == ["unknown-slot"])
    #expect(findings.first?.place?.line == 1)
  }

  // MARK: Propagation

  @Test func everyPropagatedSlotSaysWhatTheRowsWouldSay() throws {
    for slot in MappingSlots.propagated.sorted() {
      let value = slot.hasSuffix("_type") ? "owl class" : "value of it"
      let above = try MappingTables.read(
        ["A:1,skos:exactMatch,B:1,"],
        block: MappingTables.block + "#\(slot): \(value)\n"
      )
      let rowwise = try MappingTables.read(
        ["A:1,skos:exactMatch,B:1,\(value)"],
        columns: "subject_id,predicate_id,object_id,\(slot)"
      )
      #expect(ArchiveWriter.text(of: above.graph) == ArchiveWriter.text(of: rowwise.graph))
      #expect(above.statements.first?.properties[Naming.camelCase(slot)] == .string(value))
      #expect(above.codes.isEmpty)
    }
  }

  @Test func aListAboveIsAListInEachRow() throws {
    let above = try MappingTables.read(
      ["A:1,skos:exactMatch,B:1,"],
      block: MappingTables.block + "#curation_rule:\n#  - R:1\n#  - R:2\n"
    )
    #expect(above.statements.first?.properties["curationRule"] == .strings(["R:1", "R:2"]))
  }

  @Test func aSlotThatRowsStateIsNotPropagated() throws {
    let result = try MappingTables.read(
      ["A:1,skos:exactMatch,B:1,x", "A:2,skos:exactMatch,B:2,"],
      columns: "subject_id,predicate_id,object_id,mapping_tool",
      block: MappingTables.block + "#mapping_tool: y\n"
    )
    #expect(result.statements.map { $0.properties["mappingTool"] } == [.string("x"), nil])
    #expect(result.codes == ["slot-not-propagated"])
  }

  @Test func slotsOfTheSetAreReportedWhereTheyHaveNoPlace() throws {
    let result = try MappingTables.read(
      ["A:1,skos:exactMatch,B:1,"],
      block: MappingTables.block + "#mapping_set_confidence: 0.6\n#confidence: 0.4\n"
    )
    #expect(result.codes == ["slot-of-rows", "slot-of-set"])
    #expect(result.statements.first?.confidence == nil)
  }

  @Test func aSetWithAnAuthorIsTheSourceOfItsMappings() throws {
    let result = try MappingTables.read(
      ["A:1,skos:exactMatch,B:1,"],
      block: MappingTables.block
        + "#mapping_set_title: Ours\n#creator_id: [orcid:1, 'https://orcid.org/2']\n"
        + "#mapping_set_confidence: 0.6\n#mapping_set_description: words\n"
    )
    let paper = result.graph.value(of: try result.graph.resolve("https://ex.org/set"))
    #expect(paper.kind == .paper && paper.label == "Ours")
    #expect(paper.properties["creatorId"] == .strings(["orcid:1", "orcid:2"]))
    #expect(paper.properties["mappingSetConfidence"] == .string("0.6"))
    #expect(result.statements.map(\.source) == ["https://ex.org/set"])
    #expect(result.codes == ["set-as-source"])
  }

  // MARK: Metadata beside the table

  @Test func metadataOfAnotherFileSayTheSame() throws {
    let yaml = MappingTables.block.replacing("#", with: "") + "mapping_tool: x\n"
    var options = MappingSource.Options()
    options.metadata = [FileBytes(text: yaml, name: "m.sssom.yml")]
    let outside = try MappingTables.read(
      ["A:1,skos:exactMatch,B:1,"],
      block: "",
      options: options
    )
    let inside = try MappingTables.read(
      ["A:1,skos:exactMatch,B:1,"],
      block: MappingTables.block + "#mapping_tool: x\n"
    )
    #expect(ArchiveWriter.text(of: outside.graph) == ArchiveWriter.text(of: inside.graph))
    #expect(outside.codes.isEmpty)
  }

  @Test func theBlockWinsAndTheClashIsReported() throws {
    let yaml = "license: BY\ncurie_map: {A: 'https://other.org/', C: 'https://ex.org/c/'}\n"
    var options = MappingSource.Options()
    options.metadata = [FileBytes(text: yaml, name: "m.sssom.yml")]
    let result = try MappingTables.read(
      ["https://ex.org/a/1,skos:exactMatch,C:1,"],
      options: options
    )
    #expect(result.keys == ["A:1", "C:1"])
    #expect(result.graph.header.notices.map(\.licence) == ["CC0"])
    #expect(result.codes == ["metadata-clash", "metadata-clash", "id-spelling"])
    #expect(result.report.entries[0].place == Place("m.sssom.yml", line: 2, column: 13))
  }
}
