import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

@testable import EvidenceFormats

/// Writes files into a folder of their own and hands out its path.
private func folder(_ files: [String: String]) throws -> String {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  for (name, text) in files {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
  return url.path
}

@Suite struct RecipeTests {
  static let sheet = """
    A sheet's title,,,
    ,,,
    Id,Name,Code,Parent
    1.0,"First, risk",7.3 > Lack,
    2, Second ,X.1 > Excluded,1
    3,Third,7.0 > Domain,9

    """
  static let recipe = """
    recipe: 1
    title: A test
    sources:
      - path: sheet.csv
        via: the sheet
        header: [Id, Name]
        repairs:
          - {column: Name, from: Third, to: The third, why: a slip}
        rows:
          - let: {code: "{Code|before( > )}"}
            node:
              as: risk
              key: "risk:t/{Id|integer}"
              kind: Risk
              label: "{Name}"
              names: ["id {Id|integer}"]
            statements:
              - when: {code: ["*", "!X*", "!*.0"]}
                from: "{risk}"
                relation: IN_DOMAIN
                to: "d@1:{code}"
              - when: {Parent: "*"}
                from: "{risk}"
                relation: PART_OF
                to: {find: ["id {Parent}"]}
          - when: {code: "X*"}
            node: {key: "{risk}", kind: Risk, properties: {noDomain: "{Code}"}}
      - table: own/domains.csv
        rows:
          - node: {key: "d@1:{code}", kind: RiskDomain, label: "{title}", notation: "{code}"}

    """

  private func run(_ recipe: String) throws -> ImportResult {
    let path = try folder([
      "recipe.yaml": recipe, "raw/sheet.csv": Self.sheet,
      "own/domains.csv": "code,title\n7.3,Lack\n7,Domain\n",
    ])
    return try Importer.run(
      ImportRequest(files: ["\(path)/recipe.yaml"], sourcesDirectory: "\(path)/raw")
    )
  }

  @Test func rowsBecomeNodesAndStatements() throws {
    let result = try run(Self.recipe)
    let graph = result.graph
    #expect(graph.header.title == "A test")
    #expect(graph.label(of: try graph.resolve("risk:t/1")) == "First, risk")
    #expect(graph.label(of: try graph.resolve("risk:t/2")) == "Second")
    #expect(graph.label(of: try graph.resolve("risk:t/3")) == "The third")
    #expect(
      graph.property("noDomain", of: try graph.resolve("risk:t/2")) == .string("X.1 > Excluded")
    )
    let statements = graph.edges.map { graph.statement($0) }
    #expect(statements.map(\.relation) == [.inDomain, .partOf])
    #expect(statements.map(\.to) == ["d@1:7.3", "risk:t/1"])
    #expect(statements.allSatisfy { $0.via == "the sheet" })
    let codes = result.report.entries.map(\.code)
    #expect(codes.sorted() == ["named-repair", "not-found"])
    #expect(result.report.inputs[0].rowsRead == 3)
    #expect(result.report.lines.contains { $0.contains("sheet.csv:6: no node is named 'id 9'") })
  }

  @Test func unknownNamesAreReportedTogetherEachAtItsPlace() {
    let broken = Self.recipe.replacing("label: \"{Name}\"", with: "labl: \"{Name}\"")
      .replacing("via: the sheet", with: "vi: the sheet")
      .replacing("|before( > )", with: "|befor( > )")
    let error = #expect(throws: EvidenceError.self) { try run(broken) }
    let findings = error?.diagnostics ?? []
    #expect(findings.map(\.code).sorted() == ["unknown-filter", "unknown-name", "unknown-name"])
    #expect(findings.contains { $0.hint == "did you mean 'label'?" && $0.place?.line == 15 })
    #expect(findings.contains { $0.hint == "did you mean 'via'?" && $0.place?.line == 5 })
    #expect(findings.allSatisfy { ($0.place?.column ?? 0) > 0 })
  }

  @Test func anUnknownColumnIsNamedBeforeAnythingIsTaken() {
    let error = #expect(throws: EvidenceError.self) {
      try run(Self.recipe.replacing("label: \"{Name}\"", with: "label: \"{Nam}\""))
    }
    #expect(error?.diagnostics.first?.code == "unknown-column")
    #expect(error?.diagnostics.first?.hint == "did you mean 'Name'?")
  }

  @Test func aHeaderThatIsNotThereAndAFileThatIsNotThere() {
    let header = #expect(throws: EvidenceError.self) {
      try run(Self.recipe.replacing("header: [Id, Name]", with: "header: [Id, Nam]"))
    }
    #expect(header?.diagnostics.first?.code == "header-not-found")
    #expect(header?.diagnostics.first?.hint == "did you mean 'Name'?")
    let file = #expect(throws: EvidenceError.self) {
      try run(Self.recipe.replacing("path: sheet.csv", with: "path: shet.csv"))
    }
    #expect(file?.diagnostics.first?.code == "no-such-file")
    #expect(file?.diagnostics.first?.hint == "did you mean 'sheet.csv'?")
  }

  @Test func aHeaderMayBeGivenAndAColumnSplit() throws {
    let path = try folder([
      "recipe.yaml": """
      recipe: 1
      sources:
        - path: t.csv
          header: 2
          constants: {scheme: s@1}
          rows:
            - node: {as: me, key: "m:{id}", kind: Mitigation}
              statements:
                - each: codes
                  split: ";"
                  from: "{me}"
                  relation: CLASSIFIED_AS
                  to: "{scheme}:{it}"
        - table: c.csv
          rows:
            - node: {key: "s@1:{code}", kind: TaxonomyNode}

      """,
      "t.csv": "id,codes\nid,codes\na,1; 2\nb,\n", "c.csv": "code\n1\n2\n",
    ])
    let graph = try Importer.run(ImportRequest(files: ["\(path)/recipe.yaml"])).graph
    #expect(graph.edges.map { graph.statement($0).to } == ["s@1:1", "s@1:2"])
    #expect(graph.nodeCount == 4)
  }

  @Test func aFileStandsForTheOnlySourceOfARecipe() throws {
    let path = try folder([
      "recipe.yaml": """
      recipe: 1
      sources:
        - path: any.csv
          rows: [{node: {key: "m:{id}", kind: Mitigation}}]

      """,
      "mine.csv": "id\na\nb\n",
    ])
    let request = ImportRequest(files: ["\(path)/mine.csv"], recipe: "\(path)/recipe.yaml")
    #expect(try Importer.run(request).graph.nodeCount == 2)
  }

  @Test func aSourceThatHasChangedIsRefused() {
    let digest = "via: the sheet\n    sha256: 00"
    let error = #expect(throws: EvidenceError.self) {
      try run(Self.recipe.replacing("via: the sheet", with: digest))
    }
    #expect(error?.diagnostics.first?.code == "changed-source")
  }

  @Test func collectionsAreMergedByIdAndReferencesFollowed() throws {
    let recipe = """
      recipe: 1
      sources:
        - path: k.yaml
          rows:
            - node:
                key: "n:{id}"
                kind: "{$collection}"
                label: "{name}"
                names: ["k {id}"]
                rest: {except: []}
          references:
            names: "k "
            except: [name]
            always: [isPartOf]
            relations:
              - {field: treats, relation: ADDRESSES}
              - {field: treatedBy, relation: ADDRESSES, reversed: true}

      """
    let path = try folder([
      "recipe.yaml": recipe,
      "k.yaml": """
      Mitigation:
        - id: m
          name: M
          treats: [r, r]
          tag: plain
      Risk:
        - id: r
          treatedBy: [m]
          isPartOf: nowhere
        - id: m
          extra: [x, y]

      """,
    ])
    let result = try Importer.run(ImportRequest(files: ["\(path)/recipe.yaml"]))
    let graph = result.graph
    #expect(graph.nodeCount == 2)
    #expect(graph.edges.map { graph.statement($0).from } == ["n:m"])
    let merged = graph.value(of: try graph.resolve("n:m"))
    #expect(merged.kind == .mitigation)
    #expect(merged.properties["tag"] == .string("plain"))
    #expect(merged.properties["extra"] == .strings(["x", "y"]))
    let codes = result.report.entries.map(\.code)
    #expect(codes.contains("dangling-reference") && codes.contains("kind-clash"))
    #expect(codes.count { $0 == "repeated-statement" } == 2)
    #expect(result.report.inputs[0].referencesResolved == 3)
  }

  @Test func importingNeverHalfWorks() throws {
    let path = try folder([
      "a.bulk.csv": "id:ID,:LABEL\nx,Risk\n", "b.bulk.csv": "id:ID,:LABEL\n\"y,Risk\n",
      "notes.txt": "hello",
    ])
    let error = #expect(throws: EvidenceError.self) {
      try Importer.run(ImportRequest(files: ["\(path)/a.bulk.csv", "\(path)/b.bulk.csv"]))
    }
    #expect(error?.diagnostics.first?.code == "unterminated-quote")
    let both = #expect(throws: EvidenceError.self) {
      try Importer.run(ImportRequest(files: ["\(path)/notes.txt", "\(path)/nothing.csv"]))
    }
    #expect(both?.diagnostics.map(\.code) == ["unknown-form", "no-such-file"])
    let whole = #expect(throws: EvidenceError.self) {
      try Importer.run(ImportRequest(files: [path]))
    }
    #expect(whole?.diagnostics.count == 1)
  }

  @Test("the first example of the article on recipes can be read") func exampleOfTheArticle() throws
  {
    let article = SharedData.packageRoot.appendingPathComponent(
      "Sources/EvidenceFormats/Documentation.docc/Recipes.md"
    )
    let text = try String(contentsOf: article, encoding: .utf8)
    let example = text.components(separatedBy: "```yaml\n")[1].components(separatedBy: "```")[0]
    let recipe = try RecipeReader.read(FileBytes(text: example, name: "recipe.yaml"))
    #expect(recipe.header.title == "AI risk repository" && recipe.sources.count == 1)
  }

  @Test("nodes that a recipe says are one become one, and it is said") func same() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "id:ID,:LABEL,name,year:int\npaper:a,Paper,One work,2020\npaper:b,Paper,One work again,2021\nrisk:c,Risk,C,\n",
      to: "nodes.csv"
    )
    try sandbox.write(":START_ID,:END_ID,:TYPE\npaper:b,risk:c,IDENTIFIES\n", to: "edges.csv")
    func read(_ same: String) throws -> ImportResult {
      try sandbox.write(
        "recipe: 1\nsame: \(same)\nsources:\n  - {table: nodes.csv, form: bulk}\n  - {table: edges.csv, form: bulk}\n",
        to: "recipe.yaml"
      )
      return try Importer.run(ImportRequest(files: [sandbox.path("recipe.yaml")]))
    }
    for same in ["[[paper:a, paper:b]]", "[paper:a, paper:b]"] {
      let result = try read(same)
      let graph = result.graph
      #expect(graph.nodeCount == 2)
      let paper = graph.value(of: try graph.resolve("paper:b"))
      #expect(paper.key == "paper:a" && paper.sameAs == ["paper:b"] && paper.label == "One work")
      #expect(paper.properties["otherYears"] == .strings(["2021"]))
      #expect(graph.edges.map { graph.statement($0).from } == ["paper:a"])
      #expect(result.report.entries.map(\.code).contains("known-identifier"))
    }
    for (same, code) in [
      ("[[paper:a, paper:z]]", "unknown-node"), ("[[paper:a, risk:c]]", "kind-clash"),
      ("[[paper:a]]", "missing-name"),
    ] {
      let error = #expect(throws: EvidenceError.self) { try read(same) }
      #expect(error?.diagnostics.first?.code == Diagnostic.Code(rawValue: code))
    }
  }

  @Test("the article on recipes has a table of every key, and of no other") func keysOfTheArticle()
    throws
  {
    let article = SharedData.packageRoot.appendingPathComponent(
      "Sources/EvidenceFormats/Documentation.docc/Recipes.md"
    )
    let sections = try String(contentsOf: article, encoding: .utf8).components(
      separatedBy: "\n### Of "
    )
    let known = [
      "the recipe": RecipeKeys.recipe, "a notice": RecipeKeys.notice, "a kind": RecipeKeys.kind,
      "a relation": RecipeKeys.relation, "a search record": RecipeKeys.search,
      "a silence": RecipeKeys.lint, "a source": RecipeKeys.source, "a repair": RecipeKeys.repair,
      "a rule": RecipeKeys.rule, "a node": RecipeKeys.node, "a paper": RecipeKeys.paper,
      "a statement": RecipeKeys.statement, "a value that is found": RecipeKeys.find,
      "references": RecipeKeys.references, "a relation of references": RecipeKeys.reference,
    ]
    #expect(sections.count - 1 == known.count)
    for section in sections.dropFirst() {
      let lines = section.split(separator: "\n")
      let name = String(lines[0])
      let keys = lines.filter { $0.hasPrefix("| `") }.compactMap {
        $0.split(separator: "`").dropFirst().first.map(String.init)
      }
      #expect(keys.sorted() == known[name]?.sorted(), "\(name)")
    }
  }
}
