internal import EvidenceCore
internal import SystemPackage

/// The graph that stands already where one is about to be written.
struct StandingGraph {
  let identity: FileIdentity
  let nodeCount: Int

  /// Looks at a path; `nil` where no archive stands there.
  init?(at path: String) throws(EvidenceError) {
    guard !Console.isStandardOutput(path), let stat = try? Stat(FilePath(path)),
      stat.type == .regular
    else { return nil }
    let input = try InputFile(path: path)
    guard let count = try ArchiveReader.nodeCount(of: input) else { return nil }
    identity = input.identity
    nodeCount = count
  }
}
