import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

@Suite struct ResolveTests {
  private static func graph() throws -> EvidenceGraph {
    var builder = GraphBuilder()
    builder.add(
      Node(
        "doi:10.48550/arxiv.2412.02145",
        .paper,
        label: "Effective Mitigations",
        sameAs: ["arxiv:2412.02145"],
        properties: ["quickref": .string("Uuk2024"), "altLabels": .strings(["Measures that hold"])]
      )
    )
    builder.add(Node("arxiv:1801.00001", .paper, label: "Überblick"))
    builder.add(Node("paper:b", .paper, label: "Same"))
    builder.add(Node("mitigation:b/m1", .mitigation, label: "Audits", sameAs: ["A0001"]))
    builder.add(Node("mitigation:b/same", .mitigation, label: "same"))
    builder.add(Node("types@1:1.1", .taxonomyNode, label: "Board", notation: "1.1"))
    builder.add(Node("risks@4:1.1", .riskDomain, label: "Bias", notation: "1.1"))
    builder.add(Node("risks@4:7", .riskDomain, label: "Safety", notation: "7"))
    builder.add(Node("risk:b/1", .risk, label: "Audits"))
    return try builder.build()
  }

  @Test(
    "a node is meant by its key, identifier, address, code, reference or name",
    arguments: [
      ("doi:10.48550/arxiv.2412.02145", "doi:10.48550/arxiv.2412.02145"),
      ("arxiv:2412.02145", "doi:10.48550/arxiv.2412.02145"),
      ("arXiv:2412.02145v3", "doi:10.48550/arxiv.2412.02145"),
      ("https://arxiv.org/abs/2412.02145", "doi:10.48550/arxiv.2412.02145"),
      ("http://www.arxiv.org/pdf/2412.02145v2.pdf", "doi:10.48550/arxiv.2412.02145"),
      ("https://arxiv.org/abs/1801.00001", "arxiv:1801.00001"),
      ("https://doi.org/10.48550/arXiv.1801.00001", "arxiv:1801.00001"),
      ("https://doi.org/10.48550/ARXIV.2412.02145?x=1", "doi:10.48550/arxiv.2412.02145"),
      ("https://dx.doi.org/10.48550/arxiv.2412.02145", "doi:10.48550/arxiv.2412.02145"),
      ("DOI:10.48550/arXiv.2412.02145", "doi:10.48550/arxiv.2412.02145"),
      ("10.48550/arxiv.2412.02145", "doi:10.48550/arxiv.2412.02145"),
      ("Uuk2024", "doi:10.48550/arxiv.2412.02145"), ("uuk 2024", "doi:10.48550/arxiv.2412.02145"),
      ("measures that hold", "doi:10.48550/arxiv.2412.02145"),
      ("effective mitigations", "doi:10.48550/arxiv.2412.02145"),
      ("uberblick", "arxiv:1801.00001"), ("A0001", "mitigation:b/m1"), ("a0001", "mitigation:b/m1"),
      ("m1", "mitigation:b/m1"), ("Same", "paper:b"), ("same", "mitigation:b/same"),
      ("7", "risks@4:7"), ("RISKS@4:7", "risks@4:7"), ("safety", "risks@4:7"),
    ]
  )
  func nodeIsMeant(text: String, key: String) throws {
    let graph = try Self.graph()
    #expect(graph.key(of: try graph.resolve(text)).text == key)
  }

  @Test("what is wanted decides between nodes of one name, and only there") func wantedDecides()
    throws
  {
    let graph = try Self.graph()
    func key(_ text: String, _ kinds: Set<Kind>) throws -> String {
      graph.key(of: try graph.resolve(text, as: kinds)).text
    }
    #expect(try key("1.1", [.risk, .riskDomain]) == "risks@4:1.1")
    #expect(try key("1.1", [.taxonomyNode]) == "types@1:1.1")
    #expect(try key("Audits", [.paper, .mitigation]) == "mitigation:b/m1")
    #expect(try key("audits", [.risk]) == "risk:b/1")
    // A key says what it is, and a name that nothing wanted has may be anything's.
    #expect(try key("types@1:1.1", [.risk]) == "types@1:1.1")
    #expect(try key("Safety", [.paper]) == "risks@4:7")
    #expect(throws: EvidenceError.self) { try graph.resolve("1.1", as: [.paper]) }
  }

  @Test("a name of several nodes is refused with their names, and a slip with what is near")
  func refusalsHelp() throws {
    let graph = try Self.graph()
    func refusal(_ text: String) -> String {
      #expect(throws: EvidenceError.self) { try graph.resolve(text) }?.description ?? ""
    }
    let several = refusal("1.1")
    #expect(several.contains("'1.1' names 2 nodes [ambiguous-node]"))
    #expect(
      several.contains("    risks@4:1.1  RiskDomain  Bias\n    types@1:1.1  TaxonomyNode  Board")
    )
    #expect(refusal("SAME").contains("names 2 nodes"))
    #expect(refusal("Saftey").contains("did you mean 'Safety'?"))
    #expect(refusal("risks@4:1.2").contains("the codes of 'risks@4' are: 1.1, 7"))
    // Another code is no slip of the pen.
    #expect(!refusal("risks@4:9.9").contains("did you mean"))
    #expect(refusal("nothing at all").contains("evidence find GRAPH WORDS"))
    #expect(!refusal("").isEmpty && !refusal("https://doi.org/").isEmpty)
  }

  @Test("a letter is folded the same, composed or not") func foldingKnowsBothForms() {
    for value in Array(0xC0...0x24F) + Array(0x370...0x45F) + Array(0x1E00...0x1FFF) {
      // Symbols and spacing marks are no letters; these two are called letters and are symbols.
      guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic,
        ![0x3D3, 0x3D4].contains(value)
      else { continue }
      let text = String(scalar)
      let apart = text.decomposedStringWithCanonicalMapping
      #expect(
        FoldedText.folded(apart) == FoldedText.folded(text) || apart.unicodeScalars.count == 1,
        "\(text) U+\(String(value, radix: 16))"
      )
      #expect(FoldedText.folded(FoldedText.folded(text)) == FoldedText.folded(text), "\(text)")
    }
  }
}
