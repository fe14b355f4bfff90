internal import EvidenceAnalysis
internal import EvidenceCore

/// The evidence chains of the cells of a report: from the papers and the measures behind its matrices
/// to the risks on their axes.
///
/// A pair has its strongest chains, and the number and strength of all of them; pairs beyond the
/// bounds are left to the command.
struct ReportChains {
  /// How many chains of one pair are carried, and after how many pairs no further start is taken.
  static let mostOfOne = 5
  static let mostPairs = 4_000
  /// How long the search for one pair may be; a longer one is the command's.
  private static let workBound = 50_000

  private var answers: [PathAnswer] = []
  /// Whether every pair with a chain is there.
  private var isComplete = true
  private var starts: [NodeID] = []
  private var ends: [NodeID] = []

  init(_ graph: EvidenceGraph, _ tables: [ReportTable], _ policy: Policy) {
    var sources: Set<NodeID> = []
    var targets: Set<NodeID> = []
    for table in tables {
      let matrix = table.matrix
      let shown =
        table.rows.map { matrix.rows.entries[$0].node }
        + table.columns.map { matrix.columns.entries[$0].node }
      targets.formUnion(shown.filter { [.risk, .riskDomain].contains(graph.kind(of: $0)) })
      sources.formUnion(matrix.papers(of: matrix.total))
      sources.formUnion(
        matrix.witnesses(of: matrix.total).filter { graph.kind(of: $0) == .mitigation }
      )
    }
    let papers = sources.filter { graph.kind(of: $0) == .paper }.sorted()
    starts = papers + sources.subtracting(papers).sorted()
    ends = targets.sorted()
    let paths = EvidencePaths(graph, policy: policy)
    let options = EvidencePaths.Options(workBound: Self.workBound, limit: Self.mostOfOne)
    for start in starts {
      guard answers.count < Self.mostPairs else {
        isComplete = false
        break
      }
      let found = paths.chains(from: start, toEach: ends, options: options)
      let finished = found.filter { $0.stoppedAt == nil }
      if finished.count < found.count { isComplete = false }
      answers += finished
    }
  }

  /// Each pair with its ends, the number of its chains, the strengths of all of them (supporting,
  /// opposing, named), and for each chain carried its strength, a number for what it says, and its
  /// statements.
  func json(_ columns: ReportColumns) -> JSONValue {
    func places(_ nodes: [NodeID]) -> JSONValue {
      .array(nodes.compactMap { columns.position[$0] }.sorted().map { .integer(Int64($0)) })
    }
    return .object([
      JSONMember("isComplete", .boolean(isComplete)),
      JSONMember("starts", places(starts)),
      JSONMember("ends", places(ends)),
      JSONMember(
        "pairs",
        .array(
          answers.map { answer in
            .array(
              [answer.from, answer.to].map { .integer(Int64(columns.position[$0] ?? 0)) }
                + [.integer(Int64(answer.total))]
                + [answer.supporting, answer.opposing, answer.named].map {
                  $0 == nil ? .null : .string(SupportScore.text($0))
                }
                + answer.chains.map { chain in
                  .array(
                    [.string(SupportScore.text(chain.strength)), .integer(Self.code(chain))]
                      + chain.steps.map { .integer(Int64(columns.place(of: $0.edge))) }
                  )
                }
            )
          }
        )
      ),
    ])
  }

  /// What a chain says as one number: about + 2 × stance + 6 × directness.
  private static func code(_ chain: EvidenceChain) -> Int64 {
    let about = chain.about == .mitigation ? 0 : 1
    let stance = [Stance.supports, .mixed, .opposes].firstIndex(of: chain.stance) ?? 0
    let directness =
      [EvidenceChain.Directness.direct, .borrowed, .inferred].firstIndex(of: chain.directness) ?? 0
    return Int64(about + 2 * stance + 6 * directness)
  }
}
