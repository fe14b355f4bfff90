internal import EvidenceAnalysis
internal import EvidenceCore

/// Writes how far two coders agree for people.
struct AgreementReport {
  let answer: AgreementAnswer

  func text(as format: OutputFormat) -> String {
    let agreement = answer.agreement
    var text =
      "\(agreement.first) and \(agreement.second), \(agreement.relation) into \(agreement.scheme): "
      + "\(agreement.items.count) items that both saw; missing are "
      + "\(agreement.onlyFirstSaw.count) that only \(agreement.first) saw and "
      + "\(agreement.onlySecondSaw.count) that only \(agreement.second) saw\n\n"
    for table in [answer.summary, answer.concepts, answer.disagreements] where !table.rows.isEmpty {
      text += TextTable(table).text(as: format) + "\n"
    }
    return text + "agreement is over pairs of an item and a concept; alpha is Krippendorff's with "
      + "the MASI distance; PABAK is kappa adjusted for prevalence and bias\n"
  }
}
