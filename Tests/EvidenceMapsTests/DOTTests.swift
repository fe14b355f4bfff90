import EvidenceCore
import Testing

@testable import EvidenceMaps

/// The DOT language: what is written, byte for byte.
@Suite struct DOTTests {
  @Test func goldenGraph() {
    var dot = DOTGraph()
    dot.remarks = ["a remark\nwith a break"]
    dot.attributes = [.leftToRight, .nodeSeparation(18)]
    dot.nodes = [
      .init(name: "b", attributes: [.label("B \"quoted\" \\N\nsecond"), .shape(.box)]),
      .init(name: "a", attributes: [.label("<b>"), .link("javascript:x"), .penWidth(99)]),
    ]
    dot.edges = [
      .init(from: "b", to: "a", attributes: [.arrowHead(.tee)]),
      .init(from: "a", to: "b", attributes: [.colour("#a83206"), .fill("red\" onclick")]),
    ]
    #expect(
      dot.text == """
        // a remark with a break
        digraph evidence {
          graph [rankdir=LR, nodesep=0.25, fontsize=9, fontname="Arial"];
          node [fontsize=8, fontname="Arial"];
          edge [fontsize=7.5, fontname="Arial"];
          "a" [label=" <b>", penwidth=8];
          "b" [label="B \\"quoted\\" \\\\N\\nsecond", shape=box];
          "a" -> "b" [color="#a83206"];
          "b" -> "a" [arrowhead=tee];
        }

        """
    )
  }

  @Test func tablesAndTextsNeverMeet() {
    let table = DOTTable(rows: [[DOTTable.Cell(text: "a<b>&\"")]])
    #expect(table.text.hasPrefix("<TABLE"))
    #expect(table.text.contains("a&lt;b&gt;&amp;&quot;"))
    #expect(!DOTText.quoted(table.text).hasPrefix("\"<"))
  }

  @Test func everyMapHasDOTText() throws {
    let texts = [
      try Fixtures.coverage().dot(), try Fixtures.sources().dot(), try Fixtures.taxonomy().dot(),
      try PathFixtures.map().dot(), try PathFixtures.miss().dot(), try Fixtures.hub(20).dot(),
    ]
    for text in texts {
      #expect(text.contains("digraph evidence {") && text.hasSuffix("}\n"))
      #expect(text.contains("Notice: seed pages"))
    }
    #expect(texts[0].contains("STYLE=\"dashed\" COLOR=\"#a83206\""))
    #expect(texts[0].contains("STYLE=\"dotted\""))
    #expect(texts[4].contains("style=\"dotted\""))
  }

  #if Graphviz
    @Test func graphvizReadsIt() throws {
      for text in [
        try Fixtures.coverage().dot(), try Fixtures.taxonomy().dot(), try PathFixtures.map().dot(),
        try Fixtures.hub(20).dot(),
      ] {
        #expect(Self.complaint(about: text) == nil)
      }
      let broken = Self.complaint(about: "digraph { a [label=<<TABLE><TR>>] }")
      #expect(broken?.contains("Error") == true)
      #expect(Self.complaint(about: "digraph { ") != nil)
      #expect(Self.complaint(about: "digraph { a }") == nil)
    }

    static func complaint(about dot: String) -> String? {
      GraphvizThread.shared.perform { $0.complaint(about: dot) } ?? "no answer"
    }
  #endif
}
