internal import EvidenceAnalysis

/// What stands around the picture on a sheet.
struct SheetText {
  /// The kind of map, in capitals.
  var kind: String
  var isPreliminary: Bool
  /// What is supposed and not so: it stands in a ribbon across the head.
  let supposition: String?
  /// Which of several sheets this is.
  var sheet: String?
  var title: String
  var subtitle: String
  /// What alone is counted, as a sentence.
  let selection: String?
  var headline: [TextRun]
  var footers: [Footer]
  /// What a reader who does not see the picture is told first.
  let description: String

  struct Footer {
    var text: String
    var paint: PaintClass = .second
  }

  /// The text of a map: whatever it draws, it says what was selected, what is only supposed, and how it
  /// is made again.
  ///
  /// - Parameters:
  ///   - title: the question, where the map's options name none.
  ///   - description: what the picture shows, in words.
  init(
    of map: some DrawnMap,
    kind: String,
    isPreliminary: Bool,
    title: String,
    subtitle: String,
    headline: [TextRun],
    footers: [Footer],
    description: String
  ) {
    self.kind = kind
    self.isPreliminary = isPreliminary
    self.title = map.options.title ?? title
    self.subtitle = subtitle
    self.headline = headline
    supposition = map.supposition.map {
      "WHAT IF: \(Footers.sentence($0)) This is not what the graph records."
    }
    selection = map.selection.map { "Only \(Footers.sentence($0))" }
    self.description =
      ([supposition, selection].compactMap { $0 } + [description]).joined(separator: " ")
    let command = map.options.command.map {
      Footer(text: "Made by: \(LegibleText.clean($0, limit: 1200))")
    }
    self.footers = footers + (command.map { [$0] } ?? [])
  }

  /// What stands at the head of a file that can hold no picture.
  var remarks: [String] {
    [kind, title, supposition ?? "", subtitle, selection ?? "", TextRun.plain(headline)]
      .filter { !$0.isEmpty } + footers.map(\.text)
  }
}

extension DrawnMap {
  /// What alone is counted.
  var selection: String? {
    options.selection.map { LegibleText.clean($0, limit: 600) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What is supposed: what the caller says, and a policy that is not the documented one.
  var supposition: String? {
    let said = options.supposition.map { LegibleText.clean($0, limit: 600) } ?? ""
    let other = weighing.flatMap {
      $0.digest == Policy.standard.digest ? nil : "under the policy \(Footers.name(of: $0))"
    }
    let all = [said, other ?? ""].filter { !$0.isEmpty }
    return all.isEmpty ? nil : all.joined(separator: "; ")
  }

  /// The content with what was selected and supposed in columns of its own, in every row.
  public func table() -> [[String]] {
    // Marks that set names apart are for pictures.
    var rows = content().map { row in
      row.map { text in
        text.unicodeScalars.contains(where: LegibleText.isIsolate) ? LegibleText.clean(text) : text
      }
    }
    for (head, text) in [("only", selection), ("what if", supposition)] {
      guard let text else { continue }
      for index in rows.indices { rows[index].append(index == 0 ? head : text) }
    }
    return rows
  }
}
