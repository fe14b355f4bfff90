internal import EvidenceAnalysis
internal import EvidenceCore

/// Who coded and who checked, and how far coders of the same things agree.
struct ReportPeople {
  let graph: EvidenceGraph
  /// The schemes on the axes.
  let schemes: [SchemeCoverage]

  /// Further coders are the command's.
  private static let mostCoders = 8
  /// Further pairs of coders are not compared.
  private static let mostPairs = 10

  var html: String {
    let all = Inventory(graph).coders()
    let coders = all.prefix(Self.mostCoders).map { coder in
      "<tr><td>\(HTMLText.escape(coder.name ?? "not named", limit: 80))</td>"
        + [coder.coded, coder.reviewed, coder.disputed]
        .map { "<td class=\"number\">\(Figures.count($0))</td>" }.joined() + "</tr>"
    }
    let names = all.filter { $0.coded > 0 }.compactMap(\.name).prefix(Self.mostCoders)
    return ReportHead.table(
      "Who coded and who checked",
      ["coder or reviewer", "statements coded", "reviewed", "of them disputed"],
      Array(coders)
    ) + "\n" + agreements(Array(names))
  }

  /// Every two coders who coded the same things by one scheme.
  private func agreements(_ names: [String]) -> String {
    let none =
      "<p class=\"note\">How far coders agree cannot be said: no two of them coded the same things by a "
      + "scheme of this page.</p>"
    guard names.count > 1 else { return none }
    var rows: [String] = []
    var partners: [Relation: [String: Set<String>]] = [:]
    for scheme in schemes {
      let relation: Relation =
        scheme.axis.relations.contains(.inDomain) ? .inDomain : .classifiedAs
      let pairs = partners[relation] ?? CoderAgreement.partners(in: graph, by: relation)
      partners[relation] = pairs
      for (index, first) in names.enumerated() {
        for second in names.dropFirst(index + 1)
        where rows.count < Self.mostPairs && pairs[first]?.contains(second) == true {
          let agreement = try? CoderAgreement(
            graph,
            between: first,
            and: second,
            scheme: scheme.axis.selection,
            relation: relation
          )
          guard let agreement, !agreement.items.isEmpty, let level = agreement.levels.first else {
            continue
          }
          func number(_ value: Double?) -> String {
            let text = value.map { ((($0 * 100).rounded() / 100) + 0).shortestText } ?? "–"
            return "<td class=\"number\">\(text)</td>"
          }
          rows.append(
            "<tr><td>\(HTMLText.escape(first, limit: 60)), \(HTMLText.escape(second, limit: 60))</td>"
              + "<td>\(HTMLText.escape(scheme.axis.title, limit: 120))</td>"
              + "<td class=\"number\">\(Figures.count(agreement.items.count))</td>"
              + [
                level.pairs.observed, level.pairs.kappa, level.pairs.adjustedKappa, level.alpha,
                level.equalSets,
              ].map(number).joined()
              + "</tr>"
          )
        }
      }
    }
    guard !rows.isEmpty else { return none }
    return ReportHead.table(
      "How far two coders agree",
      [
        "coders", "scheme", "items of both", "agreement", "kappa", "PABAK", "alpha (MASI)",
        "equal sets",
      ],
      rows
    )
  }
}
