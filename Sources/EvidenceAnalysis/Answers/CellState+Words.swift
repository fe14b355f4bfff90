extension CellState {
  /// What the state is called: `thin`, `asserted`, `gap`.
  public var name: String {
    switch self {
    case .notSearched: "not searched"
    case .searchedEmpty: "gap"
    case .opposed: "opposed"
    case .conflicting: "conflicting"
    case .inferredOnly: "inferred only"
    case .unsourced: "source not stated"
    case .assertedOnly: "asserted"
    case .thin: "thin"
    case .covered: "covered"
    }
  }

  /// The state in a sentence or a tooltip, where no legend stands beside it.
  public var words: String {
    switch self {
    case .searchedEmpty: "gap (searched, none recorded)"
    case .assertedOnly: "asserted, or type not stated"
    default: name
    }
  }

  /// What a legend says of it, in three words or so.
  public func explanation(under policy: Policy) -> String {
    switch self {
    case .notSearched: "no search record"
    case .searchedEmpty: "searched, none"
    case .opposed: "none for"
    case .conflicting: "for ↔ against"
    case .inferredOnly: "by match or model"
    case .unsourced: "witnesses counted"
    case .assertedOnly: "or type not stated"
    case .thin: policy.thinBelow <= 2 ? "1 paper" : "1–\(policy.thinBelow - 1) papers"
    case .covered: "independent papers"
    }
  }

  /// What stands in a cell: its number with the sign of its state, such as `2 ▫`, `6 ↔ 2`, `−2`.
  ///
  /// - Parameters:
  ///   - count: the number of the cell, as it is printed; of a conflict, that of the works for it.
  ///   - against: the number of the works against it, which only a conflicting or an opposed cell
  ///     prints.
  public func text(count: String, against: String) -> String {
    switch self {
    case .notSearched: "?"
    case .searchedEmpty: "gap"
    case .opposed: "−" + against
    case .conflicting: "\(count) ↔ \(against)"
    case .inferredOnly: "≈ " + count
    case .unsourced: count + " ⊙"
    case .assertedOnly: count + " ○"
    case .thin: count + " ▫"
    case .covered: count
    }
  }

  /// What ``text(count:against:)`` sets beside the numbers; `nil` where they stand alone.
  public var sign: String? {
    let sign = text(count: "", against: "").filter { $0 != " " }
    return isEmpty || sign.isEmpty ? nil : sign
  }
}

extension CellMark {
  /// What the mark is called: `single source`.
  public var name: String {
    if let state = CellState(rawValue: rawValue) { return state.name }
    return rawValue.split(separator: "-").joined(separator: " ")
  }

  /// What a legend says of it, in three words or so.
  public func explanation(under policy: Policy) -> String {
    switch self {
    case .singleSource: "all from one"
    case .stale: "newest over \(policy.staleAfterYears) y"
    case .synthesis: "studies stand alone"
    case .preliminary: "may change"
    default: CellState(rawValue: rawValue)?.explanation(under: policy) ?? ""
    }
  }
}

extension CoverageCell {
  /// The state in words; a cell that only a selection emptied is no gap.
  public var words: String { isFiltered ? Self.filteredWords : state.words }

  /// What a cell is called that only a selection emptied.
  public static let filteredWords = "filtered out"
}

extension Conflict {
  /// How the two sides meet; only those that speak of one thing disagree.
  public var words: String {
    switch self {
    case .within: "works disagree about one witness and one target"
    case .between: "for and against speak of different witnesses or targets"
    }
  }
}
