internal import ArgumentParser
internal import EvidenceAnalysis

/// The numbers that evidence is weighed by.
struct PolicyCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Print the policy that evidence is weighed under, as a file to change."
  )
  static let examples = [
    "evidence policy > policy.yaml",
    "evidence policy --policy policy.yaml",
  ]

  @OptionGroup var policy: PolicyOption

  func run() throws {
    let policy = try policy.read()
    Console.print("# digest: \(policy.digest)\n" + PolicyReader.text(of: policy))
  }
}
