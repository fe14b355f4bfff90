import EvidenceCore

extension PropertyValue {
  /// The texts that it holds; of a number none.
  var heldTexts: [String] {
    switch self {
    case .string(let text): [text]
    case .strings(let texts): texts
    default: []
    }
  }

  /// Whether it holds texts.
  var isTexts: Bool {
    switch self {
    case .string, .strings: true
    default: false
    }
  }
}
