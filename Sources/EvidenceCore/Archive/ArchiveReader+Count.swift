extension ArchiveReader {
  /// How many records of nodes an archive holds, without making a graph of them; `nil` if the file
  /// does not begin as an archive does.
  ///
  /// - Throws: `EvidenceError` if the file cannot be read.
  /// - Complexity: O(size) time, O(longest line) space.
  package static func nodeCount(of input: InputFile) throws(EvidenceError) -> Int? {
    var count = 0
    var isArchive: Bool?
    try LineReader.forEachLine(of: input) { line, number in
      guard isArchive != false else { return }
      // What the toolkit has written begins so; anything else is read in full.
      if isArchive == true, line.starts(with: nodeStart) {
        count += 1
        return
      }
      if isArchive == true, line.starts(with: statementStart) { return }
      let line = withoutMark(line, number)
      if line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { return }
      guard case .object(let members) = try? JSONParser.parse(line) else {
        isArchive = isArchive ?? false
        return
      }
      let form = form(first: members.first?.name, Set(members.map(\.name)))
      if isArchive == nil { isArchive = form == "evidence" }
      if form == "node" { count += 1 }
    }
    return isArchive == true ? count : nil
  }

  /// The first line without a byte-order mark; every other one as it is.
  static func withoutMark(
    _ line: UnsafeBufferPointer<UInt8>,
    _ number: Int
  ) -> UnsafeBufferPointer<UInt8> {
    let hasMark = number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF])
    return hasMark ? UnsafeBufferPointer(rebasing: line[3...]) : line
  }

  /// Which sort of record it is, by the member that names it. Any of them may also be the name of a
  /// property, so that the first member decides, and where it says nothing, the whole set.
  static func form(first: String?, _ names: Set<String>) -> String? {
    if let first, ["evidence", "node", "from"].contains(first) { return first }
    if names.isSuperset(of: ["from", "relation", "to"]) { return "from" }
    if names.isSuperset(of: ["node", "kind"]) { return "node" }
    return ["evidence", "node", "from"].first { names.contains($0) }
  }

  private static let nodeStart = Array("{\"node\":".utf8)
  private static let statementStart = Array("{\"from\":".utf8)
}
