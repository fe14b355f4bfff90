internal import EvidenceCore

/// Version 2 of the MIT AI risk mitigation taxonomy, as far as it is publicly attested: codes and
/// titles, with glosses in our own words where the meaning of a code is known.
///
/// A code that is not here is not known to exist, or its title is not.
enum MitigationTaxonomy {
  /// One concept of the scheme.
  struct Concept: Hashable, Sendable {
    var code: String
    var title: String
    /// SHA-256 of the definition that a page prints for the concept, where one is known.
    var definitionDigest: String?
    /// What the concept means, in our own words.
    var gloss: String?

    init(_ code: String, _ title: String, definition: String? = nil, gloss: String? = nil) {
      self.code = code
      self.title = title
      definitionDigest = definition
      self.gloss = gloss
    }

    /// The code of the concept above; `nil` at the top.
    var parentCode: String? {
      code.lastIndex(of: ".").map { String(code[..<$0]) }
    }

    var key: Key { Key(scheme: MitigationTaxonomy.id, notation: code) }
  }

  static let id = "mit-mitigation@2"
  static let title = "MIT AI Risk Mitigation Taxonomy, version 2"

  /// The attested concepts, parents before their children.
  static let concepts: [Concept] = [
    Concept("1", "AI System", gloss: "changes to how the system itself is built or runs"),
    Concept(
      "1.1",
      "Model",
      definition: "bf4bd22c173812e151b898144fb4a78b54c38b35ef36e843fb5134ac8b3eaa77",
      gloss: "changes to what the model has learned, or to how it learns"
    ),
    Concept("1.1.1", "Training Data"),
    Concept(
      "1.1.2",
      "Learning Objectives",
      definition: "7ac4e4374c6857d3cf0cfa5498770a133e3d26970ce09764ab5bd6f3b4990af7",
      gloss: "training that steers behaviour by objectives and feedback"
    ),
    Concept(
      "1.1.3",
      "Capability Modification",
      definition: "84fd494f4d2421d7824fbb136f08cdb251a3d184248dd3d0fa98014db054471d",
      gloss: "taking away or limiting what a trained model can do"
    ),
    Concept("1.1.9", "Other"),
    Concept("1.2", "Non-Model"),
    Concept("1.2.1", "Guardrails & Filtering", gloss: "checking inputs and filtering outputs"),
    Concept(
      "1.2.3",
      "Monitoring & Detection",
      gloss: "watching the running system and spotting anomalies"
    ),
    Concept("1.2.4", "Security Infrastructure"),
    Concept("1.2.5", "Provenance & Watermarking"),
    Concept("1.9", "Other"),
    Concept("2", "Organisation"),
    Concept("2.1", "Oversight & Accountability"),
    Concept("2.2", "Risk & Assurance", gloss: "practices for assessing a system"),
    Concept("2.2.1", "Risk Assessment"),
    Concept(
      "2.2.2",
      "Testing & Evaluation",
      gloss: "red teaming, capability and performance tests"
    ),
    Concept("2.2.3", "Auditing & Compliance"),
    Concept("2.2.4", "Assurance Documentation"),
    Concept("2.3", "Operations & Security", gloss: "running and protecting a system in production"),
    Concept("2.3.1", "Deployment Management", gloss: "staged release and tiered access"),
    Concept(
      "2.3.2",
      "Access & Security Controls",
      gloss: "vetting users, limiting access, securing what is deployed"
    ),
    Concept("2.4", "Engineering & Development", gloss: "how systems are designed and built"),
    Concept("2.4.1", "Research & Foundations"),
    Concept("2.9", "Other"),
    Concept("3", "Ecosystem"),
    Concept("3.1", "Legal & Regulatory"),
    Concept("3.2", "Shared Infrastructure"),
    Concept(
      "3.2.1",
      "Benchmarks & Evaluation",
      gloss: "test data and measuring tools that many share"
    ),
    Concept("3.3", "Voluntary & Cooperative"),
    Concept("3.9", "Other"),
    Concept("99", "Other", gloss: "too little is said to classify it"),
    Concept("99.9", "Other"),
  ]

  /// The concept with a code, if it is attested.
  static func concept(_ code: String) -> Concept? { byCode[code] }

  /// Every title once, the longest first.
  static let titlesLongestFirst: [String] = Set(concepts.map(\.title)).sorted {
    ($1.utf8.count, $0) < ($0.utf8.count, $1)
  }

  /// The concept that a page is about: its definition is known, and so is its parent's title.
  static func concept(definition: String) -> Concept? {
    let digest = ContentDigest.sha256(Array(definition.utf8))
    return concepts.first { $0.definitionDigest == digest }
  }

  private static let byCode = Dictionary(
    concepts.map { ($0.code, $0) },
    uniquingKeysWith: { first, _ in first }
  )
}
