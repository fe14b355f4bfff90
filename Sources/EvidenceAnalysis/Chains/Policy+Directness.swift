extension Policy {
  /// The factor of a chain's directness.
  func factor(of directness: EvidenceChain.Directness) -> Double {
    switch directness {
    case .direct: self[.direct] ?? 1
    case .borrowed: self[.borrowed] ?? 1
    case .inferred: self[.inferred] ?? 1
    }
  }
}
