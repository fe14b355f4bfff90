internal import EvidenceAnalysis
internal import EvidenceCore

/// The maps of a report, each drawn into the page with ids of its own.
struct ReportMaps {
  let graph: EvidenceGraph
  let tables: [ReportTable]
  let coverage: CoverageAnalysis

  var html: String {
    var parts: [String] = []
    for table in tables {
      let gaps = GapAnalysis(graph, policy: table.matrix.policy).cellGaps(table.matrix)
      parts.append(
        figure("Coverage: \(table.title)") { prefix throws(EvidenceError) in
          try CoverageMap(
            matrix: table.matrix,
            gaps: gaps,
            graph: graph,
            options: MapOptions(idPrefix: "\(prefix)\(table.number)")
          ).svg()
        }
      )
    }
    for (index, id) in schemes.enumerated() {
      guard let scheme = try? coverage.scheme(id) else { continue }
      let map = TaxonomyMap(
        coverage: scheme,
        graph: graph,
        options: MapOptions(idPrefix: "report-taxonomy-\(index + 1)")
      )
      parts.append(
        figure("Taxonomy: \(scheme.axis.title)", table: map.table()) { _ throws(EvidenceError) in
          try map.svg()
        }
      )
    }
    return parts.joined(separator: "\n")
  }

  /// The schemes on the axes, each once, in order.
  private var schemes: [String] {
    var seen: Set<String> = []
    return tables.flatMap { [$0.matrix.rows, $0.matrix.columns] }
      .filter { axis in
        axis.selection.contains("@")
          && axis.entries.contains { graph.scheme(of: $0.node) == axis.selection }
      }
      .map(\.selection).filter { seen.insert($0).inserted }
  }

  private func figure(
    _ name: String,
    table: [[String]] = [],
    _ draw: (_ prefix: String) throws(EvidenceError) -> String
  ) -> String {
    let label = HTMLText.escape(name, limit: 160)
    let picture: String
    do throws(EvidenceError) {
      let svg = try draw("report-coverage-")
      // The declaration of XML belongs at the top of a file of its own.
      picture = svg.firstIndex(of: "\n").map { String(svg[svg.index(after: $0)...]) } ?? svg
    } catch {
      let reason = error.diagnostics.first?.message ?? "it is too large"
      picture = "<p class=\"note\">Not drawn: \(HTMLText.escape(reason)).</p>\n"
    }
    var html = "<figure>\n<figcaption>\(label)</figcaption>\n"
    html += "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"\(label)\">\n"
    html += picture + "</div>\n"
    if let heads = table.first {
      let rows = table.dropFirst().map { row in
        "<tr>" + row.map { "<td>\(HTMLText.escape($0))</td>" }.joined() + "</tr>"
      }
      html += "<details><summary>The same as a table</summary>\n"
      html += ReportHead.table(name, heads, rows) + "\n</details>\n"
    }
    return html + "</figure>"
  }
}
