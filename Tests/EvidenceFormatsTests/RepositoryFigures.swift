import EvidenceCore
import EvidenceFormats
import EvidenceTestSupport
import Foundation
import Testing

/// The graphs that the recipes make of the real inputs, each made once.
enum RealGraphs {
  static let recipes = SharedData.packageRoot.appendingPathComponent("Graphs/ai-risk-repository")

  static let repository = Result { try run("recipe.yaml") }
  static let nexus = Result { try run("nexus.recipe.yaml") }

  static func run(_ name: String) throws -> ImportResult {
    try Importer.run(
      ImportRequest(
        files: [recipes.appendingPathComponent(name).path],
        sourcesDirectory: SharedData.url("data")?.path
      )
    )
  }
}

extension EvidenceGraph {
  func count(_ relation: Relation) -> Int {
    edges.count { self.relation(of: $0) == relation }
  }
}

@Suite(.enabled(if: SharedData.isPresent, "the real inputs are not here"))
struct RepositoryFigures {
  @Test func mitRisksAreAllThereAndEveryRowIsAccountedFor() throws {
    let result = try RealGraphs.repository.get()
    let input = try #require(
      result.report.inputs.first { $0.file == "mit-risk/ai-risk-database-v4.csv" }
    )
    #expect(input.rowsRead == 2574)
    #expect(input.rowsDropped == 665)
    #expect(input.rowsTaken == 74 + 1835)
    let graph = result.graph
    let risks = graph.nodes(of: .risk).filter { graph.property("evId", of: $0) != nil }
    #expect(risks.count == 1835)
    func level(_ name: String) -> Int {
      risks.count { graph.property("level", of: $0) == .string(name) }
    }
    #expect(level("Risk Category") == 570)
    #expect(level("Risk Sub-Category") == 1265)
    let repeats = risks.filter { graph.key(of: $0).text.hasSuffix("#2") }
    #expect(repeats.count == 5)
    let repairs = input.entries.filter { $0.code == "named-repair" }
    #expect(repairs.count == 1)
    #expect(repairs.first?.message.contains("G'sell2025") == true)
  }

  @Test func domainsAreCodedAsTheSheetCodesThem() throws {
    let graph = try RealGraphs.repository.get().graph
    var (subdomain, domain, excluded, blank) = (0, 0, 0, 0)
    var pairs: Set<[String]> = []
    var papers: Set<NodeID> = []
    for risk in graph.nodes(of: .risk) where graph.property("evId", of: risk) != nil {
      let codes = graph.outgoing(risk, .inDomain).map { graph.to($0) }
      let identifying = graph.incoming(risk, .identifies).map { graph.from($0) }
      #expect(identifying.count == 1)
      papers.formUnion(identifying)
      if let code = codes.first {
        let isSubdomain = graph.notation(of: code)?.contains(".") ?? false
        if isSubdomain { subdomain += 1 } else { domain += 1 }
        if isSubdomain, let paper = identifying.first {
          pairs.insert([graph.key(of: paper).text, graph.key(of: code).text])
        }
      } else if graph.property("noDomain", of: risk) != nil {
        excluded += 1
      } else {
        blank += 1
      }
    }
    #expect(subdomain == 1511 && domain == 84 && excluded == 238 && blank == 2)
    #expect(pairs.count == 608)
    #expect(papers.count == 74)
    #expect(graph.nodes(of: .riskDomain).count == 7 + 24)
  }

  @Test func categoriesHaveTheirSubcategories() throws {
    let graph = try RealGraphs.repository.get().graph
    let wholes = graph.edges.filter { graph.relation(of: $0) == .partOf }.map { graph.to($0) }
    let ids = Set(wholes.map { graph.property("evId", of: $0)?.text ?? "" })
    #expect(ids.count == 276)
    // One Ev_ID stands for two categories, both of which have subcategories.
    #expect(Set(wholes).count == 277)
  }

  @Test func mitMitigationsAreAllThere() throws {
    let result = try RealGraphs.repository.get()
    let graph = result.graph
    let own = graph.nodes(of: .mitigation).filter {
      !graph.key(of: $0).text.hasPrefix("mitigation:ai-atlas-nexus/")
    }
    #expect(own.count == 831)
    var codes: Set<NodeID> = []
    var documents: Set<NodeID> = []
    for node in own {
      let classified = graph.outgoing(node, .classifiedAs)
      #expect(classified.count == 1)
      codes.formUnion(classified.map { graph.to($0) })
      let proposed = graph.incoming(node, .proposes)
      #expect(proposed.count == 1)
      documents.formUnion(proposed.map { graph.from($0) })
      #expect(graph.outgoing(node, .addresses).isEmpty)
    }
    #expect(codes.count == 27)
    #expect(codes.count { graph.notation(of: $0)?.hasSuffix("X") == true } == 4)
    #expect(documents.count == 13)
  }

  @Test func theTwoDataSetsAreJoinedAndNotMerged() throws {
    let graph = try RealGraphs.repository.get().graph
    let matches = graph.edges.filter {
      graph.relation(of: $0) == .exactMatch && !graph.isNegated($0)
        && graph.statement($0).coder == "the authors of this graph"
    }
    func count(_ prefix: String) -> Int {
      matches.count { graph.key(of: graph.to($0)).text.hasPrefix(prefix) }
    }
    #expect(count("mit-risk@4:") == 24)
    #expect(count("mit-mitigation@1:") == 27)
    #expect(count("mitigation:") == 831)
    let papers = graph.nodes(of: .paper).map { graph.title(of: $0) }
    #expect(
      papers.contains(
        "Ethical Issues in the Development of Artificial Intelligence: Recognizing the Risks"
      )
    )
  }

  @Test func theGraphHoldsNoSentencesOfItsSources() throws {
    let graph = try RealGraphs.repository.get().graph
    let allowed: Set<String> = [
      "quickref", "year", "url", "authors", "itemType", "altLabels", "level", "evId", "noDomain",
      "taxonomy", "noTermFound", "statedIdentifier",
    ]
    for node in graph.nodes {
      let names = Set(graph.value(of: node).properties.keys)
      #expect(names.isSubset(of: allowed), "\(names.subtracting(allowed))")
    }
    for edge in graph.edges {
      let statement = graph.statement(edge)
      if let rationale = statement.rationale {
        #expect(statement.coder == "the authors of this graph", "\(rationale)")
      }
    }
  }

  @Test func matchesTakeTheirDirectionFromTheTables() throws {
    let result = try RealGraphs.repository.get()
    let mirrored = result.report.entries.filter { $0.code == "mirrored-match" }
    #expect(mirrored.count { $0.message.contains("BROAD_MATCH") } == 196 / 2)
    let noTerm = result.report.entries.filter { $0.code == "no-term-found" }
    #expect(noTerm.count == 17)
    #expect(result.graph.edges.count { result.graph.isNegated($0) } == 26)
  }

  @Test func importingAgainGivesTheSameBytes() throws {
    let first = try RealGraphs.repository.get().graph
    let second = try RealGraphs.run("recipe.yaml").graph
    #expect(ArchiveWriter.text(of: first) == ArchiveWriter.text(of: second))
  }
}
