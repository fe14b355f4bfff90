internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceFormats

/// The policy that evidence is weighed under.
struct PolicyOption: ParsableArguments {
  @Option(help: "A policy file; print the default with 'evidence policy'.")
  var policy: String?

  /// The policy of the file, or the default.
  func read() throws -> Policy {
    guard let policy else { return .standard }
    return try Self.read(policy)
  }

  /// The policy of a file.
  static func read(_ path: String) throws -> Policy {
    try PolicyReader.policy(ConfigurationReader.read(Inputs.open(path)))
  }
}
