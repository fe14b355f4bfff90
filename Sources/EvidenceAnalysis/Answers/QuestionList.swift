public import EvidenceCore

/// The answer to "what would settle the most?": questions to check, then papers to review.
///
/// ```swift
/// let analysis = GapAnalysis(graph)
/// let list = QuestionList(
///   questions: analysis.questions(matrix, limit: 10),
///   papers: analysis.papersToReview(matrix, limit: 10),
///   of: graph
/// )
/// ```
public struct QuestionList: Sendable {
  /// Whether a measure addresses a risk or domain, the best first.
  public let questions: [EvidenceQuestion]
  /// Papers to be read against every risk or domain, the best first.
  public let papers: [EvidenceQuestion]
  private let graph: EvidenceGraph

  /// Puts questions and papers together.
  public init(
    questions: [EvidenceQuestion],
    papers: [EvidenceQuestion],
    of graph: EvidenceGraph
  ) {
    self.questions = questions
    self.papers = papers
    self.graph = graph
  }

  /// Why there is nothing to check in a matrix; `nil` where there is a question.
  public func reasonEmpty(in matrix: CoverageMatrix) -> String? {
    guard questions.isEmpty else { return nil }
    guard matrix.witnessKind == .mitigation, matrix.isAboutRisk else {
      return
        "questions ask whether a measure addresses a risk: name an axis of measures and one of "
        + "risks or risk domains, and leave --of at Mitigation"
    }
    return "nothing speaks for any pair of a measure and a target that it is not known to address"
  }

  /// What to do, in a sentence.
  public func task(of question: EvidenceQuestion) -> String {
    let title = graph.title(of: question.subject)
    // `(name not given)` tells no measure from another.
    let subject = title.hasPrefix("(") ? "\(title) \(graph.key(of: question.subject).text)" : title
    return question.object.map { "check whether '\(subject)' addresses '\(graph.title(of: $0))'" }
      ?? "review '\(subject)' against every column"
  }

  /// What speaks for a yes, the two strongest; empty for a paper.
  public func reason(of question: EvidenceQuestion) -> String {
    question.reasons.prefix(2).map { $0.text(in: graph, of: question.subject) }.joined(
      separator: "; "
    )
  }

  /// The list in its one JSON form, as `evidence gaps --suggest --format json` prints it.
  ///
  /// - Complexity: O(questions).
  public var json: String { JSONWriter.text(jsonValue) }

  package var jsonValue: JSONValue { .array(objects.map { .object($0) }) }

  /// One question a row, with everything that is known of it.
  package var table: AnswerTable {
    let rows = objects.map { $0.filter { $0.name != "reasons" } }
    return AnswerTable(
      rows,
      heads: rows.first?.map(\.name) ?? Self.heads.filter { $0 != "reasons" }
    )
  }

  /// The questions as a coding sheet: one pair a row, with empty columns for whoever decides.
  ///
  /// A row is no statement: it becomes one when somebody accepts it and says by whose word.
  package var sheet: AnswerTable {
    AnswerTable(
      heads: ["from", "relation", "to", "reason"] + Self.decisions,
      rows: questions.map { question in
        [
          graph.json(question.subject), .string(Relation.addresses.name),
          graph.json(question.object),
          .string(task(of: question) + ": " + reason(of: question)),
        ] + Self.decisions.map { _ in .null }
      }
    )
  }

  /// What whoever decides on a row fills in.
  private static let decisions = [
    "verdict", "source", "locator", "stance", "evidenceType", "confidence", "rationale", "coder",
  ]

  private static let heads = [
    "rank", "what", "to do", "subject", "object", "gain", "cells", "reason", "subjectName",
    "objectName", "likelihood", "reasons",
  ]

  package var objects: [[JSONMember]] {
    func members(_ items: [EvidenceQuestion]) -> [[JSONMember]] {
      items.enumerated().map { index, item in
        let values: [JSONValue] = [
          .count(index + 1), .string(item.object == nil ? "paper" : "question"),
          .string(task(of: item)), graph.json(item.subject), graph.json(item.object),
          item.gain.json, .count(item.cells), .text(item.reasons.isEmpty ? nil : reason(of: item)),
          .string(graph.title(of: item.subject)), .text(item.object.map { graph.title(of: $0) }),
          item.object == nil ? .null : SupportScore.json(item.likelihood),
          .array(item.reasons.map { $0.json(in: graph, of: item.subject) }),
        ]
        return zip(Self.heads, values).map { JSONMember($0, $1) }
      }
    }
    return members(questions) + members(papers)
  }
}
