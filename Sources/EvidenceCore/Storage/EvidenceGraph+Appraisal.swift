/// How one study was judged: the rating, and the tool by which it was given.
///
/// It is the quality of a study, as somebody appraised it, and no factor of any strength.
public struct Appraisal: Hashable, Sendable {
  /// The rating in the tool's own words; a study's property `appraisal`.
  public let rating: String
  /// The tool; a study's property `appraisalTool`.
  public let tool: String?

  /// The names of the two properties.
  package static let properties = ["appraisal", "appraisalTool"]

  /// `low risk of bias (RoB 2)`.
  public var text: String { rating + (tool.map { " (\($0))" } ?? "") }
}

extension EvidenceGraph {
  /// How a work was appraised; `nil` where nobody did.
  ///
  /// - Complexity: O(1).
  public func appraisal(of node: NodeID) -> Appraisal? {
    guard let rating = property("appraisal", of: node)?.text, !rating.isEmpty else { return nil }
    return Appraisal(rating: rating, tool: property("appraisalTool", of: node)?.text)
  }
}
