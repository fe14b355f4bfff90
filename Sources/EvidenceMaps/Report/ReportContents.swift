internal import EvidenceAnalysis
internal import EvidenceCore

/// What a report shows where nothing can be set against anything: why there is no matrix, what the graph
/// holds, and which concepts of its schemes are matched.
struct ReportContents {
  let graph: EvidenceGraph

  /// Of further matches the page says how many there are.
  private static let mostMatches = 500

  /// Why there is no matrix, and which commands show what there is.
  var reason: String {
    let kinds = graph.kinds.map { kind in
      let count = graph.nodes(of: kind).count
      return "\(Figures.count(count)) \(Naming.words(kind, plural: count != 1))"
    }
    return "There is no matrix: the graph holds "
      + (kinds.isEmpty ? "nothing" : Figures.list(kinds, first: 6))
      + ", but no measures or risks that stand in a scheme or in papers, so that nothing can be "
      + "counted in a cell."
  }

  var html: String {
    """
    <section class="contents">
    <p>\(HTMLText.escape(reason)) <code>evidence stats --by scheme</code> lists what there is,
    <code>evidence crosswalk</code> what becomes of the concepts of one scheme in another.</p>
    \(kinds)
    \(mappings)
    </section>
    """
  }

  private var kinds: String {
    let rows = Inventory(graph).schemes().map { scheme in
      "<tr><td>\(HTMLText.escape(scheme.title ?? scheme.id, limit: 200))</td>"
        + "<td><code>\(HTMLText.escape(scheme.id, limit: 80))</code></td>"
        + "<td>\(HTMLText.escape(scheme.kind.map { Naming.words($0, plural: true) } ?? "–"))</td>"
        + "<td class=\"number\">\(Figures.count(scheme.concepts))</td></tr>"
    }
    return ReportHead.table(
      "What the graph holds",
      ["scheme", "name and version", "kind", "concepts"],
      rows
    )
  }

  /// The matches between concepts, one a row.
  private var mappings: String {
    let matches = graph.edges.filter {
      graph.relation(of: $0).isMatch && !graph.isNegated($0)
    }
    guard !matches.isEmpty else { return "" }
    let naming = Naming(graph: graph)
    let shown = matches.prefix(Self.mostMatches)
    let rows = shown.map { edge in
      let ends = [graph.from(edge), graph.to(edge)].map {
        HTMLText.escape(naming.headName($0), limit: 200)
      }
      let match = HTMLText.escape(Naming.words(graph.relation(of: edge)))
      return "<tr><td>\(ends[0])</td><td>\(match)</td><td>\(ends[1])</td></tr>"
    }
    let count = Figures.count(matches.count)
    let caption =
      shown.count == matches.count
      ? "The \(count) matches between concepts"
      : "The first \(Figures.count(shown.count)) of \(count) matches between concepts"
    return ReportHead.table(caption, ["concept", "match", "concept it is matched with"], rows)
  }
}
