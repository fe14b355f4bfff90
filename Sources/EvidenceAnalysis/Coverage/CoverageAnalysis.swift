public import EvidenceCore

/// Sets schemes, facets and kinds against each other, and counts what is known in each cell.
///
/// ```swift
/// let coverage = CoverageAnalysis(graph)
/// let matrix = try coverage.matrix(
///   CoverageQuery(rows: .init("mit-mitigation@1", level: 1), columns: .init("mit-risk@4", level: 1))
/// )
/// print(matrix.cells.filter(\.state.isEmpty).count, "of", matrix.cells.count, "cells are empty")
/// ```
public struct CoverageAnalysis: Sendable {
  let graph: EvidenceGraph
  let hierarchy: Hierarchy
  let works: Works
  let policy: Policy
  let grammar: ChainGrammar
  /// How many witnesses are not worth a second thread.
  package var mostOnOneThread = 5_000

  /// Prepares to analyse a graph under a policy.
  ///
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements.
  public init(_ graph: EvidenceGraph, policy: Policy = .standard) {
    self.graph = graph
    self.policy = policy
    hierarchy = Hierarchy(graph)
    works = Works(graph)
    grammar = ChainGrammar(graph, bridges: policy.bridges)
  }

  /// The matrix that a query asks for: every cell, the empty ones too.
  ///
  /// A witness counts once in a cell however many ways it reaches it, and once in a total.
  ///
  /// - Returns: cells row by row, in the order of the axes.
  /// - Throws: `EvidenceError` if an axis names nothing in the graph, if the witnesses' kind is none, or
  ///   if BROADER goes in a circle; and what the limit throws.
  /// - Complexity: O(cells + Σ rows × claims, over witnesses and over the works that make the claims),
  ///   where a row is taken 64 columns at a time.
  public func matrix(
    _ query: CoverageQuery,
    limit: WorkLimit<EvidenceError> = .none
  ) throws(EvidenceError) -> CoverageMatrix {
    var meter = try WorkMeter(limit)
    let (rows, columns, found, isAboutRisk) = try collection(for: query)
    let (collector, judge) = try judged(found, of: query.of, isAboutRisk: isAboutRisk, &meter)
    let relations = isAboutRisk ? [Relation.addresses] : rows.relations + columns.relations
    let scope = SearchScope(graph, hierarchy, relations: relations)
    let (height, width) = (rows.entries.count, columns.entries.count)
    @Sendable
    func cells(ofRows part: Range<Int>) -> [CoverageCell] {
      var cells: [CoverageCell] = []
      cells.reserveCapacity(part.count * width)
      for row in part {
        for column in 0..<width {
          let isSearched = scope.covers(rows.entries[row].node, columns.entries[column].node)
          cells.append(judge.cell(row, column, isSearched: isSearched))
        }
      }
      return cells
    }
    let (upper, lower) = SideBySide.run(onTwoThreads: height * width > mostOnOneThread) {
      cells(ofRows: 0..<height / 2)
    } _: {
      cells(ofRows: height / 2..<height)
    }
    let cells = upper + lower
    try meter.step(cells.count)
    func isSearched(_ part: some Sequence<Int>) -> Bool {
      var isAny = false
      for cell in part {
        if cells[cell].state == .notSearched { return false }
        isAny = true
      }
      return isAny
    }
    return CoverageMatrix(
      rows: rows,
      columns: columns,
      witnessKind: query.of,
      cells: cells,
      rowTotals: (0..<height).map { row in
        judge.cell(row, nil, isSearched: isSearched(row * width..<(row + 1) * width))
      },
      columnTotals: (0..<width).map { column in
        let part = stride(from: column, to: cells.count, by: width)
        return judge.cell(nil, column, isSearched: isSearched(part))
      },
      total: judge.cell(nil, nil, isSearched: isSearched(cells.indices)),
      rowReach: collector.sheet.rowReach.map { collector.sheet.nodes($0) },
      columnReach: collector.sheet.columnReach.map { collector.sheet.nodes($0) },
      reasonEmpty: collector.sheet.cells.isEmpty
        ? reasonEmpty(query, rows, columns, collector) : nil,
      isAboutRisk: isAboutRisk,
      policy: policy,
      holdings: CellHoldings(graph, works, collector.sheet)
    )
  }

  /// How many witnesses stand in each cell that a query asks for, and how many papers introduce them: the
  /// same numbers as in the matrix, found in half the time.
  ///
  /// ```swift
  /// let counts = try CoverageAnalysis(graph).counts(
  ///   CoverageQuery(rows: .init("mit-mitigation@1"), columns: .init("mit-risk@4"))
  /// )
  /// print(counts.papers(0, 0), "papers in the first cell")
  /// ```
  /// - Throws: as ``matrix(_:limit:)`` does.
  /// - Complexity: O(cells + Σ rows × columns, over witnesses and over the papers that introduce them), where
  ///   64 columns are taken at a time.
  public func counts(
    _ query: CoverageQuery,
    limit: WorkLimit<EvidenceError> = .none
  ) throws(EvidenceError) -> CoverageCounts {
    var meter = try WorkMeter(limit)
    let (rows, columns, found, _) = try collection(for: query)
    let (collector, introduced) = try collected(found.brief(), of: query.of, &meter)
    return try CoverageCounts(
      graph,
      rows,
      columns,
      collector.sheet,
      introduced,
      onTwoThreads: graph.nodes(of: query.of).count > mostOnOneThread,
      &meter
    )
  }

  /// Walks over the witnesses of a kind, and counts what is in the cells.
  func judged(
    _ found: CellCollector,
    of kind: Kind,
    isAboutRisk: Bool,
    _ meter: inout WorkMeter<EvidenceError>
  ) throws(EvidenceError) -> (CellCollector, CellJudge) {
    let (collector, introduced) = try collected(found, of: kind, &meter)
    let counted = try CellCounter(graph, works, introduced, collector.sheet, &meter)
    let asOfYear = graph.asOfYear
    let judge = CellJudge(policy, collector, counted, isAboutRisk: isAboutRisk, asOfYear: asOfYear)
    return (collector, judge)
  }

  /// Walks over the witnesses of a kind, and finds what papers introduce.
  private func collected(
    _ found: CellCollector,
    of kind: Kind,
    _ meter: inout WorkMeter<EvidenceError>
  ) throws(EvidenceError) -> (CellCollector, introduced: IntroducedNodes) {
    let isLarge = graph.nodes(of: kind).count > mostOnOneThread
    var (collector, introduced) = SideBySide.run(onTwoThreads: isLarge) {
      isLarge ? found.prepared() : found
    } _: {
      IntroducedNodes(graph)
    }
    try collector.collect(of: kind, onTwoThreads: isLarge, &meter)
    return (collector, introduced)
  }

  /// Whether a witness stands in any cell of the matrix that a query asks for.
  ///
  /// - Throws: `EvidenceError` as ``matrix(_:limit:)`` does.
  /// - Complexity: that of walking over witnesses up to the first one that stands in a cell.
  func holdsAny(_ query: CoverageQuery) throws(EvidenceError) -> Bool {
    var collector = try collection(for: query).collector
    return collector.findsAny(of: query.of)
  }

  /// The axes of a query, and what walks over their witnesses.
  private func collection(for query: CoverageQuery) throws(EvidenceError) -> (
    rows: CoverageAxis, columns: CoverageAxis, collector: CellCollector, isAboutRisk: Bool
  ) {
    try graph.refuseCircles(along: [.broader])
    try graph.checkKind(query.of)
    let builder = AxisBuilder(graph: graph, hierarchy: hierarchy)
    var rows = try builder.axis(query.rows, of: query.of)
    var columns = try builder.axis(query.columns, of: query.of)
    try MatrixSize.check(rows, columns)
    if rows.values?.isOfClaims == true, columns.values?.isOfClaims == true {
      throw EvidenceError(
        "two-axes-of-claims",
        "'\(rows.selection)' and '\(columns.selection)' are both of claims",
        hint: "name a scheme, a kind or a property of the witnesses for one of them"
      )
    }
    let isAboutRisk =
      query.of == .risk
      ? isMitigation(rows) || isMitigation(columns)
      : (query.of == .mitigation || query.of == .paper) && (isRisk(rows) || isRisk(columns))
    let carriers = carriers(of: query.of, isAboutRisk: isAboutRisk)
    rows.keepValues(of: carriers, in: graph)
    columns.keepValues(of: carriers, in: graph)
    let collector = CellCollector(
      graph,
      rows: AxisReacher(graph, hierarchy, rows),
      columns: AxisReacher(graph, hierarchy, columns),
      bringsIntroductions: !isAboutRisk,
      bringsNames: !isAboutRisk || query.of == .paper,
      by: grammar
    )
    return (rows, columns, collector, isAboutRisk)
  }

  /// The relations of the statements that carry witnesses into cells.
  func carriers(of witness: Kind, isAboutRisk: Bool) -> Set<Relation> {
    switch witness {
    case .paper: isAboutRisk ? [.addresses, .identifies] : [.proposes, .evaluates, .identifies]
    case .risk where !isAboutRisk: [.identifies]
    default: isAboutRisk ? [.addresses] : [.proposes, .evaluates]
    }
  }

  private func isMitigation(_ axis: CoverageAxis) -> Bool {
    axis.entries.first.map { graph.kind(of: $0.node) } == .mitigation
  }

  func isRisk(_ axis: CoverageAxis) -> Bool {
    guard let node = axis.entries.first?.node else { return false }
    return graph.kind(of: node) == .risk || graph.kind(of: node) == .riskDomain
  }

  /// Says which link is missing where nothing could fill any cell.
  private func reasonEmpty(
    _ query: CoverageQuery,
    _ rows: CoverageAxis,
    _ columns: CoverageAxis,
    _ collector: CellCollector
  ) -> String {
    let kind = query.of
    let row = AxisVerb(rows, of: kind, in: graph)
    let column = AxisVerb(columns, of: kind, in: graph)
    let beginning = "every cell is empty for one reason: "
    switch (collector.reachRows, collector.reachColumns) {
    case (0, 0):
      return beginning + "no \(kind.words(1)) \(row.words(1)) \(row.anything), and none "
        + "\(column.words(1)) \(column.anything)"
    case (0, _): return beginning + "no \(kind.words(1)) \(row.words(1)) \(row.anything)"
    case (let count, 0):
      return beginning + "\(count) of the graph's \(kind.words) \(row.words(count)) "
        + "\(row.something), but none \(column.words(1)) \(column.anything)"
    case (let x, let y):
      return beginning + "\(x) \(kind.words(x)) \(row.words(x)) \(row.something) and \(y) "
        + "\(column.words(y)) \(column.something), but none does both"
    }
  }
}

extension EvidenceGraph {
  /// Refuses a kind that is neither built in nor of this graph.
  package func checkKind(_ kind: Kind) throws(EvidenceError) {
    guard !kinds.contains(kind), !Kind.builtIn.contains(kind) else { return }
    let known = kinds.map(\.name)
    throw EvidenceError(
      "unknown-kind",
      "this graph has no kind '\(kind)'",
      hint: Suggestion.hint(for: kind.name, among: known)
        ?? "there are: \(known.joined(separator: ", "))"
    )
  }
}
