/// Delimited text of our own making, read again.
public enum DelimitedText {
  /// The rows of a text with commas between its fields (RFC 4180).
  ///
  /// - Returns: what could be read; a text that is no such table ends where it breaks.
  /// - Complexity: O(bytes).
  public static func rows(_ text: String) -> [[String]] {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      var reader = DelimitedReader(bytes, file: "answer", delimiter: TableSeparator.comma)
      var record = DelimitedRecord()
      var rows: [[String]] = []
      while (try? reader.next(&record)) == true { rows.append(record.texts) }
      return rows
    }
  }
}
