import EvidenceCore

/// The records of a YAML file that holds named collections of them.
enum RecipeCollections {
  /// Reads the records of every collection; `$collection` is the name of a record's collection.
  static func rows(
    _ file: FileBytes,
    _ source: RecipeSource
  ) throws(EvidenceError) -> [RecipeRow] {
    let tree = try ConfigurationReader.read(file)
    guard let collections = tree.entries else {
      throw EvidenceError(
        "no-collections",
        "\(tree.describedKind) where named collections are expected",
        at: tree.place
      )
    }
    var result: [RecipeRow] = []
    for collection in collections {
      for item in collection.value.oneOrMore {
        guard let entries = item.entries else {
          throw EvidenceError(
            "no-record",
            "\(item.describedKind) where a record is expected",
            at: item.place
          )
        }
        var values: [String: [String]] = [:]
        for entry in entries {
          values[entry.name] = entry.value.oneOrMore.compactMap { $0.text?.trimmedText }
        }
        var named = source.constants
        named["$collection"] = collection.name
        result.append(RecipeRow(place: item.place, values: values, named: named, maps: source.maps))
      }
    }
    return result
  }
}
