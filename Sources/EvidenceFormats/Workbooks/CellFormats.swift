#if XLSX
  import EvidenceCore

  /// Which styles of a workbook show numbers as dates.
  struct CellFormats {
    /// By the number of the style.
    private var isDate: [Bool] = []

    /// Knows no style.
    init() {}

    /// Reads the part of styles.
    init(_ bytes: [UInt8], file: String) throws(EvidenceError) {
      var codes: [Int: String] = [:]
      var styles: [Int] = []
      var isInStyles = false
      try XMLEvents.read(bytes, file: file) { element, attributes, _ in
        switch element {
        case "numFmt":
          guard let id = attributes["numFmtId"].flatMap({ Int($0) }) else { return }
          codes[id] = attributes["formatCode"] ?? ""
        case "cellXfs": isInStyles = true
        case "xf":
          if isInStyles { styles.append(attributes["numFmtId"].flatMap { Int($0) } ?? 0) }
        default: break
        }
      } end: { element in
        if element == "cellXfs" { isInStyles = false }
      } text: { _ in
      }
      isDate = styles.map { codes[$0].map(Self.showsDate) ?? Self.builtIn.contains($0) }
    }

    /// Whether a style shows a number as a date or a time.
    func isDate(_ style: Int?) -> Bool {
      guard let style, isDate.indices.contains(style) else { return false }
      return isDate[style]
    }

    /// The built-in formats of dates and times.
    private static let builtIn: Set<Int> = Set([14...22, 27...36, 45...47, 50...58].joined())

    /// Whether a code shows parts of a date outside of quotes, brackets and escapes.
    private static func showsDate(_ code: String) -> Bool {
      var characters = Substring(code.lowercased())
      if characters == "general" { return false }
      while let character = characters.popFirst() {
        switch character {
        case "\"":
          characters = characters.drop { $0 != "\"" }.dropFirst()
        case "[":
          let inner = characters.prefix { $0 != "]" }
          // [h], [mm] and [ss] count hours and minutes on.
          if !inner.isEmpty, inner.allSatisfy({ "hms".contains($0) }) { return true }
          characters = characters.dropFirst(inner.count + 1)
        case "\\", "_", "*": characters = characters.dropFirst()
        case "y", "m", "d", "h", "s": return true
        case "g" where characters.hasPrefix("eneral"): characters = characters.dropFirst(6)
        default: break
        }
      }
      return false
    }
  }

  /// Texts and days as cells hold them.
  enum CellText {
    /// The letters of a column, counted from 0: `A`, `Z`, `AA`.
    static func letters(_ column: Int) -> String {
      var (rest, text) = (column + 1, "")
      while rest > 0 {
        text = String(UnicodeScalar(UInt8(0x41 + (rest - 1) % 26))) + text
        rest = (rest - 1) / 26
      }
      return text
    }

    /// A text with `_x0041_` and its like read as the characters that they stand for; a carriage return
    /// is left out, and what stands for any other control character stays as it is written.
    static func unescaped(_ text: String) -> String {
      guard text.contains("_x") else { return text }
      var result = ""
      var rest = Substring(text)
      while let start = rest.firstRange(of: "_x") {
        result += rest[..<start.lowerBound]
        let tail = rest[start.upperBound...]
        let digits = tail.prefix(4)
        guard digits.count == 4, let code = UInt32(digits, radix: 16),
          tail.dropFirst(4).first == "_", let scalar = Unicode.Scalar(code),
          scalar.value >= 0x20 || ["\t", "\n", "\r"].contains(scalar)
        else {
          result += "_x"
          rest = tail
          continue
        }
        if scalar != "\r" { result.unicodeScalars.append(scalar) }
        rest = tail.dropFirst(5)
      }
      return result + rest
    }

    /// The day, and the time where there is one, that a number of days stands for.
    ///
    /// Counted is from 1900, with the 29 February that year did not have, or from 1904.
    ///
    /// - Returns: `nil` where it is no day of the years 1900 to 9999.
    static func day(_ serial: Double, from1904: Bool) -> String? {
      guard serial >= 0, serial < 2_958_466 else { return nil }
      var whole = Int(serial)
      var seconds = Int(((serial - Double(whole)) * 86_400).rounded())
      if seconds == 86_400 { (whole, seconds) = (whole + 1, 0) }
      let time =
        String.padded(seconds / 3_600) + ":" + String.padded(seconds / 60 % 60) + ":"
        + String.padded(seconds % 60)
      if from1904 {
        whole += 1_462
      } else if whole == 0 {
        return time
      }
      // Day 60 is the 29 February 1900 that never was.
      if !from1904, whole == 60 { return "1900-02-29" }
      let days = whole - (whole > 60 ? 25_569 : 25_568)
      let day = civil(days)
      let text = "\(day.year)-\(String.padded(day.month))-\(String.padded(day.day))"
      return seconds == 0 ? text : "\(text)T\(time)"
    }

    /// The date of a number of days since 1970-01-01 (H. Hinnant, *chrono-compatible low-level date
    /// algorithms*).
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
      let shifted = days + 719_468
      let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
      let dayOfEra = shifted - era * 146_097
      let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
      let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
      let shiftedMonth = (5 * dayOfYear + 2) / 153
      let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
      let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
      return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
  }

  extension String {
    /// A number with two digits.
    fileprivate static func padded(_ number: Int) -> String {
      number < 10 ? "0\(number)" : "\(number)"
    }
  }
#endif
