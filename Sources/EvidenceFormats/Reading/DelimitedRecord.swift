import EvidenceCore

/// One record of delimited text: its fields, where it stands, and nothing copied without need.
///
/// A record is reused from one to the next and is valid while the reader's bytes are.
///
/// - Invariant: each field is a range of the bytes, or, where `isCopied`, of `scratch`.
struct DelimitedRecord {
  private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var fields: [(range: Range<Int>, isCopied: Bool)] = []
  private var scratch: [UInt8] = []
  private var copyStart = 0

  /// The line where the record begins, counted from 1.
  private(set) var line = 0
  /// The last quoted text that goes over several lines.
  var quoteOverLines: (opening: Place, closingLine: Int)?

  /// How many fields there are.
  var count: Int { fields.count }

  /// The text of a field; empty where the record is too short to have it.
  subscript(_ index: Int) -> String {
    withField(index) { String(decoding: $0, as: UTF8.self) }
  }

  /// Every field as text.
  var texts: [String] { fields.indices.map { self[$0] } }

  /// Whether a field is empty, or the record too short to have it.
  func isEmpty(_ index: Int) -> Bool { index >= fields.count || fields[index].range.isEmpty }

  /// Whether every field is empty.
  var isBlank: Bool { fields.allSatisfy { $0.range.isEmpty } }

  /// Hands out the bytes of a field.
  func withField<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    guard index < fields.count else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
    let field = fields[index]
    if !field.isCopied { return body(UnsafeBufferPointer(rebasing: bytes[field.range])) }
    return scratch.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[field.range])) }
  }

  mutating func begin(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    self.bytes = bytes
    self.line = line
    quoteOverLines = nil
    fields.removeAll(keepingCapacity: true)
    scratch.removeAll(keepingCapacity: true)
  }

  mutating func append(_ range: Range<Int>) { fields.append((range, false)) }

  /// Copies part of a field; the first part opens it.
  mutating func copy(_ range: Range<Int>, isFirst: Bool) {
    if isFirst { copyStart = scratch.count }
    scratch.append(contentsOf: bytes[range])
  }

  /// Closes the field that was copied.
  mutating func appendCopied() { fields.append((copyStart..<scratch.count, true)) }
}
