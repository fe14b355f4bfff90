import EvidenceCore
import Testing

@testable import EvidenceFormats

/// The records of YAML and JSON: wherever they stand, each is read, or said to be left.
@Suite struct RecipeRecordTests {
  static let head = """
    recipe: 1
    sources:
      - path: data.yaml

    """
  static let plain = "    rows: [{node: {key: 'm:{id}', kind: Mitigation, label: '{name}'}}]\n"

  /// Reads data by a recipe, without a file.
  private func read(_ data: String, _ rules: String = plain) throws -> ImportResult {
    let recipe = try RecipeReader.read(FileBytes(text: Self.head + rules, name: "recipe.yaml"))
    let source = try #require(recipe.sources.first)
    var collection = ImportCollection()
    collection.begin("data.yaml")
    let rows = try RecipeCollections.rows(
      FileBytes(text: data, name: "data.yaml"),
      source,
      into: &collection
    )
    try RecipeRun(source).take(.records(rows), into: &collection)
    return try collection.build(file: "test")
  }

  private func findings(_ data: String, _ rules: String = plain) throws -> [Diagnostic] {
    do {
      _ = try read(data, rules)
      return []
    } catch let error as EvidenceError {
      return error.diagnostics
    }
  }

  @Test(arguments: [
    "a: [{id: 1, name: x}, {id: 2, name: y}]",
    "- {id: 1, name: x}\n- {id: 2, name: y}",
    "a: [{id: 1, name: x}]\n---\na: [{id: 2, name: y}]",
    "a: [{id: 1, name: x}]\nb: [{id: 2, name: y}]",
    "id: 1\nname: x\n---\nid: 2\nname: y\n",
    "a: {first: {id: 1, name: x}, second: {id: 2, name: y}}",
    "a: {id: 1, name: x}\nb: {id: 2, name: y}",
    "[{\"id\":1,\"name\":\"x\"},\n\t{\"id\":\"2\",\n\"name\" : \"y\"}]",
    "{\"a\": [{\"id\": 1, \"name\": \"x\"}, {\"id\": 2, \"name\": \"y\"}]}",
    "%YAML 1.2\n---\n- id: 1\n  name: x\n- id: 2\n  name: y\n...\n",
    "base: &b {name: x}\na: [{<<: *b, id: 1}, {id: 2, name: y, <<: *b}]",
    "\u{FEFF}a:\r\n  - id: 1\r\n    name: x\r\n  - id: 2\r\n    name: y\r\n",
  ])
  func everyPlaceOfARecordIsRead(data: String) throws {
    let result = try read(data)
    let nodes = result.graph.nodes.map { result.graph.value(of: $0) }
    #expect(nodes.map(\.key.text).suffix(2) == ["m:1", "m:2"])
    #expect(nodes.suffix(2).map(\.label) == ["x", "y"])
  }

  @Test func textsBesideCollectionsAreNoCollections() throws {
    let result = try read("id: C\nversion: 5.1\nnone:\nempty: []\na:\n  - {id: 1, name: x}\n")
    #expect(result.graph.nodeCount == 1)
    #expect(result.codes == ["no-collection", "no-collection"])
    #expect(result.report.entries.map(\.place.line) == [1, 2])
  }

  @Test(arguments: [
    ("a: [{id: 1, name: x}, two]", "no-record", 1), ("just a text", "no-collections", 1),
    ("- {id: 1}\n- 2\n", "no-record", 2), ("a: [{id: 1}]\n---\n5\n", "no-collections", 3),
    ("a: [{id: 1, id: 2}]", "repeated-name", 1), ("{\"a\": 1,\n \"a\": 2}", "repeated-name", 1),
    ("a: [{id: 1, '1': 2, 1: 3}]", "repeated-name", 1), ("a: [{? [x] : 1}]", "not-a-name", 1),
    ("a: [{<<: 3}]", "not-a-map", 1), ("a: [{id: 1}]\n---\nb: [", "invalid-yaml", 3),
  ])
  func whatIsNoRecordIsAnErrorAtItsPlace(data: String, code: Diagnostic.Code, line: Int) throws {
    let findings = try findings(data)
    #expect(findings.map(\.code) == [code])
    #expect(findings.first?.place?.file == "data.yaml")
    #expect(findings.first?.place?.line ?? 0 >= line)
    #expect(findings.first?.place?.column ?? 0 > 0)
  }

  // MARK: Nested values

  static let nested = """
    a:
      - id: 1
        name: x
        owner: {team: red, at: {city: Oslo}}
        uses:
          - {id: T1, how: filter}
          - {id: T2, how: log}
          - T3

    """

  @Test func namesWithADotReachWithin() throws {
    let result = try read(
      Self.nested,
      """
          rows:
            - when: {owner.team: red}
              node:
                key: "m:{id}"
                kind: Mitigation
                label: "{owner.team} {owner.at.city} {uses.id}"

      """
    )
    #expect(result.graph.nodes.map { result.graph.label(of: $0) } == ["red Oslo T1; T2"])
    #expect(result.codes == ["nested-value"], "T3, a text among the maps")
  }

  @Test func eachItemOfAListOfMapsMakesAStatement() throws {
    let result = try read(
      Self.nested,
      """
          rows:
            - node: {as: m, key: "m:{id}", kind: Mitigation}
              statements:
                - each: uses
                  from: "{m}"
                  relation: USES
                  to: "{m}"
                  locator: "{it.id}"
                  properties: {how: "{it.how}"}
                - {each: uses, from: "{m}", relation: TEXT, to: "{m}", locator: "{it}"}

      """
    )
    let uses = result.statements.filter { $0.relation == "USES" }
    #expect(Set(uses.map(\.locator)) == ["T1", "T2"])
    #expect(Set(uses.map { $0.properties["how"] }) == [.string("filter"), .string("log")])
    #expect(result.statements.count { $0.relation == "TEXT" } == 1)
    #expect(result.codes == ["nested-value"], "the owner")
  }

  @Test(arguments: ["uses", "owner.uses", "owner.at.uses"])
  func listsAreFoundWhereverTheyStand(path: String) throws {
    let field = path.split(separator: ".").reversed()
      .reduce("[{id: T1}, {id: T2}]") { "{\($1): \($0)}" }.dropFirst().dropLast()
    let result = try read(
      "a:\n  - id: 1\n    \(field)\n",
      """
          rows:
            - node: {as: m, key: "m:{id}", kind: Mitigation}
              statements:
                - {each: \(path), from: "{m}", relation: USES, to: "{m}", locator: "{it.id}"}

      """
    )
    #expect(result.statements.map(\.locator) == ["T1", "T2"])
    #expect(result.codes.isEmpty)
  }

  @Test func aMapIsAListOfOne() throws {
    let result = try read(
      "a:\n  - id: 1\n    uses: {id: T1}\n",
      """
          rows:
            - node: {as: m, key: "m:{id}", kind: Mitigation}
              statements:
                - {each: uses, from: "{m}", relation: USES, to: "{m}", locator: "{it.id}"}

      """
    )
    #expect(result.statements.map(\.locator) == ["T1"] && result.codes.isEmpty)
  }

  @Test(arguments: [
    ("owner: {team: red}", 1), ("owner: [{team: red}, {team: blue}]", 2), ("owner: [[1], [2]]", 2),
    ("owner: {at: {city: Oslo}}", 1),
  ])
  func nestedValuesThatNothingUsesAreReportedAtTheirPlaces(field: String, count: Int) throws {
    let result = try read("a:\n  - id: 1\n    name: x\n    \(field)\n")
    #expect(result.codes == Array(repeating: "nested-value", count: count))
    #expect(result.report.entries.allSatisfy { $0.place.line == 4 && $0.place.column > 5 })
  }

  @Test func theRestOfARecordHoldsItsNestedTexts() throws {
    let result = try read(
      Self.nested,
      "    rows: [{node: {key: 'm:{id}', kind: Mitigation, label: '{name}', rest: {except: []}}}]\n"
    )
    let node = result.graph.value(of: try result.graph.resolve("m:1"))
    #expect(node.properties["ownerTeam"] == .string("red"))
    #expect(node.properties["ownerAtCity"] == .string("Oslo"))
    #expect(node.properties["usesId"] == .strings(["T1", "T2"]))
    #expect(node.properties["uses"] == .string("T3"))
  }

  // MARK: Trees

  static let tree = """
    {"name": "Failures", "children": [
      {"name": "Of the data", "children": [{"name": "Too few"}, {"name": "One-sided"}]},
      {"name": "Of the fit"}]}
    """

  @Test(arguments: [
    tree, "name: a\nchildren: [{name: b}]\n", "- name: a\n  parts: [{name: b, parts: [{name: c}]}]",
    "areas: [{name: a, areas: [{name: b}]}]", "- {name: a, children: [{name: b}]}",
  ])
  func aTreeIsNamedWhereTheRecipeDoesNotSayIt(data: String) throws {
    let findings = try findings(
      data,
      "    rows: [{node: {key: 'm:{name}', kind: TaxonomyNode, label: '{name}'}}]\n"
    )
    #expect(findings.map(\.code) == ["tree-of-records"])
    #expect(findings.first?.hint?.contains("tree: ") == true)
  }

  @Test(arguments: [tree, "[\(tree)]", "failures: [\(tree)]", "failures: \(tree)"])
  func aTreeIsReadWithItsLevels(data: String) throws {
    let result = try read(
      data,
      """
          tree: children
          rows:
            - node:
                as: part
                key: "f@1:{name|slug}"
                kind: TaxonomyNode
                label: "{name}"
                properties: {"level:int": "{$level}"}
            - when: {$level: "!1"}
              statements:
                - {from: "f@1:{name|slug}", relation: BROADER, to: "f@1:{$parent.name|slug}"}

      """
    )
    #expect(result.graph.nodeCount == 5)
    #expect(
      result.statements.map { "\($0.from.local) \($0.to.local)" } == [
        "of-the-data failures", "of-the-fit failures", "one-sided of-the-data",
        "too-few of-the-data",
      ]
    )
    let levels = result.graph.nodes.compactMap { result.graph.property("level", of: $0)?.integer }
    #expect(levels.sorted() == [1, 2, 2, 3, 3])
    #expect(result.codes.isEmpty)
  }

  // MARK: Words

  @Test func wordsAreTextsAsTheyAreWritten() throws {
    let words = ["yes", "no", "on", "off", "y", "0o14", "010", "1_000", "2024-05-01", "12:30:45"]
    for word in words + ["1.0", "true", "1e3", ".inf", "0x1F", "'~'", "!!str 12"] {
      let result = try read("a: [{id: 1, name: \(word)}]")
      let text = word.replacing("'", with: "").replacing("!!str ", with: "")
      #expect(result.graph.nodes.map { result.graph.label(of: $0) } == [text])
    }
    for word in ["", "~", "null", "\"\"", "''"] {
      let result = try read("a: [{id: 1, name: \(word)}]")
      #expect(result.graph.nodes.map { result.graph.label(of: $0) } == [nil])
    }
  }

  @Test func jsonsPairsOfEscapesAreOneCharacter() throws {
    let data = #"{"a": [{"id": 1, "name": "\ud83d\ude00 \u00e9 \\ud83d \/ \t"}]}"#
    let result = try read(data)
    #expect(result.graph.nodes.map { result.graph.label(of: $0) } == ["😀 é \\ud83d /"])
    #expect(try findings(#"{"a": [{"id": 1, "name": "\ud83d"}]}"#).map(\.code) == ["invalid-yaml"])
  }

  @Test func blockTextsAreWhole() throws {
    let result = try read(
      "a:\n  - id: 1\n    name: >-\n      Folded\n      over lines\n"
        + "  - id: 2\n    name: |\n      Kept\n      lines\n"
    )
    #expect(
      result.graph.nodes.map { result.graph.label(of: $0) } == [
        "Folded over lines", "Kept\nlines",
      ]
    )
    #expect(result.codes.isEmpty)
  }
}
