import EvidenceCore

/// Triples in Turtle.
enum TurtleText {
  /// The text of a graph.
  static func text(of graph: EvidenceGraph, _ losses: inout LossReport) -> String {
    let triples = RDFGraph(graph, &losses).triples
    var text = RDFNames.prefixes.map { "@prefix \($0.prefix): <\($0.iri)> .\n" }.joined()
    for subject in triples.subjects {
      text += "\n\(term(subject.term))"
      for (index, statement) in subject.statements.enumerated() {
        let objects = statement.objects.map(term).joined(separator: ", ")
        let predicate =
          statement.predicate == RDFNames.rdf("type") ? "a" : term(.iri(statement.predicate))
        text += index == 0 ? " \(predicate) \(objects)" : " ;\n  \(predicate) \(objects)"
      }
      text += " .\n"
    }
    return text
  }

  private static func term(_ term: RDFTriples.Term) -> String {
    switch term {
    case .iri(let iri): RDFNames.prefixed(iri) ?? "<\(iri)>"
    case .blank(let number): "_:b\(number)"
    case .literal(let text, let datatype):
      quoted(text) + (datatype.map { "^^\(self.term(.iri($0)))" } ?? "")
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case let control where control.value < 0x20 || control.value == 0x7F:
        let digits = String(control.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
