/// An input of a builder: its name, and where its rows begin.
struct BuilderInput: Sendable {
  var file: String
  var firstNode: Int
  var firstStatement: Int
}

extension GraphBuilder {
  /// From now on records come from another input, whose name findings give.
  package mutating func beginInput(_ file: String) {
    inputs.append(
      BuilderInput(file: file, firstNode: nodes.count, firstStatement: statements.count)
    )
  }

  /// The place of a node's record.
  package func place(ofNode row: Int) -> Place {
    Place(file(of: row, \.firstNode), line: Int(nodes.lines[row]))
  }

  /// The place of a statement's record.
  package func place(ofStatement row: Int) -> Place {
    Place(file(of: row, \.firstStatement), line: Int(statements.lines[row]))
  }

  /// Which rows each input brought in, in the order of the inputs.
  package var inputRows: [(file: String, nodes: Range<Int>, statements: Range<Int>)] {
    inputs.indices.map { index in
      let (input, next) = (inputs[index], index + 1 < inputs.count ? inputs[index + 1] : nil)
      return (
        input.file,
        input.firstNode..<(next?.firstNode ?? nodes.count),
        input.firstStatement..<(next?.firstStatement ?? statements.count)
      )
    }
  }

  /// The position of the input that brought a node in.
  package func input(ofNode row: Int) -> Int { max(0, index(of: row, \.firstNode) - 1) }

  /// The lines of the inputs where the nodes added so far stand.
  package var nodeLines: [UInt32] { (0..<nodes.count).map { nodes.lines[$0] } }

  /// The lines of the inputs where the statements added so far stand.
  package var statementLines: [UInt32] { (0..<statements.count).map { statements.lines[$0] } }

  /// How many nodes of each kind some rows hold, without those that were withdrawn.
  package func kinds(ofNodes rows: Range<Int>) -> [Kind: Int] {
    var counts = [Int](repeating: 0, count: kindNames.count)
    for row in rows where !isWithdrawn(node: row) { counts[Int(nodes.kinds[row])] += 1 }
    var result: [Kind: Int] = [:]
    for (number, count) in counts.enumerated() where count > 0 {
      result[Kind(texts[kindNames[number]])] = count
    }
    return result
  }

  /// The relation of each statement added so far, as a number into ``relationsByNumber``.
  package var relationNumbers: [UInt32] { Array(statements.relations) }

  /// The relations in the order of their first use.
  package var relationsByNumber: [Relation] { relationNames.map { Relation(texts[$0]) } }

  private func file(of row: Int, _ first: KeyPath<BuilderInput, Int>) -> String {
    let index = index(of: row, first)
    return index == 0 ? file : inputs[index - 1].file
  }

  /// How many inputs begin at a row or before it.
  private func index(of row: Int, _ first: KeyPath<BuilderInput, Int>) -> Int {
    var (low, high) = (0, inputs.count)
    while low < high {
      let middle = (low + high) / 2
      if inputs[middle][keyPath: first] <= row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
