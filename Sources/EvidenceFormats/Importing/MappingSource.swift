import EvidenceCore

enum MappingSource {
  static func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {}
}
