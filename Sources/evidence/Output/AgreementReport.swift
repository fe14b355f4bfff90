internal import EvidenceAnalysis
internal import EvidenceCore

/// Writes how far two coders agree.
struct AgreementReport {
  private let agreement: CoderAgreement
  private let levels: [CoderAgreement.Level]

  init(_ agreement: CoderAgreement, _ levels: [CoderAgreement.Level]) {
    self.agreement = agreement
    self.levels = levels
  }

  private func name(_ level: Int?) -> String { level.map { "level \($0)" } ?? "as given" }

  /// A measure with three decimals.
  private func json(_ value: Double?) -> JSONValue {
    value.map { (($0 * 1000).rounded() / 1000 + 0).json } ?? .null
  }

  /// One level a row.
  func summary() -> TextTable {
    TextTable(
      heads: ["codes", "agreement", "alpha", "equal sets", "disagreements", "above the level"],
      rows: levels.map { level in
        [
          .string(name(level.level)), json(level.pairs.observed), json(level.alpha),
          json(level.equalSets), .integer(Int64(level.disagreements.count)),
          .integer(Int64(level.unresolved)),
        ]
      },
      rightAligned: [1, 2, 3, 4, 5]
    )
  }

  /// One concept of one level a row.
  func concepts() -> TextTable {
    TextTable(
      heads: [
        "codes", "concept", "both", "only \(agreement.first)", "only \(agreement.second)",
        "neither", "agreement", "kappa", "prevalence", "bias", "PABAK",
      ],
      rows: levels.flatMap { level in
        level.concepts.map { concept in
          let part = concept.agreement
          return [
            .string(name(level.level)), .string(concept.concept.text),
            .integer(Int64(part.both)), .integer(Int64(part.onlyFirst)),
            .integer(Int64(part.onlySecond)), .integer(Int64(part.neither)),
            json(part.observed), json(part.kappa), json(part.prevalenceIndex),
            json(part.biasIndex), json(part.adjustedKappa),
          ]
        }
      },
      rightAligned: Set(2...10)
    )
  }

  /// One item that they coded differently a row.
  func disagreements() -> TextTable {
    TextTable(
      heads: [
        "codes", "item", "only \(agreement.first)", "only \(agreement.second)", "both", "distance",
      ],
      rows: levels.flatMap { level in
        level.disagreements.map { item in
          [
            .string(name(level.level)), .string(item.item.text), keys(item.onlyFirst),
            keys(item.onlySecond), keys(item.both), json(item.distance),
          ]
        }
      },
      rightAligned: [5]
    )
  }

  func text(as format: OutputFormat) -> String {
    var text =
      "\(agreement.first) and \(agreement.second), \(agreement.relation) into \(agreement.scheme): "
      + "\(agreement.items.count) items that both saw; missing are "
      + "\(agreement.onlyFirstSaw.count) that only \(agreement.first) saw and "
      + "\(agreement.onlySecondSaw.count) that only \(agreement.second) saw\n\n"
    for table in [summary(), concepts(), disagreements()] where !table.rows.isEmpty {
      text += table.text(as: format) + "\n"
    }
    return text + "agreement is over pairs of an item and a concept; alpha is Krippendorff's with "
      + "the MASI distance; PABAK is kappa adjusted for prevalence and bias\n"
  }

  func json() -> JSONValue {
    .object([
      JSONMember("first", .string(agreement.first)),
      JSONMember("second", .string(agreement.second)),
      JSONMember("scheme", .string(agreement.scheme)),
      JSONMember("relation", .string(agreement.relation.name)),
      JSONMember("items", keys(agreement.items)),
      JSONMember("onlyFirstSaw", keys(agreement.onlyFirstSaw)),
      JSONMember("onlySecondSaw", keys(agreement.onlySecondSaw)),
      JSONMember("levels", .array(levels.map(json))),
    ])
  }

  private func json(_ level: CoderAgreement.Level) -> JSONValue {
    .object([
      JSONMember("level", level.level.map { .integer(Int64($0)) } ?? .null),
      JSONMember("pairs", json(level.pairs)),
      JSONMember("alpha", json(level.alpha)),
      JSONMember("equalSets", json(level.equalSets)),
      JSONMember("unresolved", .integer(Int64(level.unresolved))),
      JSONMember(
        "concepts",
        .array(
          level.concepts.map { concept in
            guard case .object(let members) = json(concept.agreement) else { return .null }
            return .object([JSONMember("concept", .string(concept.concept.text))] + members)
          }
        )
      ),
      JSONMember(
        "disagreements",
        .array(
          level.disagreements.map { item in
            .object([
              JSONMember("item", .string(item.item.text)),
              JSONMember("onlyFirst", keys(item.onlyFirst)),
              JSONMember("onlySecond", keys(item.onlySecond)),
              JSONMember("both", keys(item.both)),
              JSONMember("distance", json(item.distance)),
            ])
          }
        )
      ),
    ])
  }

  private func json(_ part: ConceptAgreement) -> JSONValue {
    .object([
      JSONMember("both", .integer(Int64(part.both))),
      JSONMember("onlyFirst", .integer(Int64(part.onlyFirst))),
      JSONMember("onlySecond", .integer(Int64(part.onlySecond))),
      JSONMember("neither", .integer(Int64(part.neither))),
      JSONMember("agreement", json(part.observed)),
      JSONMember("kappa", json(part.kappa)),
      JSONMember("prevalenceIndex", json(part.prevalenceIndex)),
      JSONMember("biasIndex", json(part.biasIndex)),
      JSONMember("pabak", json(part.adjustedKappa)),
    ])
  }

  private func keys(_ keys: [Key]) -> JSONValue { .array(keys.map { .string($0.text) }) }
}
