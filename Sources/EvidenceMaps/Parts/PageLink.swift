internal import EvidenceAnalysis
internal import EvidenceCore

/// The addresses of cells in a report's page that lies beside a map.
struct PageLink {
  /// The page's file, as a map beside it names it.
  let page: String
  let matrix: CoverageMatrix
  let graph: EvidenceGraph

  /// Where the page shows a cell; `nil` for an axis of values, which the page does not have.
  func address(row: Int, column: Int) -> String? {
    guard matrix.rows.values == nil, matrix.columns.values == nil else { return nil }
    let keys = [matrix.rows.entries[row].node, matrix.columns.entries[column].node]
      .map { "open=\(Self.encoded(graph.key(of: $0).text))" }
    let state = [
      "rows=\(Self.encoded(matrix.rows.selection))",
      "columns=\(Self.encoded(matrix.columns.selection))",
      "of=\(Self.encoded(matrix.witnessKind.name))", "open=cell",
    ]
    return "\(page)#\((state + keys).joined(separator: "&"))"
  }

  /// Whether a name may stand for a file beside the map: a path without a scheme, and without what an
  /// address gives a meaning.
  static func isPage(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix("/")
      && name.utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: "/") }
  }

  /// A text as an address may hold it.
  private static func encoded(_ text: String) -> String {
    let hex = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { result, byte in
      if isPlain(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += "%\(hex[Int(byte >> 4)])\(hex[Int(byte & 15)])"
      }
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~".utf8.contains(byte)
    }
  }
}
