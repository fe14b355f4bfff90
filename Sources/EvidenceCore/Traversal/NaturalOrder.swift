/// Compares codes as people do: `2.10` behind `2.9`, `A2` behind `A1`.
package enum NaturalOrder {
  /// Whether one text comes before another; runs of digits count by their value, all else by bytes.
  package static func precedes(_ a: String, _ b: String) -> Bool {
    let (x, y) = (Array(a.utf8), Array(b.utf8))
    var (i, j) = (0, 0)
    while i < x.count, j < y.count {
      if isDigit(x[i]), isDigit(y[j]) {
        let (m, n) = (run(x, &i), run(y, &j))
        if m.count != n.count { return m.count < n.count }
        if m != n { return m.lexicographicallyPrecedes(n) }
      } else {
        if x[i] != y[j] { return x[i] < y[j] }
        i += 1
        j += 1
      }
    }
    if x.count - i != y.count - j { return x.count - i < y.count - j }
    return a.precedesInUTF8(b)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The digits from a position on, without leading zeros.
  private static func run(_ text: [UInt8], _ position: inout Int) -> ArraySlice<UInt8> {
    let start = position
    while position < text.count, isDigit(text[position]) { position += 1 }
    return text[start..<position].drop { $0 == 0x30 }
  }
}
