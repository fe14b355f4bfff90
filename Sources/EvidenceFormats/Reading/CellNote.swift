import EvidenceCore

/// Something to say of a cell of a workbook, once its sheet is read.
struct CellNote: Hashable {
  var code: Diagnostic.Code
  /// What it is, with the cell's name in it.
  var message: String
  var row: Int
}
