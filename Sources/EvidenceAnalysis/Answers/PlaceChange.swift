package import EvidenceCore

/// What people recorded of a cell or node otherwise than before: a judgment or a status.
package struct PlaceChange: Sendable {
  /// Whether it is a judgment; else a status.
  package var isJudgment: Bool
  package var row: Key
  package var column: Key?
  /// The records; `nil` where there was or is none.
  var old: JSONValue?
  var new: JSONValue?
  /// The records in words; `nil` where there was or is none.
  package var was: String?
  package var `is`: String?

  /// The keys of what it is about.
  package var keys: [Key] { [row, column].compactMap { $0 } }
}

extension DifferenceAnswer {
  /// What people recorded otherwise: judgments, then statuses, each in the order of their texts.
  package var placeChanges: [PlaceChange] {
    difference.judgments.compactMap { change in
      change.either.map {
        PlaceChange(
          isJudgment: true,
          row: $0.row,
          column: $0.column,
          old: change.old.map(ArchiveRecord.json),
          new: change.new.map(ArchiveRecord.json),
          was: change.old?.sentence,
          is: change.new?.sentence
        )
      }
    }
      + difference.statuses.compactMap { change in
        change.either.map {
          PlaceChange(
            isJudgment: false,
            row: $0.row,
            column: $0.column,
            old: change.old.map(ArchiveRecord.json),
            new: change.new.map(ArchiveRecord.json),
            was: change.old?.sentence,
            is: change.new?.sentence
          )
        }
      }
  }

  /// The names of what a change is about.
  package func name(of change: PlaceChange) -> String {
    change.keys.map { title(of: $0) ?? $0.text }.joined(separator: " × ")
  }
}
