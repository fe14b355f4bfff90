internal import SystemPackage

/// The command line that makes a result again, as a sheet prints it.
enum CommandText {
  /// What says where and how the command runs, and nothing of what it makes.
  private static let running: Set<String> = ["--worker", "--repeats", "--untrusted"]
  private static let runningWithValue: Set<String> = ["--timeout", "--handed", "--output", "-o"]

  /// A command line without its worker's flags and its output, files by their names without folders.
  ///
  /// - Parameters:
  ///   - arguments: the program and its words.
  ///   - files: those of the words that are names of files.
  ///   - output: what it shall write; `nil` leaves that to the reader.
  static func again(_ arguments: [String], files: [String], output: String? = nil) -> String {
    var words: [String] = []
    var rest = MapCommand.ordered(Array(arguments.dropFirst()))[...]
    while let word = rest.popFirst() {
      if running.contains(word) { continue }
      let option = String(word.prefix { $0 != "=" })
      if runningWithValue.contains(option) {
        if option == word { _ = rest.popFirst() }
        continue
      }
      let isFile = files.contains(word) && word != "-"
      // A pipe has no name of its own.
      let isPipe = isFile && ["/dev/", "/proc/"].contains { word.hasPrefix($0) }
      let name = isPipe ? "-" : isFile ? FilePath(word).lastComponent?.string : nil
      words.append(ShellText.quoted(name ?? word))
    }
    // The graph of a map stands first, and then the kind.
    if words.first == "map", words.count > 2,
      words[2] == "-" || !words[2].hasPrefix("-")
    {
      words.swapAt(1, 2)
    }
    return (["evidence"] + words + (output.map { ["-o", $0] } ?? [])).joined(separator: " ")
  }
}
