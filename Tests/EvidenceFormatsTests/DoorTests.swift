import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

@testable import EvidenceFormats

/// Imports files that stand in a folder of their own.
///
/// - Parameter first: those that are named; none: `recipe.yaml`.
func imported(
  bytes files: [String: [UInt8]],
  naming first: [String] = ["recipe.yaml"],
  isStrict: Bool = false,
  declared: Set<String> = [],
  source: Key? = nil,
  limit: WorkLimit<EvidenceError>? = nil
) throws -> ImportResult {
  let folder = FileManager.default.temporaryDirectory.appending(path: "door-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  for (name, bytes) in files { try Data(bytes).write(to: folder.appending(path: name)) }
  return try Importer.run(
    ImportRequest(
      files: first.map { folder.appending(path: $0).path },
      isStrict: isStrict,
      declared: declared,
      source: source
    ),
    workLimit: limit
  )
}

func imported(
  _ files: [String: String],
  naming first: [String] = ["recipe.yaml"],
  isStrict: Bool = false,
  declared: Set<String> = [],
  source: Key? = nil
) throws -> ImportResult {
  let bytes = files.mapValues { Array($0.utf8) }
  return try imported(
    bytes: bytes,
    naming: first,
    isStrict: isStrict,
    declared: declared,
    source: source
  )
}

/// What the door does with tables as people have them.
@Suite struct DoorTests {
  /// A recipe whose rows name a paper and a topic.
  static func recipe(_ extra: String = "") -> String {
    """
    recipe: 1
    title: T
    sources:
      - path: papers.csv
        via: sheet
        \(extra)
        rows:
          - node:
              as: paper
              paper: {doi: "{DOI}", title: "{Title}"}
              kind: Paper
              label: "{Title}"
              properties: {"year:int": "{Year}"}
            statements:
              - {from: "{paper}", relation: IDENTIFIES, to: "risk:{Topic|slug}", source: "{paper}"}
          - node: {key: "risk:{Topic|slug}", kind: Risk, label: "{Topic}"}

    """
  }

  static let rows = [
    ["Title", "DOI", "Year", "Topic"], ["Alpha", "", "2020", "Bias"],
    ["Beta", "", "2021", "Privacy"],
  ]

  private func text(_ rows: [[String]], _ separator: String = ",", _ end: String = "\n") -> String {
    rows.map { $0.joined(separator: separator) + end }.joined()
  }

  private func codes(_ result: ImportResult) -> Set<String> {
    Set(result.report.entries.map(\.code.rawValue))
  }

  // MARK: The shape of a table

  @Test(arguments: [",", ";", "\t", "|"], ["\n", "\r\n", "\r"])
  func separatorsAndLineEndsAreFound(separator: String, end: String) throws {
    let result = try imported([
      "recipe.yaml": Self.recipe(), "papers.csv": text(Self.rows, separator, end),
    ])
    #expect(result.graph.nodeCount == 4 && result.graph.statementCount == 2)
    let alpha = result.graph.value(of: try result.graph.resolve("paper:alpha"))
    #expect(alpha.properties["year"] == .integer(2020))
    let bulk = try imported(
      [
        "n.csv": text([["id:ID", ":LABEL", "name"], ["P", "Paper", "One"]], separator, end),
        "e.csv": text([[":START_ID", ":END_ID", ":TYPE"], ["P", "P", "CITES"]], separator, end),
      ],
      naming: ["n.csv", "e.csv"]
    )
    #expect(bulk.graph.nodeCount == 1 && bulk.graph.statementCount == 1)
  }

  @Test func aSeparatorMayBeNamed() throws {
    let result = try imported([
      "recipe.yaml": Self.recipe("separator: \"~\""), "papers.csv": text(Self.rows, "~"),
    ])
    #expect(result.graph.statementCount == 2)
  }

  @Test func doubledAndNamelessColumnsAreNamed() throws {
    var rows = Self.rows.map { $0 + ["", ""] }
    rows[0][4] = "Title"
    rows[1][5] = "note"
    let result = try imported(["recipe.yaml": Self.recipe(), "papers.csv": text(rows)])
    #expect(result.graph.statementCount == 2)
    let entry = try #require(result.report.entries.first { $0.code == "doubled-column" })
    #expect(entry.message.contains("'Title'") && entry.message.contains("1, 5"))
    let second = Self.recipe().replacing("title: \"{Title}\"", with: "title: \"{Title#2}\"")
    rows[1][4] = "Other"
    rows[2][4] = "Another"
    let other = try imported(["recipe.yaml": second, "papers.csv": text(rows)])
    #expect(other.graph.node("paper:other") != nil)
  }

  @Test func longRowsAreDroppedAndSaid() throws {
    let rows = Self.rows + [["Gamma", "", "a study", "2022", "Trust", "x"]]
    let result = try imported(["recipe.yaml": Self.recipe(), "papers.csv": text(rows)])
    #expect(result.report.inputs[0].rowsRead == 3 && result.report.inputs[0].rowsDropped == 1)
    let entry = try #require(result.report.entries.first { $0.code == "long-row" })
    #expect(entry.place.line == 4 && entry.message.contains("Trust") == true)
    #expect(result.graph.nodeCount == 4)
    #expect(throws: EvidenceError.self) {
      try imported(["recipe.yaml": Self.recipe(), "papers.csv": text(rows)], isStrict: true)
    }
  }

  @Test func invisibleCharactersInAHeaderAreSaid() throws {
    var rows = Self.rows
    rows[0][0] = "\u{FEFF}\u{200B}Title\u{00A0}"
    let result = try imported(["recipe.yaml": Self.recipe(), "papers.csv": text(rows)])
    #expect(result.graph.statementCount == 2)
    #expect(codes(result).contains("invisible-characters"))
  }

  /// Every word of a recipe that should name a column is checked, at its place.
  @Test(arguments: [
    ("rows", "- {each: Topik, from: \"{paper}\", relation: IDENTIFIES, to: \"risk:x\"}"),
    ("rows", "- {when: {Topik: x}, from: \"{paper}\", relation: IDENTIFIES, to: \"risk:x\"}"),
    ("rows", "- {from: \"{paper}\", relation: IDENTIFIES, to: \"risk:x\", rationale: \"{Topik}\"}"),
    ("source", "repairs: [{column: Topik, from: a, to: b, why: c}]"),
    ("source", "repairs: [{column: Topic, from: a, to: b, why: c, when: {Topik: x}}]"),
  ]) func columnsThatAreNotThere(place: String, line: String) throws {
    var recipe = Self.recipe(place == "source" ? line : "")
    if place == "rows" {
      recipe = recipe.replacing(
        "- {from: \"{paper}\"",
        with: "\(line)\n          - {from: \"{paper}\"",
        maxReplacements: 1
      )
    }
    let error = #expect(throws: EvidenceError.self) {
      try imported(["recipe.yaml": recipe, "papers.csv": text(Self.rows)])
    }
    let finding = try #require(error?.diagnostics.first { $0.code == "unknown-column" })
    #expect(finding.hint == "did you mean 'Topic'?")
    #expect((finding.place?.line ?? 0) > 1 && (finding.place?.column ?? 0) > 1)
  }

  /// A value of a wrong form in a recipe is an error at its place, never the default.
  @Test(arguments: [
    "relations: [{name: X, acyclic: maybe}]", "constants: [a]", "maps: {a: b}", "rows: [{let: x}]",
    "references: {names: n, unlessStated: maybe}", "references: {names: n, others: all}",
    "rows: [{statements: [{from: {find: [a], optional: maybe}, relation: R, to: b}]}]",
    "header: 0", "separator: ab",
  ]) func valuesOfAWrongForm(line: String) throws {
    let isTop = line.hasPrefix("relations")
    let recipe =
      "recipe: 1\n\(isTop ? line : "")\nsources:\n  - path: a.csv\n    \(isTop ? "via: x" : line)\n"
    let error = #expect(throws: EvidenceError.self) {
      try imported(["recipe.yaml": recipe, "a.csv": "a\n1\n"])
    }
    let finding = try #require(error?.diagnostics.first)
    #expect(finding.place?.line == (isTop ? 2 : 5), "\(finding)")
  }

  // MARK: Words that carry meaning

  static let claims = """
    recipe: 1
    sources:
      - path: claims.csv
        maps: {stances: {negative: opposes, "No effect": mixed, "": ""}}
        rows:
          - node: {key: "mitigation:m", kind: Mitigation}
            statements:
              - from: "mitigation:m"
                relation: ADDRESSES
                to: "risk:r"
                stance: "{Direction|map(stances)}"
                evidenceType: "{Design}"
                confidence: "{Sure}"
                method: "{How}"
                properties: {predicateModifier: "{Not}", "reviewerAgreement:float": "{Verdict}"}
          - node: {key: "risk:r", kind: Risk}

    """

  @Test(arguments: [
    ("Opposes,,,,,", "stance"), (",Experimental,,,,", "evidence-type"), (",,80%,,,", "confidence"),
    (",,1.5,,,", "confidence"), (",,0x1p-1,,,", "confidence"), (",,nan,,,", "confidence"),
    (",,,one coder,,", "method"), (",,,,Inverse,", "modifier"), (",,,,,maybe", "agreement"),
    (",,,,,2", "agreement"),
  ]) func wordsThatCannotBeReadAreErrors(row: String, code: String) throws {
    let head = "Direction,Design,Sure,How,Not,Verdict\n"
    let error = #expect(throws: EvidenceError.self) {
      try imported(["recipe.yaml": Self.claims, "claims.csv": head + row + "\n"])
    }
    let finding = try #require(error?.diagnostics.first)
    #expect(finding.code.rawValue.hasSuffix(code), "\(finding)")
    #expect(finding.place?.line == 2 && finding.hint != nil)
    // The same word in a bulk table.
    let columns =
      ":START_ID,:END_ID,:TYPE,stance,evidenceType,confidence:float,method,predicateModifier,reviewerAgreement"
    let nodes = "id:ID,:LABEL\nm,Mitigation\nr,Risk\n"
    let bulk = #expect(throws: EvidenceError.self) {
      try imported(
        ["n.csv": nodes, "e.csv": "\(columns)\nm,r,ADDRESSES,\(row)\n"],
        naming: ["n.csv", "e.csv"]
      )
    }
    #expect(bulk?.diagnostics.first?.code == finding.code, "\(String(describing: bulk))")
    #expect(bulk?.diagnostics.first?.place?.line == 2)
  }

  @Test func aRecipeMapsWords() throws {
    let head = "Direction,Design,Sure,How,Not,Verdict\n"
    let rows = "negative,case,0.5,,,\nNo effect,,,,,-1\nsupports,,,,,\n,case,,,,\n"
    let result = try imported(["recipe.yaml": Self.claims, "claims.csv": head + rows])
    let stances = result.graph.edges.map { result.graph.stance(of: $0) }
    #expect(Set(stances) == [.opposes, .mixed, .supports, nil])
  }

  @Test(arguments: ["ADDRESES", "addresses", "ADRESSSES", "PROPOSE"])
  func relationsThatAreNearlyKnownAreErrors(name: String) throws {
    let files = [
      "n.csv": "id:ID,:LABEL\na,Mitigation\nb,Risk\n",
      "e.csv": ":START_ID,:END_ID,:TYPE\na,b,\(name)\na,b,\(name)\n",
    ]
    let error = #expect(throws: EvidenceError.self) {
      try imported(files, naming: ["n.csv", "e.csv"])
    }
    let finding = try #require(error?.diagnostics.first)
    #expect(finding.code == "unknown-relation" && finding.place?.line == 2)
    #expect(finding.place?.file.hasSuffix("e.csv") == true)
    #expect(finding.hint?.contains("did you mean") == true)
    let declared = try imported(files, naming: ["n.csv", "e.csv"], declared: [name])
    #expect(declared.graph.statementCount == 1)
  }

  @Test func kindsThatAreNearlyKnownAreErrorsAndOthersAreNot() throws {
    let error = #expect(throws: EvidenceError.self) {
      try imported(["n.csv": "id:ID,:LABEL\na,Mitigaton\n"], naming: ["n.csv"])
    }
    #expect(error?.diagnostics.first?.hint?.contains("'Mitigation'") == true)
    let result = try imported(["n.csv": "id:ID,:LABEL\na,Control\nb,Incident\n"], naming: ["n.csv"])
    #expect(result.graph.header.kinds.map(\.kind) == ["Control", "Incident"])
  }

  @Test func aSourceMayBeNamedForTablesThatStateNone() throws {
    let result = try imported(
      [
        "n.csv": "id:ID,:LABEL\np,Paper\na,Mitigation\nb,Risk\nk,TaxonomyNode\n",
        "e.csv": ":START_ID,:END_ID,:TYPE\na,b,ADDRESSES\na,k,CLASSIFIED_AS\n",
      ],
      naming: ["n.csv", "e.csv"],
      source: "p"
    )
    let sources = result.graph.edges.map {
      (result.graph.relation(of: $0), result.graph.source(of: $0))
    }
    #expect(sources.contains { $0 == (.addresses, "p") })
    #expect(sources.contains { $0 == (.classifiedAs, nil) })
  }

  // MARK: Bulk tables

  @Test func headersAsTheLoaderWritesThem() throws {
    let result = try imported(
      [
        "n.csv":
          " id:ID(Paper){id-type:int} | title:STRING|year:INT|open:Boolean|x:IGNORE|at:point{crs:WGS-84}|tags:int[]|:LABEL\n"
          + "1|One|2020|true|no|p|1;2|Paper\n",
        "e.csv": ":START_ID(Paper)|:end_id(Paper)|:TYPE\n1|1|CITES\n",
      ],
      naming: ["n.csv", "e.csv"]
    )
    let node = result.graph.value(of: NodeID(0))
    #expect(node.key == "Paper:1" && node.properties["year"] == .integer(2020))
    #expect(node.properties["open"] == .boolean(true) && node.properties["x"] == nil)
    #expect(node.properties["tags"] == .strings(["1", "2"]))
    #expect(result.graph.statementCount == 1)
  }

  @Test func aHeaderMayStandInAFileOfItsOwn() throws {
    let files = [
      "h.csv": "id:ID,:LABEL,name\n", "n1.csv": "P1,Paper,One\n",
      "n2.csv": "M1,Mitigation,Measure\n",
      "rh.csv": ":START_ID,:END_ID,:TYPE\n", "r1.csv": "P1,M1,PROPOSES\n",
      "recipe.yaml":
        "recipe: 1\nsources:\n  - {path: [h.csv, n1.csv, n2.csv, rh.csv, r1.csv], form: bulk}\n",
    ]
    for names in [["h.csv", "n1.csv", "n2.csv", "rh.csv", "r1.csv"], ["recipe.yaml"]] {
      let result = try imported(files, naming: names)
      #expect(result.graph.nodeCount == 2 && result.graph.statementCount == 1)
    }
    let alone = #expect(throws: EvidenceError.self) { try imported(files, naming: ["h.csv"]) }
    #expect(alone?.diagnostics.first?.code == "nothing-taken")
    let part = #expect(throws: EvidenceError.self) { try imported(files, naming: ["n1.csv"]) }
    #expect(part?.diagnostics.first?.code == "recipe-needed")
  }

  @Test func aHeaderThatStandsAgainIsNoRecord() throws {
    let result = try imported(
      ["n.csv": "id:ID,:LABEL\na,Risk\nid:ID,:LABEL\nb,Risk\n"],
      naming: ["n.csv"]
    )
    #expect(result.graph.nodeCount == 2)
    #expect(result.report.entries.map(\.code) == ["repeated-header"])
    #expect(result.report.entries.first?.place.line == 3)
  }

  @Test(arguments: [
    "a:ID(A),b:ID(B),:LABEL\n1,2,Paper\n", ":START_ID,:START_ID,:END_ID,:TYPE\n1,2,3,CITES\n",
    "id:ID,:LABEL,year:int,year\n1,Paper,2,3\n",
  ]) func doubledBulkColumnsAreRefused(text: String) {
    let error = #expect(throws: EvidenceError.self) {
      try imported(["n.csv": text], naming: ["n.csv"])
    }
    #expect(error?.diagnostics.first?.code == "doubled-column")
    #expect(error?.diagnostics.first?.place?.line == 1)
  }

  // MARK: Merging and identity

  @Test func recordsOfOneKeyFillEachOther() throws {
    let files = [
      "a.csv": "id:ID,:LABEL,name,year:int\nP,Paper,One,\nM,Mitigation,Two,\n",
      "b.csv":
        "id:ID,:LABEL,name,year:int,url\nP,Paper,One,2020,https://ex.org\nP,Paper,Uno,2021,\n",
      "recipe.yaml": "recipe: 1\nsources:\n  - {path: [a.csv, b.csv], form: bulk}\n",
    ]
    for names in [["a.csv", "b.csv"], ["recipe.yaml"]] {
      let result = try imported(files, naming: names)
      let node = result.graph.value(of: try result.graph.resolve("P"))
      #expect(node.properties["year"] == .integer(2020))
      #expect(node.properties["url"] == .string("https://ex.org"))
      #expect(node.properties["otherYears"] == .strings(["2021"]))
      #expect(node.properties["altLabels"] == .strings(["Uno"]))
      let clashes = result.report.entries.filter {
        ["value-clash", "name-clash"].contains($0.code)
      }
      #expect(clashes.count == 2)
      #expect(clashes.allSatisfy { $0.place.file.hasSuffix("b.csv") && $0.place.line == 3 })
      #expect(clashes.allSatisfy { $0.message.contains("a.csv:2") })
    }
  }

  @Test func unequalNamesThatFallTogetherAreSaid() throws {
    let recipe = """
      recipe: 1
      sources:
        - path: c.csv
          rows: [{node: {key: "mitigation:f/{id}", kind: Mitigation, label: "{name}"}}]

      """
    let result = try imported([
      "recipe.yaml": recipe, "c.csv": "id,name\n1,Access\n2,Logs\n1,Backup\n",
    ])
    let entry = try #require(result.report.entries.first { $0.code == "name-clash" })
    #expect(entry.place.line == 4 && entry.message.contains("c.csv:2"))
  }

  @Test func titlesWhoseSlugsMeetAreToldApart() throws {
    var rows = Self.rows
    rows.append(["Alpha!", "", "2022", "Bias"])
    rows.append(["ALPHA", "", "2020", "Privacy"])
    rows.append(["Alpha!", "", "2022", "Privacy"])
    let result = try imported(["recipe.yaml": Self.recipe(), "papers.csv": text(rows)])
    let papers = result.graph.nodes(of: .paper).map { result.graph.key(of: $0).text }
    #expect(papers == ["paper:alpha", "paper:alpha-2", "paper:beta"])
    #expect(result.report.entries.filter { $0.code == "same-slug" }.map(\.place.line) == [4])
  }

  @Test func aWorkNamedByAnotherIdentifierIsThatWork() throws {
    let result = try imported(
      [
        "a.csv":
          "id:ID,:LABEL,name,sameAs:string[]\ndoi:10.1000/a,Paper,One,arxiv:2501.00001\nm,Mitigation,M,\n",
        "b.csv": "id:ID,:LABEL,year:int\narxiv:2501.00001,Paper,2025\n",
        "e.csv": ":START_ID,:END_ID,:TYPE,source\narxiv:2501.00001,m,PROPOSES,arxiv:2501.00001\n",
      ],
      naming: ["a.csv", "b.csv", "e.csv"]
    )
    #expect(result.graph.nodes(of: .paper).count == 1)
    let statement = result.graph.statement(EdgeID(0))
    #expect(statement.from == "doi:10.1000/a" && statement.source == "doi:10.1000/a")
    let paper = result.graph.value(of: try result.graph.resolve("doi:10.1000/a"))
    #expect(paper.properties["year"] == .integer(2025))
    #expect(codes(result).contains("known-identifier"))
  }

  @Test func decomposedTextsAreComposed() throws {
    let recipe = """
      recipe: 1
      sources:
        - path: n.csv
          rows: [{node: {key: "risk:{N}", kind: Risk, label: "{N}", names: ["n {N}"]}}]
        - path: l.csv
          rows:
            - statements:
                - {from: "risk:{A}", relation: PART_OF, to: "risk:{B}"}
                - {from: {find: ["n {A}"]}, relation: PART_OF, to: {find: ["n {B}"]}, locator: x}

      """
    let result = try imported([
      "recipe.yaml": recipe, "n.csv": "N\nR\u{E9}silience\nParent\n",
      "l.csv": "A,B\nRe\u{301}silience,Parent\n",
    ])
    #expect(result.graph.statementCount == 2)
    #expect(codes(result) == ["normal-form"])
    let bulk = try imported(
      ["n.csv": "id:ID,:LABEL,name\nRe\u{301},Risk,e\u{301}\nR\u{E9},Risk,\n"],
      naming: ["n.csv"]
    )
    #expect(bulk.graph.nodeCount == 1)
    #expect(bulk.graph.label(of: NodeID(0))?.utf8.count == 2)
    #expect(try bulk.graph.resolve("Re\u{301}") == NodeID(0))
  }

  /// Statements that differ in no part of the derived id are numbered by content: the order of
  /// lines and files changes nothing.
  @Test(arguments: 0..<20 as Range<UInt64>) func numbersDoNotHangOnLines(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let head = ":START_ID,:END_ID,:TYPE,confidence:float,note\n"
    var rows = (1...6).map { "a,b,ADDRESSES,0.\($0),n\($0 % 3)\n" } + ["a,b,ADDRESSES,0.1,n1\n"]
    let nodes = "id:ID,:LABEL\na,Mitigation\nb,Risk\n"
    func graph(_ rows: [String]) throws -> String {
      let files = ["n.csv": nodes, "e.csv": head + rows.joined()]
      return ArchiveWriter.text(of: try imported(files, naming: ["n.csv", "e.csv"]).graph)
    }
    let first = try graph(rows)
    rows.shuffle(using: &random)
    #expect(try graph(rows) == first)
    #expect(first.split(separator: "\n").count == 1 + 2 + 6)
  }

  /// A given id stands for one statement; two unequal records of one id are an error, wherever they
  /// stand, and so is one that another statement's content gives.
  @Test func givenIdsThatClashAreErrors() throws {
    let nodes = "id:ID,:LABEL\na,Mitigation\nb,Risk\nc,Risk\n"
    let head = ":START_ID,:END_ID,:TYPE,id,confidence:float\n"
    for rows in [
      "a,b,ADDRESSES,x,0.5\na,c,ADDRESSES,x,0.5\n", "a,b,ADDRESSES,x,0.5\na,b,ADDRESSES,x,0.6\n",
    ] {
      let error = #expect(throws: EvidenceError.self) {
        try imported(["n.csv": nodes, "e.csv": head + rows], naming: ["n.csv", "e.csv"])
      }
      #expect(error?.diagnostics.first?.code == "statement-id-clash")
      #expect(error?.diagnostics.first?.place?.line == 3)
    }
    let same = "a,b,ADDRESSES,x,0.5\na,b,ADDRESSES,x,0.5\n"
    let result = try imported(["n.csv": nodes, "e.csv": head + same], naming: ["n.csv", "e.csv"])
    #expect(result.graph.statementCount == 1 && codes(result) == ["repeated-statement"])
  }

  // MARK: The account

  /// What cannot be kept is reported at its record, and the sums are the graph's.
  @Test func danglingRowsAreCountedWhereTheyStand() throws {
    let recipe = """
      recipe: 1
      sources:
        - path: n.csv
          rows: [{node: {key: "risk:{K}", kind: Risk}}]
        - path: l.csv
          rows: [{statements: [{from: "risk:{A}", relation: PART_OF, to: "risk:{B}"}]}]

      """
    let result = try imported([
      "recipe.yaml": recipe, "n.csv": "K\na\nb\n", "l.csv": "A,B\na,b\na,zz\nyy,b\na,b\n",
    ])
    let links = result.report.inputs[1]
    #expect(links.rowsRead == 4 && links.rowsTaken == 2)
    #expect(links.statements == [.partOf: 1])
    let dropped = links.entries.filter { $0.outcome == .dropped }
    #expect(dropped.map(\.place.line) == [3, 4])
    #expect(links.entries.contains { $0.code == "repeated-statement" && $0.place.line == 5 })
  }

  @Test(arguments: 0..<60 as Range<UInt64>) func sumsAreThoseOfTheGraph(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    func pick(_ n: Int) -> Int { Int.random(in: 0..<n, using: &random) }
    var files: [String: String] = [:]
    for table in 0..<3 {
      var nodes = "id:ID,:LABEL,name,year:int,sameAs:string[]\n"
      for _ in 0...pick(8) {
        nodes +=
          "k\(pick(9)),\(["Paper", "Risk"][pick(2)]),n\(pick(3)),\(pick(3)),\(["", "x\(pick(9))", "k\(pick(12))"][pick(3)])\n"
      }
      files["n\(table).csv"] = nodes
      var edges = ":START_ID,:END_ID,:TYPE,locator,note\n"
      for _ in 0...pick(12) {
        edges +=
          "k\(pick(10)),k\(pick(10)),\(["CITES", "IS_VERSION_OF"][pick(2)]),\(["", "p"][pick(2)]),\(pick(3))\n"
      }
      files["e\(table).csv"] = edges
    }
    let names = files.keys.sorted()
    let result: ImportResult
    do {
      result = try imported(files, naming: names)
    } catch Diagnostic.Code("nothing-taken") {
      return
    }
    let nodes = result.report.inputs.flatMap(\.nodes.values).reduce(0, +)
    let statements = result.report.inputs.flatMap(\.statements.values).reduce(0, +)
    #expect(nodes == result.graph.nodeCount, "seed \(seed)")
    #expect(statements == result.graph.statementCount, "seed \(seed)")
    for input in result.report.inputs {
      #expect(input.rowsTaken >= 0 && input.rowsTaken <= input.rowsRead, "seed \(seed)")
      #expect(input.entries.allSatisfy { $0.place.file == input.file }, "seed \(seed)")
    }
    let again = try imported(files, naming: names)
    #expect(ArchiveWriter.text(of: again.graph) == ArchiveWriter.text(of: result.graph))
  }

  @Test(arguments: ["Title,DOI,Year,Topic\n", "Title,DOI,Year,Topic\n,,,\n", "x\n"])
  func nothingFromSomethingIsAnError(text: String) {
    #expect(throws: EvidenceError.self) {
      try imported(["recipe.yaml": Self.recipe(), "papers.csv": text])
    }
  }
}
