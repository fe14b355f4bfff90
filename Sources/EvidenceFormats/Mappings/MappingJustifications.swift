import EvidenceCore

/// The terms of the semantic mapping vocabulary (SEMAPV) that justify a mapping.
enum MappingJustifications {
  /// What a cell says.
  enum Reading {
    /// A term of the vocabulary, and whether a model made the mapping.
    case known(Justification, isModel: Bool)
    /// A term of another vocabulary, or one that this list does not have.
    case unknown(Justification)
    /// A slip of a known term.
    case near(String)
  }

  /// Reads a justification by its IRI, however it is written.
  static func read(_ text: String, _ prefixes: MappingPrefixes) -> Reading {
    let iri = prefixes.iri(text) ?? text
    let name = vocabularies.first { iri.hasPrefix($0) }.map { String(iri.dropFirst($0.count)) }
    guard let name = name ?? (text.contains(":") ? nil : text) else {
      let local = text.split { ":/#".contains($0) }.last.map(String.init) ?? text
      let isOther = prefixes.iri(text) != nil
      if !isOther, let term = near(local) { return .near(term) }
      let term = prefixes.canonical(text)
      return near(term).map { .near($0) } ?? .unknown(Justification(term))
    }
    if terms.contains(name) { return .known(Justification(name), isModel: byModel.contains(name)) }
    return near(name).map { .near($0) } ?? .unknown(Justification(name))
  }

  private static func near(_ name: String) -> String? {
    (terms.contains(name) ? name : NearMiss.of(name, among: terms)).map { "semapv:\($0)" }
  }

  private static let vocabularies = [
    "https://w3id.org/semapv/vocab/", "http://w3id.org/semapv/vocab/",
    "https://w3id.org/semapv/", "semapv:",
  ]

  /// What a machine-learning model, a language model or an agent decided.
  private static let byModel: Set<String> = [
    "MachineLearningBasedMatching", "EmbeddingBasedMatching", "TransformerBasedMatching",
    "GraphRepresentationLearningBasedMatching", "LLMBasedMatching", "AgentBasedMatching",
  ]

  private static let terms = Set(Justification.vocabulary)
}
