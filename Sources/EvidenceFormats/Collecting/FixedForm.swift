import EvidenceCore

/// A form of files that has a fixed meaning, so that it is read without a recipe.
protocol FixedForm {
  /// The form of a file; `nil` if it is none of these.
  ///
  /// - Complexity: O(1): its beginning is looked at.
  static func detect(_ source: FileBytes) -> Self?

  /// Reads a file of this form.
  ///
  /// - Throws: `EvidenceError` with what cannot be read.
  func read(_ source: FileBytes, into collection: inout ImportCollection) throws(EvidenceError)
}
