internal import EvidenceAnalysis
internal import EvidenceCore

/// What a report says of itself: title, dates, policy, findings, and whose data they are.
struct ReportHead {
  let graph: EvidenceGraph
  let policy: Policy
  let options: ReportOptions

  var title: String { options.title ?? graph.header.title ?? "Evidence report" }

  var header: String {
    let footers = Footers(graph: graph)
    var facts = [
      graph.header.asOf.map { "Data as of \(Figures.date(LegibleText.clean($0, limit: 20)))" }
        ?? "No as-of date stated",
      footers.searched(), "Policy “\(policy.name)” (\(policy.digest))",
    ]
    if options.title != nil, let data = graph.header.title { facts.insert("Data: \(data)", at: 0) }
    let selection = options.selection.map {
      "<p class=\"selection\"><b>Counted are only</b> \(HTMLText.escape($0)). What they leave out reads “filtered out”.</p>"
    }
    let supposition = options.supposition.map {
      "<p class=\"selection if\"><b>What if</b> \(HTMLText.escape($0))? This is not what the graph records.</p>"
    }
    return """
      <p class="kind">Evidence report\(footers.isPreliminary ? " · <strong>preliminary</strong>" : "")</p>
      <h1>\(HTMLText.escape(title))</h1>
      \(supposition ?? "")\(selection ?? "")<ul class="facts">
      \(facts.map { "<li>\(HTMLText.escape($0))</li>" }.joined(separator: "\n"))
      </ul>
      """
  }

  /// Whose data these are, and what they ask of those who use them.
  var notices: String {
    let notices = Footers(graph: graph).notices.map { "<li>\(HTMLText.linked($0))</li>" }
    guard !notices.isEmpty else { return "" }
    return "<ul class=\"notices\" aria-label=\"Notices of the sources\">\n"
      + "\(notices.joined(separator: "\n"))\n</ul>"
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
      \(options.command.map { "<p class=\"note\">Made by <code>\(HTMLText.escape($0))</code></p>" } ?? "")
      """
  }

  static func table(
    _ caption: String,
    _ heads: [String],
    _ rows: [String],
    id: String? = nil
  ) -> String {
    guard !rows.isEmpty else { return "" }
    return
      "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"\(HTMLText.escape(caption))\">"
      + "<table class=\"list\"\(id.map { " id=\"\($0)\"" } ?? "")><caption>\(HTMLText.escape(caption))</caption>\n<thead><tr>"
      + heads.map { "<th scope=\"col\">\(HTMLText.escape($0))</th>" }.joined()
      + "</tr></thead>\n<tbody>\n" + rows.joined(separator: "\n") + "\n</tbody></table></div>"
  }
}
