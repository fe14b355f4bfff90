package import EvidenceCore

/// The answer to "how far do two coders agree?", for the levels asked about.
public struct AgreementAnswer: Sendable {
  public let agreement: CoderAgreement
  /// The levels asked about; all of them unless told otherwise.
  public let levels: [CoderAgreement.Level]

  /// Takes the levels of a comparison that are asked about.
  public init(_ agreement: CoderAgreement, levels: [CoderAgreement.Level]? = nil) {
    self.agreement = agreement
    self.levels = levels ?? agreement.levels
  }

  /// The answer in its one JSON form, as `evidence agreement --format json` prints it.
  public var json: String { JSONWriter.text(jsonValue) }

  private func name(_ level: Int?) -> String { level.map { "level \($0)" } ?? "as given" }

  /// A measure with three decimals.
  private func json(_ value: Double?) -> JSONValue {
    value.map { (($0 * 1000).rounded() / 1000 + 0).json } ?? .null
  }

  /// One level a row.
  package var summary: AnswerTable {
    AnswerTable(
      heads: ["codes", "agreement", "alpha", "equal sets", "disagreements", "above the level"],
      rows: levels.map { level in
        [
          .string(name(level.level)), json(level.pairs.observed), json(level.alpha),
          json(level.equalSets), .count(level.disagreements.count),
          .count(level.unresolved),
        ]
      },
      rightAligned: [1, 2, 3, 4, 5]
    )
  }

  /// One concept of one level a row.
  package var concepts: AnswerTable {
    AnswerTable(
      heads: [
        "codes", "concept", "both", "only \(agreement.first)", "only \(agreement.second)",
        "neither", "agreement", "kappa", "prevalence", "bias", "PABAK",
      ],
      rows: levels.flatMap { level in
        level.concepts.map { concept in
          let part = concept.agreement
          return [
            .string(name(level.level)), .string(concept.concept.text),
            .count(part.both), .count(part.onlyFirst),
            .count(part.onlySecond), .count(part.neither),
            json(part.observed), json(part.kappa), json(part.prevalenceIndex),
            json(part.biasIndex), json(part.adjustedKappa),
          ]
        }
      },
      rightAligned: Set(2...10)
    )
  }

  /// One item that they coded differently a row.
  package var disagreements: AnswerTable {
    AnswerTable(
      heads: [
        "codes", "item", "only \(agreement.first)", "only \(agreement.second)", "both", "distance",
      ],
      rows: levels.flatMap { level in
        level.disagreements.map { item in
          [
            .string(name(level.level)), .string(item.item.text), .keys(item.onlyFirst),
            .keys(item.onlySecond), .keys(item.both), json(item.distance),
          ]
        }
      },
      rightAligned: [5]
    )
  }

  package var jsonValue: JSONValue {
    .object([
      JSONMember("first", .string(agreement.first)),
      JSONMember("second", .string(agreement.second)),
      JSONMember("scheme", .string(agreement.scheme)),
      JSONMember("relation", .string(agreement.relation.name)),
      JSONMember("items", .keys(agreement.items)),
      JSONMember("onlyFirstSaw", .keys(agreement.onlyFirstSaw)),
      JSONMember("onlySecondSaw", .keys(agreement.onlySecondSaw)),
      JSONMember("levels", .array(levels.map(json))),
    ])
  }

  private func json(_ level: CoderAgreement.Level) -> JSONValue {
    .object([
      JSONMember("level", level.level.map { .integer(Int64($0)) } ?? .null),
      JSONMember("pairs", json(level.pairs)),
      JSONMember("alpha", json(level.alpha)),
      JSONMember("equalSets", json(level.equalSets)),
      JSONMember("unresolved", .count(level.unresolved)),
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
              JSONMember("onlyFirst", .keys(item.onlyFirst)),
              JSONMember("onlySecond", .keys(item.onlySecond)),
              JSONMember("both", .keys(item.both)),
              JSONMember("distance", json(item.distance)),
            ])
          }
        )
      ),
    ])
  }

  private func json(_ part: ConceptAgreement) -> JSONValue {
    .object([
      JSONMember("both", .count(part.both)),
      JSONMember("onlyFirst", .count(part.onlyFirst)),
      JSONMember("onlySecond", .count(part.onlySecond)),
      JSONMember("neither", .count(part.neither)),
      JSONMember("agreement", json(part.observed)),
      JSONMember("kappa", json(part.kappa)),
      JSONMember("prevalenceIndex", json(part.prevalenceIndex)),
      JSONMember("biasIndex", json(part.biasIndex)),
      JSONMember("pabak", json(part.adjustedKappa)),
    ])
  }

}
