import EvidenceCore
import Foundation
import Testing

@testable import EvidenceAnalysis
@testable import EvidenceMaps

/// What pictures fold, and that the page holds every member of it.
@Suite struct ReportFoldsTests {
  /// The folded things of a page: what each is of, and its members.
  private func folds(of page: String) -> [(of: String?, members: Int)] {
    page.components(separatedBy: "<details class=\"fold\"").dropFirst().map { part in
      let end = part.range(of: "</details>")?.lowerBound ?? part.endIndex
      let head = part.prefix { $0 != ">" }
      let target = head.firstMatch(of: /data-of="([^"]*)"/).map { String($0.1) }
      return (target, part[..<end].components(separatedBy: "<li").count - 1)
    }
  }

  @Test("a coverage map that folds rows and columns lists each of them under its own")
  func coverage() throws {
    let graph = try ReportTests.shipped()
    let page = try ReportTests.page(graph)
    let found = folds(of: page).filter { $0.of?.hasPrefix("report-coverage-1-") ?? true }
    let matrix = try CoverageAnalysis(graph).matrix(ReportTests.query)
    #expect(!found.isEmpty)
    let drawnRows = page.matches(of: /id="report-coverage-1-row-/).count
    let drawnColumns = page.matches(of: /id="report-coverage-1-col-/).count
    let all = matrix.rows.entries.count + matrix.columns.entries.count
    #expect(drawnRows + drawnColumns + found.map(\.members).reduce(0, +) == all)
    // What stands for nothing drawn, such as sums that gave way, is of none.
    for target in found.compactMap(\.of) {
      #expect(page.contains("<g id=\"\(target)\""), "\(target) is drawn")
    }
  }

  @Test("the boxes of the overview count what their members count") func overview() throws {
    guard LayoutDoor.isOpen else { return }
    let graph = try ReportTests.shipped()
    let page = try ReportTests.page(graph)
    let groups = OverviewGroups(graph, fold: .nothing).groups.filter { $0.folded > 1 }
    #expect(!groups.isEmpty)
    let boxes = folds(of: page).filter { $0.of?.hasPrefix("report-overview-") == true }
    #expect(boxes.map(\.members) == groups.map(\.folded))
    for group in groups {
      let list = try ReportTests.part(
        of: page,
        from: "<summary>\(OverviewSheet.name(group)) ",
        to: "</details>"
      )
      let counts = list.matches(of: #/<span class="said">([0-9,]+) /#)
        .compactMap { Int($0.1.replacing(",", with: "")) }
      #expect(counts.reduce(0, +) == group.count, "\(group.kind)")
    }
  }

  @Test("a table over its budget folds what it leaves out") func table() throws {
    let graph = try ReportTests.shipped()
    let options = ReportOptions(cellBudget: 200)
    let page = try ReportTests.page(graph, ReportTests.query, options)
    let matrix = try CoverageAnalysis(graph).matrix(ReportTests.query)
    let rows = folds(of: page).filter { $0.of?.hasPrefix("matrix-1-row-") == true }
    let shown = page.matches(of: /<th scope="row" id="matrix-1-row-/).count
    #expect(shown > 0 && shown < matrix.rows.entries.count)
    #expect(shown + rows.map(\.members).reduce(0, +) == matrix.rows.entries.count)
    for fold in rows {
      let target = try #require(fold.of)
      #expect(page.contains("id=\"\(target)\""))
    }
    #expect(
      folds(of: try ReportTests.page(graph)).allSatisfy { $0.of?.hasPrefix("matrix") != true }
    )
  }

  @Test("a taxonomy map folds to a level and lists what stands below") func taxonomy() throws {
    var builder = GraphBuilder(
      header: GraphHeader(
        schemes: [
          Scheme(id: "t@1", title: "Types", kind: .taxonomyNode),
          Scheme(id: "d@1", title: "Domains", kind: .riskDomain),
        ]
      )
    )
    builder.add(Node(Key("d@1:1"), .riskDomain, label: "Domain", notation: "1"))
    for top in 1...4 {
      let parent = Key("t@1:\(top)")
      builder.add(Node(parent, .taxonomyNode, label: "Family \(top)", notation: "\(top)"))
      for child in 1...40 {
        let key = Key("t@1:\(top).\(child)")
        builder.add(Node(key, .taxonomyNode, label: "Type", notation: "\(top).\(child)"))
        builder.add(Statement(key, .broader, parent))
      }
    }
    let page = try ReportTests.page(
      try builder.build(),
      CoverageQuery(rows: .init("t@1"), columns: .init("d@1"))
    )
    let boxes = folds(of: page).filter { $0.of?.hasPrefix("report-taxonomy-1-") == true }
    #expect(boxes.map(\.members) == [40, 40, 40, 40])
    #expect(boxes.compactMap(\.of) == (1...4).map { "report-taxonomy-1-\($0)" })
  }
}
