internal import EvidenceAnalysis
internal import EvidenceCore

/// What a picture folds into counted things, and the members of each.
///
/// Without scripts the members stand below the picture; with scripts the folded thing opens where
/// it is drawn.
struct ReportFolds {
  /// One thing of a picture that stands for several.
  struct Fold {
    /// The id of its drawing; `nil` for members that the picture leaves out altogether.
    var id: String?
    var name: String
    var members: [Member]
  }

  struct Member {
    var name: String
    /// What is known of it, in a few words.
    var note: String
    var node: NodeID?
  }

  /// What the members are, in the plural.
  let words: String
  private(set) var folds: [Fold]
  /// The place of a node in the page's data.
  let position: (NodeID) -> Int?

  var isEmpty: Bool { folds.isEmpty }

  init(words: String, folds: [Fold], position: @escaping (NodeID) -> Int?) {
    self.words = words
    self.folds = folds
    self.position = position
  }

  /// The concepts of an axis that are not drawn, under the nearest drawn one above each.
  ///
  /// - Parameter drawn: the id of the drawing of a position of the axis, where it is drawn.
  init(
    of axis: CoverageAxis,
    words: String,
    graph: EvidenceGraph,
    position: @escaping (NodeID) -> Int?,
    drawn: (Int) -> String?,
    note: (Int) -> String
  ) {
    let naming = Naming(graph: graph)
    var ids: [String?] = []
    var groups: [Int?: [Member]] = [:]
    for entry in axis.entries.indices {
      ids.append(drawn(entry))
      guard ids[entry] == nil else { continue }
      var above = axis.entries[entry].parent
      while let place = above, place < entry, ids[place] == nil {
        above = axis.entries[place].parent
      }
      let node = axis.entries[entry].node
      let place = above.flatMap { $0 < entry ? $0 : nil }
      groups[place, default: []].append(
        Member(name: naming.headName(node), note: note(entry), node: node)
      )
    }
    var folds: [Fold] = []
    for (entry, id) in ids.enumerated() {
      guard let members = groups[entry] else { continue }
      folds.append(
        Fold(id: id, name: naming.headName(axis.entries[entry].node), members: members)
      )
    }
    if let rest = groups[nil] {
      folds.append(Fold(id: nil, name: "Left out altogether", members: rest))
    }
    self.init(words: words, folds: folds, position: position)
  }

  /// All members, closed at first.
  var html: String {
    guard !folds.isEmpty else { return "" }
    let count = folds.reduce(0) { $0 + $1.members.count }
    return "<details class=\"folds\"><summary>What is folded here: "
      + "\(Figures.count(count)) \(HTMLText.escape(words))</summary>\n"
      + folds.map(list).joined(separator: "\n") + "\n</details>\n"
  }

  /// A page lists no more members of one thing than this.
  private static let mostListed = 200

  private func more(_ fold: Fold) -> [String] {
    let rest = fold.members.count - ReportFolds.mostListed
    return rest > 0 ? ["<li class=\"said\">and \(Figures.count(rest)) more</li>"] : []
  }

  private func list(_ fold: Fold) -> String {
    let target = fold.id.map { " data-of=\"\(HTMLText.escape($0))\"" } ?? ""
    let items = fold.members.prefix(ReportFolds.mostListed).map { member in
      let node = member.node.flatMap(position).map { " data-node=\"\($0)\"" } ?? ""
      return "<li><span\(node)>\(HTMLText.escape(member.name, limit: 200))</span>"
        + " <span class=\"said\">\(HTMLText.escape(member.note, limit: 200))</span></li>"
    }
    return "<details class=\"fold\"\(target)><summary>\(HTMLText.escape(fold.name, limit: 200)) "
      + "<span class=\"count\">\(Figures.count(fold.members.count))</span></summary>\n"
      + "<ul class=\"plain\">\n" + (items + more(fold)).joined(separator: "\n")
      + "\n</ul></details>"
  }
}
