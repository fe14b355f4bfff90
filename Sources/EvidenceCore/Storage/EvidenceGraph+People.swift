extension EvidenceGraph {
  /// Who coded a statement, if it says so: one text, whoever they are.
  public func coder(of edge: EdgeID) -> String? { text(storage.statements.coders[edge.position]) }

  /// Who reviewed a statement, if it says so: one text, whoever they are.
  public func reviewer(of edge: EdgeID) -> String? {
    text(storage.statements.reviewers[edge.position])
  }

  /// Everybody who coded a statement.
  public func coders(of edge: EdgeID) -> [String] {
    Statement.people(property("coders", of: edge), coder(of: edge))
  }

  /// Everybody who reviewed a statement.
  public func reviewers(of edge: EdgeID) -> [String] {
    Statement.people(property("reviewers", of: edge), reviewer(of: edge))
  }

  /// Whether a reviewer of a statement disagrees: the property `reviewerAgreement` is below 0.
  public func isDisputed(_ edge: EdgeID) -> Bool {
    Statement.isDisputed(property("reviewerAgreement", of: edge))
  }
}
