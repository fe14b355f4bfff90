/// How a statement that is no match came to be coded.
public enum Method: String, Sendable, CaseIterable {
  /// One person coded it.
  case oneCoder = "one-coder"
  /// Two people coded it, each for themselves.
  case twoCoders = "two-coders"
  /// A model coded it and nobody checked: what rests on it is inferred.
  case model
  /// A model coded it and a person checked it.
  case modelThenPerson = "model-then-person"
}
