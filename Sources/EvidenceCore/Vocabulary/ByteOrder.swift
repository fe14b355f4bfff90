extension String {
  /// Whether this string comes before another in the order of their UTF-8 bytes, which is the
  /// order of their code points: the same on every machine and in every locale.
  package func precedesInUTF8(_ other: String) -> Bool {
    // Both lie in one piece almost always; then the bytes are compared where they lie.
    let found = utf8.withContiguousStorageIfAvailable { first in
      other.utf8.withContiguousStorageIfAvailable { second in
        for index in 0..<min(first.count, second.count) where first[index] != second[index] {
          return first[index] < second[index]
        }
        return first.count < second.count
      }
    }
    return (found ?? nil) ?? utf8.lexicographicallyPrecedes(other.utf8)
  }

  /// The first eight bytes in UTF-8 as a number, with noughts after a shorter string: where two
  /// strings differ in it, it orders them as `precedesInUTF8` does.
  var prefixInUTF8: UInt64 {
    var prefix: UInt64 = 0
    var shift: UInt64 = 64
    for byte in utf8 {
      shift -= 8
      prefix |= UInt64(byte) << shift
      if shift == 0 { break }
    }
    return prefix
  }
}
