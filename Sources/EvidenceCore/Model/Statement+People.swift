extension Statement {
  /// Everybody who coded the statement.
  ///
  /// ``coder`` names them in one text, joined by `; ` where they are several; the property `coders`
  /// then lists them.
  public var coders: [String] { Self.people(properties["coders"], coder) }

  /// Everybody who reviewed the statement, as ``coders``.
  public var reviewers: [String] { Self.people(properties["reviewers"], reviewer) }

  /// Whether a reviewer disagrees: the property `reviewerAgreement` is below 0.
  public var isDisputed: Bool { Self.isDisputed(properties["reviewerAgreement"]) }

  /// Names everybody who coded the statement.
  package mutating func setCoders(_ names: [String]) {
    coder = Self.joined(names)
    properties["coders"] = names.count > 1 ? .strings(names) : nil
  }

  /// Names everybody who reviewed the statement.
  package mutating func setReviewers(_ names: [String]) {
    reviewer = Self.joined(names)
    properties["reviewers"] = names.count > 1 ? .strings(names) : nil
  }

  static func isDisputed(_ agreement: PropertyValue?) -> Bool {
    switch agreement {
    case .number(let value): value < 0
    case .integer(let value): value < 0
    default: false
    }
  }

  static func people(_ listed: PropertyValue?, _ single: String?) -> [String] {
    if case .strings(let names) = listed { return names }
    return single.map { [$0] } ?? []
  }

  private static func joined(_ names: [String]) -> String? {
    names.isEmpty ? nil : names.joined(separator: "; ")
  }
}
