internal import EvidenceAnalysis
internal import EvidenceCore

extension AnswerGround {
  /// The ground of what this command is asked; `nil` where everything counts under the default policy.
  ///
  /// - Parameters:
  ///   - graph: the graph that is asked, before anything is left out.
  ///   - selection: what is left out, where the command leaves out anything.
  ///   - policy: under which it is weighed.
  ///   - files: the files that the command names.
  init?(
    _ graph: EvidenceGraph,
    selection: SelectionOptions? = nil,
    policy: Policy,
    files: [String?]
  ) throws {
    self.init(
      graph,
      counted: try selection?.selection(in: graph),
      supposed: try selection?.supposition(in: graph),
      policy: policy,
      command: CommandText.again(CommandLine.arguments, files: files.compactMap { $0 })
    )
  }
}
