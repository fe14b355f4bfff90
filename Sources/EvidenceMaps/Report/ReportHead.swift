internal import EvidenceAnalysis
internal import EvidenceCore

/// What a report says of itself: title, dates, policy, findings, and whose data they are.
struct ReportHead {
  let graph: EvidenceGraph
  let policy: Policy
  let options: ReportOptions
  let tables: [ReportTable]

  var title: String { options.title ?? graph.header.title ?? "Evidence report" }

  var header: String {
    let footers = Footers(graph: graph)
    var facts = [
      graph.header.asOf.map { "Data as of \(Figures.date(LegibleText.clean($0, limit: 20)))" }
        ?? "No as-of date stated",
      "\(Figures.count(graph.nodes(of: .paper).count, "paper")), "
        + Figures.count(graph.nodeCount, "node") + ", "
        + Figures.count(graph.statementCount, "statement"),
      "Policy “\(policy.name)” (\(policy.digest))",
      footers.searched(),
    ]
    if let selection = options.selection { facts.insert("Counted are \(selection)", at: 0) }
    if options.title != nil, let data = graph.header.title { facts.insert("Data: \(data)", at: 0) }
    let notices = footers.notices.map { "<li>\(HTMLText.linked($0))</li>" }.joined(separator: "\n")
    return """
      <p class="kind">Evidence report\(footers.isPreliminary ? " · <strong>preliminary</strong>" : "")</p>
      <h1>\(HTMLText.escape(title))</h1>
      <ul class="facts">
      \(facts.map { "<li>\(HTMLText.escape($0))</li>" }.joined(separator: "\n"))
      </ul>
      \(notices.isEmpty ? "" : "<ul class=\"notices\" aria-label=\"Notices of the sources\">\n\(notices)\n</ul>")
      """
  }

  /// What each matrix shows, in a sentence.
  var findings: String {
    tables.map { "<p class=\"finding\">\($0.finding)</p>" }.joined(separator: "\n")
  }

  /// The data's schemes, licences and numbers.
  var sources: String {
    let schemes = graph.header.schemes.map { scheme in
      "<tr><td>\(HTMLText.escape(scheme.title ?? scheme.id))</td>"
        + "<td><code>\(HTMLText.escape(scheme.id, limit: 80))</code></td>"
        + "<td>\(HTMLText.escape(scheme.licence ?? "no licence stated"))</td>"
        + "<td>\(scheme.source.map { HTMLText.linked($0) } ?? "–")</td></tr>"
    }
    let data = graph.header.notices.map { notice in
      "<tr><td>\(HTMLText.escape(notice.via ?? "the whole graph"))</td>"
        + "<td>\(HTMLText.escape(notice.licence ?? "no licence stated"))</td></tr>"
    }
    let numbers = PolicyNumber.allCases.map { number in
      "<tr><td>\(number.rawValue)</td><td class=\"number\">"
        + "\(policy[number].map { $0.shortestText } ?? "unset")</td></tr>"
    }
    return """
      \(ReportHead.table("Schemes", ["scheme", "name and version", "licence", "source"], schemes))
      \(ReportHead.table("Data sets and pages", ["read in", "licence"], data))
      <details><summary>The numbers of the policy</summary>
      <p>They are our own and no standard; print them with <code>evidence policy</code> and vary them
      with a policy file. A strength is a support score, not the probability that a measure works.</p>
      \(ReportHead.table("Numbers of the policy \(policy.name)", ["number", "value"], numbers))
      </details>
      """
  }

  static func table(_ caption: String, _ heads: [String], _ rows: [String]) -> String {
    guard !rows.isEmpty else { return "" }
    return
      "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"\(HTMLText.escape(caption))\">"
      + "<table class=\"list\"><caption>\(HTMLText.escape(caption))</caption>\n<thead><tr>"
      + heads.map { "<th scope=\"col\">\(HTMLText.escape($0))</th>" }.joined()
      + "</tr></thead>\n<tbody>\n" + rows.joined(separator: "\n") + "\n</tbody></table></div>"
  }
}
