/// Why two things are said to match, by its name in the semantic mapping vocabulary (SEMAPV).
///
/// Names outside the vocabulary are kept as they are: sources do use them.
public struct Justification: Hashable, Sendable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  /// The name without a prefix, such as `ManualMappingCuration`.
  public let name: String

  /// Names a justification; a `semapv:` prefix is taken off.
  public init(_ name: String) {
    self.name = name.hasPrefix("semapv:") ? String(name.dropFirst(7)) : name
  }

  public init(stringLiteral value: String) { self.init(value) }

  public var description: String { name }

  /// A person made the mapping.
  public static let manualMappingCuration: Justification = "ManualMappingCuration"
  /// The labels are alike.
  public static let lexicalMatching: Justification = "LexicalMatching"
  /// The statement follows from others.
  public static let mappingChaining: Justification = "MappingChaining"

  /// The mapping activities of SEMAPV, by name.
  package static let vocabulary = [
    "Matching", "LexicalMatching", "LogicalReasoning", "CompositeMatching", "UnspecifiedMatching",
    "SemanticSimilarityThresholdMatching", "LexicalSimilarityThresholdMatching",
    "StructuralMatching", "BoundedPathMatching", "InstanceBasedMatching",
    "BackgroundKnowledgeBasedMatching", "MappingChaining", "MappingInversion", "MappingReview",
    "ManualMappingCuration", "CrossSpeciesExactMatching", "OntologicalAnalysis",
    "UFOBasedOntologicalAnalysis", "DOLCEBasedOntologicalAnalysis", "GFOBasedOntologicalAnalysis",
    "BFOBasedOntologicalAnalysis", "OntologicalUnpacking", "UFOBasedOntologicalUnpacking",
    "DOLCEBasedOntologicalUnpacking", "GFOBasedOntologicalUnpacking",
    "BFOBasedOntologicalUnpacking",
    "MachineLearningBasedMatching", "EmbeddingBasedMatching", "TransformerBasedMatching",
    "GraphRepresentationLearningBasedMatching", "LLMBasedMatching", "AgentBasedMatching",
  ]

  /// Whether a statement with this justification is inferred rather than made by a person:
  /// chaining, lexical or similarity matching.
  public var isInference: Bool {
    let lower = name.lowercased()
    return ["chaining", "lexical", "similarity"].contains { lower.contains($0) }
  }
}
