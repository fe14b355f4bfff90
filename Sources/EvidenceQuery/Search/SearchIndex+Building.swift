internal import EvidenceCore

extension SearchIndex {
  /// Reads every text, node by node.
  mutating func build() {
    var draft = Draft()
    for node in graph.nodes {
      let value = graph.value(of: node)
      for field in [SearchField.name, .code, .key, .identifier] {
        add(values(of: field, node, nil), field, node, nil, &draft)
      }
      // Several properties may be one field.
      var order: [SearchField] = []
      var several: [SearchField: [String]] = [:]
      for (name, property) in value.properties.sorted(by: { $0.key.precedesInUTF8($1.key) }) {
        let field = SearchField.ofNode(name)
        if several[field] == nil { order.append(field) }
        several[field, default: []] += Self.texts(property)
      }
      for field in order { add(several[field] ?? [], field, node, nil, &draft) }
      for edge in graph.outgoing(node) {
        add(values(of: .rationale, node, edge), .rationale, node, edge, &draft)
        add(values(of: .locator, node, edge), .locator, node, edge, &draft)
        for (name, property) in graph.statement(edge).properties
          .sorted(by: { $0.key.precedesInUTF8($1.key) })
        {
          if case .integer = property { continue }
          add(Self.texts(property), .statementProperty(name), node, edge, &draft)
        }
      }
      finishNode(&draft)
    }
    finish(draft)
  }

  /// What is known while texts are still coming in.
  private struct Draft {
    var numbers: [String: Int] = [:]
    var fieldNumbers: [SearchField: Int] = [:]
    /// A word of a text, in the order of the texts.
    var found: [(word: Int, posting: Posting)] = []
    /// Where in `found` each word came last.
    var last: [Int] = []
    /// The words of each field of the node, and of all nodes.
    var lengths: [Int: Int] = [:]
    var sums: [Int: (words: Int, nodes: Int)] = [:]
  }

  private mutating func add(
    _ values: [String],
    _ field: SearchField,
    _ node: NodeID,
    _ statement: EdgeID?,
    _ draft: inout Draft
  ) {
    guard !values.isEmpty else { return }
    let number = draft.fieldNumbers[field] ?? fields.count
    if number == fields.count {
      draft.fieldNumbers[field] = number
      fields.append(field)
    }
    for (item, value) in values.enumerated() {
      let text = UInt32(texts.count)
      texts.append(Entry(node: node, statement: statement, item: item, field: number, length: 0))
      var count = 0
      WordScanner.forEachWord(in: value) { word, _ in
        count += 1
        let known = draft.numbers[word]
        let id = known ?? draft.numbers.count
        if known == nil {
          draft.numbers[word] = id
          draft.last.append(-1)
        }
        let last = draft.last[id]
        if last >= 0, draft.found[last].posting.text == text {
          draft.found[last].posting.count += 1
        } else {
          draft.last[id] = draft.found.count
          draft.found.append((id, Posting(text: text, count: 1)))
        }
      }
      draft.lengths[number, default: 0] += count
      WorkCounter.add(count + 1)
    }
  }

  private mutating func finishNode(_ draft: inout Draft) {
    for index in textStarts[textStarts.count - 1]..<texts.count {
      texts[index].length = draft.lengths[texts[index].field] ?? 0
    }
    for (field, count) in draft.lengths {
      let sum = draft.sums[field] ?? (0, 0)
      draft.sums[field] = (sum.words + count, sum.nodes + 1)
    }
    draft.lengths.removeAll(keepingCapacity: true)
    textStarts.append(texts.count)
  }

  /// Puts the words in order, and the postings with them.
  private mutating func finish(_ draft: Draft) {
    meanLengths = fields.indices.map { field in
      let sum = draft.sums[field] ?? (0, 1)
      return max(Double(sum.words) / Double(max(sum.nodes, 1)), 1)
    }
    let ordered = draft.numbers.sorted { $0.key.precedesInUTF8($1.key) }
    words = ordered.map(\.key)
    var places = [Int](repeating: 0, count: words.count)
    for (place, word) in ordered.enumerated() { places[word.value] = place }
    var starts = [Int](repeating: 0, count: words.count + 1)
    for (word, _) in draft.found { starts[places[word] + 1] += 1 }
    for place in words.indices { starts[place + 1] += starts[place] }
    postingStarts = starts
    postings = [Posting](repeating: Posting(text: 0, count: 0), count: draft.found.count)
    for (word, posting) in draft.found {
      let place = places[word]
      postings[starts[place]] = posting
      starts[place] += 1
    }
    WorkCounter.add(postings.count)
  }
}
