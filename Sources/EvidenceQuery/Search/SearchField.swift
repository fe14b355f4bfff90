/// Where in a node, or in a statement that starts from it, a text stands.
public enum SearchField: Hashable, Sendable {
  /// The name of the node.
  case name
  /// Another name of the node (`altLabels`).
  case alternativeName
  /// The code of a concept within its scheme.
  case code
  /// The key of the node.
  case key
  /// Another key or identifier of the same thing (`sameAs`).
  case identifier
  /// The short reference of a work (`quickref`).
  case reference
  /// Whoever wrote a work (`authors`, `author`, `creator`, `organisation`, `publisher`).
  case author
  /// When a work came out (`year`, `date`, `published`, `issued`).
  case date
  /// Any other property of the node that is a text, several texts or a whole number.
  case property(String)
  /// Why a statement was made.
  case rationale
  /// Where in its source a statement stands.
  case locator
  /// Any other property of a statement that is a text or several.
  case statementProperty(String)

  /// The field as an answer names it; a property by its own name.
  public var words: String {
    switch self {
    case .name: "name"
    case .alternativeName: "other name"
    case .code: "code"
    case .key: "key"
    case .identifier: "identifier"
    case .reference: "reference"
    case .author: "author"
    case .date: "date"
    case .property(let name): name
    case .rationale: "rationale"
    case .locator: "locator"
    case .statementProperty(let name): name
    }
  }

  /// The field in which a node's property is looked for.
  static func ofNode(_ property: String) -> SearchField {
    switch property {
    case "altLabels": .alternativeName
    case "quickref": .reference
    case "authors", "author", "creator", "organisation", "publisher": .author
    case "year", "date", "published", "issued": .date
    default: .property(property)
    }
  }
}

/// How much a word counts for in each field. The numbers are ours, chosen by hand: a name says more
/// of a node than a mention, and a key, which repeats the words of a title, says little.
public struct SearchWeights: Hashable, Sendable {
  /// The name: 5 where unsaid.
  public var name = 5.0
  /// Another name: 4.
  public var alternativeName = 4.0
  /// A code: 5.
  public var code = 5.0
  /// A short reference: 5.
  public var reference = 5.0
  /// An author: 5.
  public var author = 5.0
  /// The date of a work: 3.
  public var date = 3.0
  /// Another identifier: 2.
  public var identifier = 2.0
  /// Any other property of the node: 1.
  public var property = 1.0
  /// The rationale of a statement: 1.
  public var rationale = 1.0
  /// The key: 0.5.
  public var key = 0.5
  /// The locator or another property of a statement: 0.3.
  public var mention = 0.3
  /// What a word counts for that only begins with the one looked for, as a share: 0.5.
  public var prefix = 0.5

  /// The weights where nothing else is said.
  public static let standard = SearchWeights()

  /// Makes the standard weights, to be changed.
  public init() {}

  /// The weight of a field.
  public subscript(_ field: SearchField) -> Double {
    switch field {
    case .name: name
    case .alternativeName: alternativeName
    case .code: code
    case .key: key
    case .identifier: identifier
    case .reference: reference
    case .author: author
    case .date: date
    case .property: property
    case .rationale: rationale
    case .locator, .statementProperty: mention
    }
  }
}
