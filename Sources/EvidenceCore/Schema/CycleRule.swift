/// No circle of BROADER, of PART_OF or of a relation that is declared acyclic.
struct CycleRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    let used = Set(graph.relations)
    return schema.relations.filter { $0.isAcyclic && used.contains($0.relation) }.flatMap {
      graph.circleFindings(along: $0.relation)
    }
  }
}
