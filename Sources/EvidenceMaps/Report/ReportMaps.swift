internal import EvidenceAnalysis
internal import EvidenceCore

/// The maps of a report, each drawn into the page with ids of its own.
struct ReportMaps {
  let graph: EvidenceGraph
  /// The schemes on the axes.
  let schemes: [SchemeCoverage]
  /// What every map says of itself.
  let said: ReportOptions
  /// The place of a node in the page's data.
  let position: (NodeID) -> Int?

  var html: String {
    let parts = [overview] + schemes.enumerated().map { taxonomy($1, $0 + 1) }
    return parts.compactMap { $0 }.joined(separator: "\n")
  }

  // MARK: The maps

  private var overview: String? {
    guard graph.nodeCount > 0 else { return nil }
    let prefix = "report-overview"
    let map = OverviewMap(graph: graph, options: options(prefix))
    let name = "Overview: what the graph holds"
    guard LayoutDoor.isOpen else {
      return figure(
        name,
        picture: "<p class=\"note\">The overview is left out: this build has no Graphviz to lay it "
          + "out. Its table holds the same.</p>\n",
        table: map.table()
      )
    }
    let picture = drawn { () throws(EvidenceError) in try map.svg() }
    return figure(
      name,
      picture: picture,
      folds: overviewFolds(picture, prefix).html,
      table: map.table()
    )
  }

  private func taxonomy(_ scheme: SchemeCoverage, _ number: Int) -> String {
    let prefix = "report-taxonomy-\(number)"
    let map = TaxonomyMap(
      coverage: scheme,
      graph: graph,
      options: options(prefix)
    )
    let picture = drawn { () throws(EvidenceError) in try map.svg() }
    let shown = ids(of: scheme.axis, in: picture, after: [prefix])
    let folds = ReportFolds(
      of: scheme.axis,
      words: "concepts",
      graph: graph,
      position: position,
      drawn: { shown[$0] },
      note: { entry in
        let cell = scheme.cells[entry]
        return "\(cell.state.words), \(Figures.count(cell.independentPapers, "paper"))"
      }
    )
    return figure(
      "Taxonomy: \(scheme.axis.title)",
      picture: picture,
      folds: folds.html,
      table: map.table()
    )
  }

  private func options(_ prefix: String) -> MapOptions {
    MapOptions(idPrefix: prefix, selection: said.selection, supposition: said.supposition)
  }

  // MARK: What is folded

  /// The id of each position of an axis that a picture shows.
  private func ids(
    of axis: CoverageAxis,
    in picture: String,
    after parts: [String]
  ) -> [Int: String] {
    // The ids are picked out of the picture in one go.
    let drawn = Self.ids(in: picture)
    var result: [Int: String] = [:]
    for (place, entry) in axis.entries.enumerated() {
      let local = SVGText.idPart(graph.key(of: entry.node).local)
      let id = (parts + [local]).joined(separator: "-")
      if drawn.contains(id) { result[place] = id }
    }
    return result
  }

  /// Every id of a picture.
  private static func ids(in picture: String) -> Set<String> {
    var ids: Set<String> = []
    var isID = false
    // What stands between quotation marks is an attribute's value, and before it stands its name.
    for part in picture.utf8.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    {
      if isID { ids.insert(String(decoding: part, as: UTF8.self)) }
      isID = part.suffix(4).elementsEqual(" id=".utf8)
    }
    return ids
  }

  /// The data sets, or schemes, that the overview counts in one box.
  private func overviewFolds(_ picture: String, _ prefix: String) -> ReportFolds {
    func id(_ index: Int, _ group: OverviewGroups.Group) -> String {
      "\(prefix)-\(SVGText.idPart("\(group.kind.name)-\(index + 1)"))"
    }
    func isDrawn(_ index: Int, _ group: OverviewGroups.Group) -> Bool {
      let label = SVGText.escape(LegibleText.clean(OverviewSheet.name(group)))
      return picture.contains(
        "<g id=\"\(id(index, group))\" class=\"node\" role=\"graphics-symbol img\""
          + " aria-label=\"\(label)\""
      )
    }
    let groups = OverviewGroups.Fold.allCases.lazy.map { OverviewGroups(graph, fold: $0).groups }
      .first { $0.enumerated().allSatisfy { isDrawn($0, $1) } }
    var folds: [ReportFolds.Fold] = []
    let owners = OverviewGroups.dataSets(of: graph)
    for (index, group) in (groups ?? []).enumerated() where group.folded > 1 {
      var counts: [String: Int] = [:]
      for node in graph.nodes(of: group.kind) {
        let owner = owners[node.position] ?? "data set not stated"
        if let scheme = graph.scheme(of: node) {
          if group.foldedWord != "data sets" { counts["scheme \(scheme)", default: 0] += 1 }
        } else {
          counts[owner, default: 0] += 1
        }
      }
      let sorted = counts.sorted {
        $0.value != $1.value ? $0.value > $1.value : $0.key.precedesInUTF8($1.key)
      }
      folds.append(
        ReportFolds.Fold(
          id: id(index, group),
          name: OverviewSheet.name(group),
          members: sorted.map {
            let words = Naming.words(group.kind, plural: $0.value != 1)
            return ReportFolds.Member(name: $0.key, note: "\(Figures.count($0.value)) \(words)")
          }
        )
      )
    }
    return ReportFolds(words: "data sets and schemes", folds: folds, position: position)
  }

  // MARK: Writing

  /// A drawing without its declaration of XML, or why there is none.
  private func drawn(_ draw: () throws(EvidenceError) -> String) -> String {
    do throws(EvidenceError) {
      let svg = try draw()
      return svg.firstIndex(of: "\n").map { String(svg[svg.index(after: $0)...]) } ?? svg
    } catch {
      let reason = error.diagnostics.first?.message ?? "it is too large"
      return "<p class=\"note\">Not drawn: \(HTMLText.escape(reason)).</p>\n"
    }
  }

  /// Whether the first drawing of a text is wider than high, and so wants a page across.
  static func isLandscape(_ html: String) -> Bool {
    guard let size = html.firstMatch(of: /<svg [^>]*viewBox="0 0 ([0-9.]+) ([0-9.]+)"/),
      let width = Double(size.1), let height = Double(size.2)
    else { return false }
    return width > height
  }

  private func figure(
    _ name: String,
    picture: String,
    folds: String = "",
    table: [[String]] = []
  ) -> String {
    let label = HTMLText.escape(name, limit: 160)
    let kind = ReportMaps.isLandscape(picture) ? " class=\"landscape\"" : ""
    var html = "<figure\(kind)>\n<figcaption>\(label)</figcaption>\n"
    html += "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"\(label)\">\n"
    html += picture + "</div>\n" + folds
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
