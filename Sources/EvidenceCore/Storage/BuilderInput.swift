/// An input of a builder: its name, and where its rows begin.
struct BuilderInput: Sendable {
  var file: String
  var firstNode: Int
  var firstStatement: Int
}

/// The rows that an input brought in.
package struct InputRows: Sendable {
  package var file: String
  package var nodes: Range<Int>
  package var statements: Range<Int>
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
  package var inputRows: [InputRows] {
    inputs.indices.map { index in
      let (input, next) = (inputs[index], index + 1 < inputs.count ? inputs[index + 1] : nil)
      return InputRows(
        file: input.file,
        nodes: input.firstNode..<(next?.firstNode ?? nodes.count),
        statements: input.firstStatement..<(next?.firstStatement ?? statements.count)
      )
    }
  }

  /// The position of the input that brought a node in.
  package func input(ofNode row: Int) -> Int { max(0, index(of: row, \.firstNode) - 1) }

  /// How many nodes of each kind some rows hold, without those that were withdrawn.
  package func kinds(ofNodes rows: Range<Int>) -> [Kind: Int] {
    var counts = [Int](repeating: 0, count: kinds.names.count)
    for row in rows where !isWithdrawn(node: row) { counts[Int(nodes.kinds[row])] += 1 }
    var result: [Kind: Int] = [:]
    for (number, count) in counts.enumerated() where count > 0 {
      result[Kind(texts[kinds.names[number]])] = count
    }
    return result
  }

  /// How many statements of each relation some rows hold.
  package func relations(ofStatements rows: Range<Int>) -> [Relation: Int] {
    var counts = [Int](repeating: 0, count: relations.names.count)
    statements.relations.withValues(in: rows) { for number in $0 { counts[Int(number)] += 1 } }
    var result: [Relation: Int] = [:]
    for (number, count) in counts.enumerated() where count > 0 {
      result[Relation(texts[relations.names[number]])] = count
    }
    return result
  }

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
