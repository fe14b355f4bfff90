import EvidenceCore
import EvidenceTestSupport
import Synchronization
import Testing

@testable import EvidenceFormats

/// Twice the input takes about twice the work, whatever form and shape it has.
@Suite struct ImportGrowthTests {
  /// Inputs that make a careless importer quadratic.
  enum Shape: String, CaseIterable {
    case bulk, onePair, oneIdentity, oneKey, aliases, names, properties, recipe, found, sameTitles
    case mappings, coders, records, tree, archive, dangling, decomposed, otherColumns, quotes

    /// The files, of which the first is named.
    func files(_ count: Int) -> [String: [UInt8]] {
      let numbers = 0..<count
      func lines(_ head: String, _ line: (Int) -> String) -> [UInt8] {
        Array((head + "\n" + numbers.map { line($0) + "\n" }.joined()).utf8)
      }
      let nodes = lines("id:ID,:LABEL") { "n\($0),Risk" }
      let edges = ":START_ID,:END_ID,:TYPE,note"
      let papers = """
        recipe: 1
        sources:
          - path: t.csv
            rows:
              - node: {as: p, paper: {title: "{T}"}, kind: Paper, label: "{T}", names: ["n {N}"]}
                statements:
                  - {from: "{p}", relation: CITES, to: {find: ["n {C}"], optional: true}}

        """
      let records = """
        recipe: 1
        sources:
          - path: r.yaml
            tree: children
            rows: [{node: {key: "risk:{id}", kind: Risk, label: "{name}"}}]

        """
      let block =
        "#curie_map:\n#  a: http://a/\nsubject_id\tpredicate_id\tobject_id\tmapping_justification"
      let match = "skos:exactMatch"
      switch self {
      case .bulk: return ["a": nodes, "b": lines(edges) { "n\($0),n\(count - 1 - $0),CITES,x" }]
      case .onePair: return ["a": nodes, "b": lines(edges) { "n0,n1,CITES,x\($0)" }]
      case .oneIdentity: return ["a": nodes, "b": lines(edges) { _ in "n0,n1,CITES,x" }]
      case .oneKey: return ["a": lines("id:ID,:LABEL,name,year:int") { "k,Risk,name \($0),\($0)" }]
      case .aliases:
        return [
          "a": lines("id:ID,:LABEL,sameAs:string[]") { "n\($0),Risk,x\($0)" },
          "b": lines("id:ID,:LABEL") { "x\($0),Risk" },
        ]
      case .names:
        return ["a": nodes, "b": lines(edges) { "n\($0),n\($0),REL_\(10_000 + $0)_OWN,x" }]
      case .properties:
        let head = "id:ID,:LABEL," + (0..<20).map { "p\($0)" }.joined(separator: ",")
        return ["a": lines(head) { "n\($0),Risk" + String(repeating: ",v\($0)", count: 20) }]
      case .recipe:
        return ["recipe.yaml": Array(papers.utf8), "t.csv": lines("T,N,C") { "t\($0),\($0),x" }]
      case .found:
        return [
          "recipe.yaml": Array(papers.utf8),
          "t.csv": lines("T,N,C") { "t\($0),\($0),\(count - 1 - $0)" },
        ]
      case .sameTitles:
        return ["recipe.yaml": Array(papers.utf8), "t.csv": lines("T,N,C") { "T!,\($0),\($0)" }]
      case .mappings:
        return [
          "m.sssom.tsv": lines(block) { "a:\($0)\t\(match)\ta:x\($0)\tsemapv:LexicalMatching" }
        ]
      case .coders:
        return [
          "m.sssom.tsv": lines(block + "\tauthor_id") {
            "a:\($0)\t\(match)\ta:x\tsemapv:LexicalMatching\ta:p\($0)|a:q"
          }
        ]
      case .records:
        return [
          "recipe.yaml": Array(records.utf8),
          "r.yaml": lines("items:") { "  - {id: r\($0), name: N\($0)}" },
        ]
      case .tree:
        return [
          "recipe.yaml": Array(records.utf8),
          "r.yaml": lines("items:\n  - id: top\n    name: T\n    children:") {
            "      - {id: r\($0), name: N\($0)}"
          },
        ]
      case .archive:
        return ["a.jsonl": lines("{\"evidence\":1}") { "{\"node\":\"n\($0)\",\"kind\":\"Risk\"}" }]
      case .dangling:
        return [
          "a": nodes, "b": lines(edges) { "n\($0),\($0 % 2 == 0 ? "zz" : "n")\($0),CITES,x" },
        ]
      case .decomposed: return ["a": lines("id:ID,:LABEL,name") { "n\($0),Risk,e\u{301}\($0)" }]
      case .otherColumns:
        return ["a": lines("id:ID,:LABEL,name") { "n\($0),Risk,a,b,c" } + Array("z,Risk,z\n".utf8)]
      case .quotes:
        return ["a": lines("id:ID,:LABEL,name") { "n\($0),Risk,\"a \"\"\($0)\"\", b\"" }]
      }
    }
  }

  @Test("importing grows with the input", arguments: Shape.allCases) func importing(shape: Shape)
    throws
  {
    let steps = try Growth.steps(from: 250, making: { shape.files($0) }) { files in
      let first = files.keys.sorted().first ?? ""
      let isRecipe = files["recipe.yaml"] != nil
      let result = try imported(
        bytes: files.reduce(into: [:]) {
          $0[$1.key.contains(".") ? $1.key : "\($1.key).csv"] = $1.value
        },
        naming: isRecipe
          ? ["recipe.yaml"]
          : files.count == 1 ? [first.contains(".") ? first : "\(first).csv"] : ["a.csv", "b.csv"]
      )
      let said = result.report.lines.reduce(0) { $0 + $1.utf8.count / 64 }
      WorkCounter.add(said)
    }
    #expect(Growth.isLinear(steps), "\(steps)")
    #expect(steps[0] >= 250, "\(steps)")
  }

  /// A limit ends an import of any form, at once or on the way.
  @Test(arguments: Shape.allCases) func aLimitEndsAnImport(shape: Shape) throws {
    let files = shape.files(6_000)
    for patience in [0, 1] {
      let left = Patience(patience)
      let limit = WorkLimit.stopping { left.isOver ? .deadline : nil }
      let error = #expect(throws: EvidenceError.self) {
        try imported(
          bytes: files.reduce(into: [:]) {
            $0[$1.key.contains(".") ? $1.key : "\($1.key).csv"] = $1.value
          },
          naming: files["recipe.yaml"] != nil
            ? ["recipe.yaml"] : files.keys.sorted().map { $0.contains(".") ? $0 : "\($0).csv" },
          limit: limit
        )
      }
      #expect(error?.diagnostics.first?.code == "deadline")
    }
  }
}

/// Says no after it was asked so many times.
private final class Patience: Sendable {
  private let left: Mutex<Int>

  init(_ count: Int) { left = Mutex(count) }

  var isOver: Bool {
    left.withLock { left in
      left -= 1
      return left < 0
    }
  }
}
