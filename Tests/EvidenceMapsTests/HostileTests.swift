import EvidenceCore
import Foundation
import Testing

@testable import EvidenceAnalysis
@testable import EvidenceMaps

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Every map of graphs that are made to break out of it.
@Suite struct HostileTests {
  @Test func theCorpusIsLarge() { #expect(HostileCorpus.all.count >= 200) }

  @Test("hostile texts stay text", arguments: Array(HostileCorpus.all.indices))
  func staysText(index: Int) throws {
    let text = HostileCorpus.all[index]
    let maps = try AllMaps(try HostileCorpus.graph(text), try HostileCorpus.graph(text, drop: true))
    for (kind, svg) in try maps.drawn() {
      let findings = DrawingCheck.findings(in: svg)
      #expect(findings.isEmpty, "\(kind): \(findings.prefix(3))")
      #expect(svg.utf8.count < 400_000, "\(kind)")
    }
    guard LayoutDoor.isOpen else { return }
    let plain = try maps.plain(index % AllMaps.kinds.count)
    let findings = DrawingCheck.findings(in: plain)
    #expect(
      findings.isEmpty,
      "plain \(AllMaps.kinds[index % AllMaps.kinds.count]): \(findings.prefix(3))"
    )
  }

  /// What Graphviz itself would let through.
  static let drawings: [(String, [String])] = [
    ("<svg><script>alert(1)</script><g><title>a</title></g></svg>", ["script", "alert"]),
    ("<svg onload=\"x\"><g onclick='y'/></svg>", ["onload", "onclick"]),
    ("<svg><a xlink:href=\"javascript:x\"><text>t</text></a></svg>", ["javascript", "href"]),
    ("<svg><a xlink:href=\"java&#115;cript:x\"><text>t</text></a></svg>", ["javascript", "href"]),
    ("<svg><a xlink:href=\"data:x\" href=\"vbscript:y\"/></svg>", ["data:", "vbscript"]),
    ("<!DOCTYPE svg [<!ENTITY e \"boom\">]><svg><text>&e;&e;</text></svg>", ["DOCTYPE", "boom"]),
    ("<svg><foreignObject><text>hidden</text></foreignObject></svg>", ["foreign", "hidden"]),
    ("<svg><image xlink:href=\"https://x.y\"/><use href=\"#a\"/></svg>", ["image", "use"]),
    ("<svg><style>*{}</style><g style=\"fill:url(#x)\"/></svg>", ["style", "url("]),
    ("<svg><text font-family=\"x&quot; onclick=&quot;y\">t</text></svg>", ["onclick"]),
    ("<svg><polygon fill=\"url(https://x.y)\" points=\"0,0 alert(1)\"/></svg>", ["url", "alert"]),
    ("<?xml-stylesheet href=\"x\"?><svg><!-- secret --><g/></svg>", ["stylesheet", "secret"]),
    ("<svg><![CDATA[<script>]]><g/></svg>", ["script"]),
    ("<svg><title>a</title></svg><script>late</script>", ["late"]),
  ]

  @Test(arguments: drawings) func onlyWhatIsAllowedIsLeft(svg: String, gone: [String]) throws {
    let plain = PlainSVG(prefix: "p", title: "Title", description: "Words")
    let text = try plain.rewritten(svg)
    #expect(DrawingCheck.findings(in: text).isEmpty)
    for word in gone { #expect(!text.contains(word), "\(word) in \(text)") }
  }

  @Test(arguments: [
    "", "text", "<svg>", "<svg></g>", "<svg><g></svg>", "<svg x></svg>", "<svg x=1></svg>",
    "<svg/>", "<g></g>", "<svg><g a=\"b></svg>", "<svg><!-- ", "<!DOCTYPE svg [", "<svg><",
    String(repeating: "<svg>", count: 300), "<svg>" + String(repeating: "<g>", count: 100_000),
  ])
  func whatIsNoDrawingIsRefused(text: String) {
    let plain = PlainSVG(prefix: "p", title: "", description: "")
    #expect(throws: EvidenceError.self) { try plain.rewritten(text) }
  }

  @Test func budgetsAreKept() throws {
    let map = try LargeMapTests.map((80, 0), (80, 0))
    guard LayoutDoor.isOpen else { return }
    #expect {
      try map.plainSVG()
    } throws: { error in
      (error as? EvidenceError)?.diagnostics.first?.hint != nil
    }
  }
}

/// One map of every kind over a graph and its later version.
struct AllMaps {
  static let kinds = [
    "coverage", "taxonomy", "paths", "around", "overview", "gaps", "diff", "concepts", "nodes",
    "radial",
  ]

  let coverage: CoverageMap
  let taxonomy: TaxonomyMap
  let paths: PathsMap
  let around: AroundMap
  let overview: OverviewMap
  let gaps: GapsMap
  let diff: DiffMap
  let concepts: ConceptsMap
  let nodes: NodesMap
  let radial: RadialMap

  /// In the order of ``kinds``.
  var all: [any EvidenceMap] {
    [coverage, taxonomy, paths, around, overview, gaps, diff, concepts, nodes, radial]
  }

  init(_ graph: EvidenceGraph, _ later: EvidenceGraph, options: MapOptions = MapOptions()) throws {
    let query = CoverageQuery(
      rows: CoverageQuery.Axis("types@1"),
      columns: CoverageQuery.Axis("risks@1")
    )
    let analysis = CoverageAnalysis(graph)
    let matrix = try analysis.matrix(query)
    let found = GapAnalysis(graph).cellGaps(matrix) + GapAnalysis(graph).nodeGaps()
    let paper = try #require(graph.nodes(of: .paper).first)
    let domain = try #require(graph.nodes(of: .riskDomain).first)
    coverage = CoverageMap(matrix: matrix, gaps: found, graph: graph, options: options)
    taxonomy = TaxonomyMap(
      coverage: try analysis.scheme("types@1"),
      graph: graph,
      options: options
    )
    paths = PathsMap(
      answer: EvidencePaths(graph).chains(from: paper, to: domain),
      graph: graph,
      options: options
    )
    around = AroundMap(node: domain, graph: graph, options: options)
    overview = OverviewMap(graph: graph, options: options)
    gaps = GapsMap(gaps: found, matrix: matrix, graph: graph, options: options)
    diff = DiffMap(
      before: DiffMap.Side(matrix: matrix, graph: graph),
      after: DiffMap.Side(matrix: try CoverageAnalysis(later).matrix(query), graph: later),
      options: options
    )
    concepts = ConceptsMap(matrix: matrix, graph: graph, options: options)
    nodes = NodesMap(graph: graph, options: options)
    radial = RadialMap(
      coverage: try analysis.scheme("types@1"),
      graph: graph,
      options: options
    )
  }

  /// Every map, with the name of its kind.
  func drawn() throws -> [(String, String)] {
    try zip(Self.kinds, all).map { ($0, try $1.svg()) }
  }

  func plain(_ kind: Int) throws -> String { try all[kind].plainSVG() }

  func dots() -> [String] { all.map { $0.dot() } }
}

/// What is wrong with a drawing: seen by a parser that is not ours.
enum DrawingCheck {
  static let elements: Set<String> = [
    "svg", "g", "a", "title", "desc", "style", "defs", "pattern", "rect", "circle", "ellipse",
    "path", "polygon", "polyline", "text", "tspan",
  ]

  static func findings(in svg: String) -> [String] {
    let watcher = Watcher()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.shouldResolveExternalEntities = false
    parser.delegate = watcher
    var findings = parser.parse() ? [] : ["not well-formed at line \(parser.lineNumber)"]
    findings += watcher.findings
    var before: Unicode.Scalar = " "
    for scalar in svg.unicodeScalars {
      // A document type, an entity, a comment or a section: none is ever written.
      if before == "<", scalar == "!" { findings.append("a declaration") }
      before = scalar
      // Names from right to left are set apart by us.
      if LegibleText.isLegible(scalar) || LegibleText.isIsolate(scalar) { continue }
      if scalar == "\n" { continue }
      findings.append("U+\(String(scalar.value, radix: 16))")
      break
    }
    return findings
  }

  private final class Watcher: NSObject, XMLParserDelegate {
    var findings: [String] = []
    var ids: Set<String> = []

    func parser(
      _ parser: XMLParser,
      didStartElement name: String,
      namespaceURI: String?,
      qualifiedName: String?,
      attributes: [String: String]
    ) {
      if !elements.contains(name) { findings.append("element \(name)") }
      for (key, value) in attributes {
        if key.lowercased().hasPrefix("on") { findings.append("attribute \(key)") }
        if key.hasSuffix("href") {
          let start = value.lowercased()
          let isFine = ["https://", "http://", "mailto:", "#"].contains { start.hasPrefix($0) }
          if !isFine { findings.append("link \(value)") }
        }
        let isText = key == "aria-label" || key.hasSuffix("href")
        if !isText, value.contains("url("), !value.hasPrefix("url(#") {
          findings.append("url \(value)")
        }
        if key == "id", !ids.insert(value).inserted { findings.append("twice id \(value)") }
        if key == "style" || key == "src" { findings.append("attribute \(key)") }
      }
    }
  }
}
