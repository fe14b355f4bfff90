internal import EvidenceCore

/// Says who makes a statement, where it was read, and what it rests on.
enum StatementText {
  static func provenance(of edge: EdgeID, in graph: EvidenceGraph) -> String {
    let statement = graph.statement(edge)
    var parts = ["source \(statement.source?.text ?? "unknown")"]
    if let appraisal = graph.sourceNode(of: edge).flatMap({ graph.appraisal(of: $0) }) {
      parts.append("appraised: \(appraisal.text)")
    }
    if let via = statement.via { parts.append("via \(via)") }
    if let locator = statement.locator { parts.append(locator) }
    if let stance = statement.stance, stance != .supports { parts.append(stance.rawValue) }
    if let type = statement.evidenceType { parts.append(type.rawValue) }
    if let confidence = statement.confidence {
      parts.append("confidence \(confidence.shortestText)")
    } else if statement.relation == .addresses || statement.relation == .identifies {
      parts.append("confidence unknown")
    }
    if let justification = statement.justification { parts.append(justification.name) }
    if let method = statement.method { parts.append(method.rawValue) }
    if let coder = statement.coder { parts.append("coded by \(coder)") }
    if let reviewer = statement.reviewer {
      parts.append("reviewed by \(reviewer)" + (statement.isDisputed ? ", who disagrees" : ""))
    } else if statement.isDisputed {
      parts.append("a reviewer disagrees")
    }
    if let rationale = statement.rationale { parts.append("“\(rationale)”") }
    return "[\(graph.id(of: edge))] " + parts.joined(separator: "; ")
  }
}
