/// How a statement that is no match came to be coded.
public enum Method: String, Sendable, CaseIterable {
  case oneCoder = "one-coder"
  case twoCoders = "two-coders"
  /// A model coded it and nobody checked: what rests on it is inferred.
  case model
  /// A model coded it and a person checked it.
  case modelThenPerson = "model-then-person"
}
