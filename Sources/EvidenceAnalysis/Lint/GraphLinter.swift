public import EvidenceCore

/// Looks for what is doubtful in a graph, beyond what the schema forbids.
///
/// A finding that was looked at is silenced in the graph's header, with its reason; it is still
/// counted. A silence that fits no finding is reported as well.
///
/// ```swift
/// let report = GraphLinter.report(on: graph)
/// print(report.findings.count, "to look at,", report.silenced.count, "waved through")
/// ```
public enum GraphLinter {
  /// What the linter found.
  public struct Report: Sendable {
    /// What is to be looked at: warnings, in the order of lines, then of the rules.
    public var findings: [Diagnostic]
    /// What was looked at and left, each with the reason: notes, in the same order.
    public var silenced: [Diagnostic]
  }

  /// Every rule, in the order of its name.
  public static let rules: [any LintRule] = [
    CatchAllCodeRule(), DanglingTextReferenceRule(), DuplicateMitigationsRule(), OrphanKindRule(),
    RationaleContradictsLevelRule(), SelfCitingSupportRule(), StaleSchemeVersionRule(),
    UniformConfidenceRule(),
  ]

  /// Applies every rule to a graph.
  ///
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements, times the number of rules, but for
  ///   concepts with many siblings.
  public static func report<Failure>(
    on graph: EvidenceGraph,
    limit: WorkLimit<Failure> = WorkLimit<Never>.none
  ) throws(Failure) -> Report {
    var meter = try WorkMeter(limit)
    let silences = graph.header.lint
    var used = Set<Int>()
    var report = Report(findings: [], silenced: [])
    for rule in rules {
      try meter.step(graph.nodeCount + graph.statementCount)
      for finding in rule.findings(in: graph) {
        let silence = silences.indices.first { index in
          silences[index].rule == rule.name && finding.subjects.contains(silences[index].of)
        }
        guard let silence else {
          report.findings.append(finding.diagnostic)
          continue
        }
        used.insert(silence)
        var note = finding.diagnostic
        note.severity = .note
        note.hint = "silenced: \(silences[silence].reason)"
        report.silenced.append(note)
      }
    }
    for (index, silence) in silences.enumerated() where !used.contains(index) {
      report.findings.append(unused(silence, in: graph))
    }
    report.findings = sorted(report.findings)
    report.silenced = sorted(report.silenced)
    return report
  }

  private static func unused(_ silence: LintSilence, in graph: EvidenceGraph) -> Diagnostic {
    let names = rules.map(\.name)
    let place = Place(graph.file, line: 1)
    guard names.contains(silence.rule) else {
      return Diagnostic(
        .warning,
        "unknown-lint-rule",
        "'lint' silences an unknown rule '\(silence.rule)'",
        at: place,
        hint: Suggestion.hint(for: silence.rule, among: names)
          ?? "known: \(names.joined(separator: ", "))"
      )
    }
    return Diagnostic(
      .warning,
      "unused-silence",
      "'lint' silences '\(silence.rule)' for '\(silence.of)', but nothing is found there",
      at: place,
      hint: "take it out of the header's lint, or of the recipe's"
    )
  }

  private static func sorted(_ findings: [Diagnostic]) -> [Diagnostic] {
    findings.enumerated().sorted { a, b in
      (a.element.place?.line ?? 0, a.offset) < (b.element.place?.line ?? 0, b.offset)
    }
    .map(\.element)
  }
}
