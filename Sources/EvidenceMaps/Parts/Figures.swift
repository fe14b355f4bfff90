/// Writes figures as the maps print them.
enum Figures {
  /// `1,265`.
  static func count(_ value: Int) -> String {
    let digits = Array(String(abs(value)))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return value < 0 ? "−" + text : text
  }

  /// `1 paper`, `2 papers`.
  static func count(_ value: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count(value)) \(value == 1 ? one : many ?? one + "s")"
  }

  /// `a, b, c and 12 more`.
  static func list(_ names: some Collection<String>, first limit: Int, separator: String = ", ")
    -> String
  {
    let shown = names.prefix(limit).joined(separator: separator)
    guard names.count > limit else { return shown }
    // After a semicolon "and" needs one too.
    let last = separator == ", " ? " " : separator
    return shown + last + "and \(count(names.count - limit)) more"
  }

  /// The classes of papers that a policy's limits make, as a legend prints them: `3–5`, `21+`.
  static func classes(from lowest: Int, limits: [Int]) -> [String] {
    let starts = [lowest] + limits.prefix(3)
    return starts.enumerated().map { index, start in
      guard index + 1 < starts.count else { return "\(start)+" }
      let end = starts[index + 1] - 1
      return end <= start ? "\(start)" : "\(start)–\(end)"
    }
  }

  /// `2025-12-03` as `3 December 2025`; anything else as it is.
  static func date(_ text: String) -> String {
    let parts = text.split(separator: "-").map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
      (1...12).contains(month), (1...31).contains(day)
    else { return text }
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return "\(day) \(months[month - 1]) \(year)"
  }
}
