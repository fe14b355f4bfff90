import EvidenceCore

/// Seed pages: the plain text of a mitigation's page.
enum PageSource {
  /// Reads pages into a collection, whose concepts give the titles of the codes.
  static func read(
    _ pages: [FileBytes],
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    throw EvidenceError(
      "unknown-form",
      "seed pages cannot be imported yet",
      at: pages.first.map { Place($0.file) }
    )
  }
}
