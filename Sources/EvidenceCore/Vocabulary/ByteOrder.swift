extension String {
  /// Whether this string comes before another in the order of their UTF-8 bytes, which is the
  /// order of their code points: the same on every machine and in every locale.
  package func precedesInUTF8(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}
