@testable import EvidenceCore
@testable import EvidenceFormats

extension Reader {
  /// Reads property-graph tables at once and in small pieces.
  ///
  /// - Returns: what is wrong: the two differ, or what is wrong with the one graph.
  static func bulk(_ bytes: [UInt8]) throws(EvidenceError) -> String? {
    let files = files(bytes)
    let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
    let whole = Result { () throws(EvidenceError) in try read(files, PieceSizes()) }
    for sizes in [PieceSizes(piece: 60, part: 20), PieceSizes(part: 45)] {
      let pieces = Result { () throws(EvidenceError) in try read(files, sizes) }
      switch (whole, pieces) {
      case (.success(let one), .success(let other)):
        if ArchiveWriter.text(of: one) != ArchiveWriter.text(of: other) {
          return "another graph in pieces"
        }
      case (.failure(let one), .failure(let other)):
        // Which of several faults comes first may differ.
        if isUTF8, one.diagnostics != other.diagnostics { return "another error in pieces" }
      default: return "a graph, and an error in pieces, or the other way round"
      }
    }
    return fault(of: try whole.get())
  }

  private static func read(
    _ files: [FileBytes],
    _ sizes: PieceSizes
  ) throws(EvidenceError) -> EvidenceGraph {
    var collection = ImportCollection()
    for file in files { try BulkSource.read(file, into: &collection, pieces: sizes) }
    return try collection.build(file: "fuzz").graph
  }
}
