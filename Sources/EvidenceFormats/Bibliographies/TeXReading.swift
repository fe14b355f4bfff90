import Foundation

/// A text of TeX as plain text: accents and signs in Unicode, braces taken off.
struct TeXReading {
  /// The text.
  private(set) var text = ""
  /// Commands that are not known; they stand in the text as they were.
  private(set) var unknown: [String] = []

  /// Reads a text.
  ///
  /// - Complexity: O(*n*).
  init(_ source: String) {
    // A blank's worth of white space is one blank.
    var characters = Array(source.split(whereSeparator: \.isWhitespace).joined(separator: " "))[...]
    while let next = characters.popFirst() {
      switch next {
      case "{", "}": break
      case "~": text.append(" ")
      case "$": takeFormula(&characters)
      case "\\": takeCommand(&characters)
      case "-" where characters.first == "-":
        characters.removeFirst()
        if characters.first == "-" {
          characters.removeFirst()
          text.append("—")
        } else {
          text.append("–")
        }
      case "`" where characters.first == "`":
        characters.removeFirst()
        text.append("“")
      case "'" where characters.first == "'":
        characters.removeFirst()
        text.append("”")
      default: text.append(next)
      }
    }
    text = text.trimmedText
  }

  private mutating func takeFormula(_ rest: inout ArraySlice<Character>) {
    guard let end = rest.firstIndex(of: "$") else {
      text.append("$")
      return
    }
    unknown.append("a formula")
    text += "$" + String(rest[..<end]) + "$"
    rest = rest[(end + 1)...]
  }

  private mutating func takeCommand(_ rest: inout ArraySlice<Character>) {
    guard let first = rest.first else { return text.append("\\") }
    guard first.isASCII, first.isLetter else {
      rest.removeFirst()
      if let accent = Self.accents[first] {
        accented(accent, &rest)
      } else if "&%$#_{} ".contains(first) {
        text.append(first)
      } else if first == "\\" {
        text.append(" ")
      } else if !"-/,;:!@".contains(first) {
        unknown.append("\\\(first)")
        text += "\\\(first)"
      }
      return
    }
    let name = String(rest.prefix { $0.isASCII && $0.isLetter })
    rest = rest.dropFirst(name.count)
    if name.count == 1, let accent = Self.letterAccents[first] {
      if rest.first == " " { rest.removeFirst() }
      accented(accent, &rest)
    } else if let sign = Self.signs[name] {
      text += sign
      if rest.first == " " { rest.removeFirst() }
    } else if Self.styles.contains(name) {
      if rest.first == " " { rest.removeFirst() }
    } else {
      unknown.append("\\\(name)")
      text += "\\\(name)"
    }
  }

  /// Puts an accent on the letter that follows, in braces or not.
  private mutating func accented(_ accent: Unicode.Scalar, _ rest: inout ArraySlice<Character>) {
    while rest.first == "{" || rest.first == " " { rest.removeFirst() }
    guard var letter = rest.popFirst() else { return }
    if letter == "\\", let next = rest.first, next == "i" || next == "j" {
      letter = next
      rest.removeFirst()
      if rest.first == " " { rest.removeFirst() }
    }
    guard letter != "}" else { return }
    text += (String(letter) + String(Character(accent))).precomposedStringWithCanonicalMapping
  }

  private static let accents: [Character: Unicode.Scalar] = [
    "`": "\u{300}", "'": "\u{301}", "^": "\u{302}", "~": "\u{303}", "\"": "\u{308}",
    "=": "\u{304}", ".": "\u{307}",
  ]

  private static let letterAccents: [Character: Unicode.Scalar] = [
    "u": "\u{306}", "v": "\u{30C}", "H": "\u{30B}", "c": "\u{327}", "k": "\u{328}",
    "r": "\u{30A}", "d": "\u{323}", "b": "\u{331}",
  ]

  private static let signs: [String: String] = [
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ",
    "OE": "Œ", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ",
    "TH": "Þ", "dj": "đ", "DJ": "Đ", "textbackslash": "\\", "textasciitilde": "~",
    "textasciicircum": "^", "ldots": "…", "dots": "…", "textendash": "–", "textemdash": "—",
    "S": "§", "P": "¶", "copyright": "©", "textquoteright": "’", "textquoteleft": "‘",
    "textquotedblleft": "“", "textquotedblright": "”", "euro": "€", "texttrademark": "™",
    "textregistered": "®", "textdegree": "°", "textless": "<", "textgreater": ">",
    "textbar": "|", "textunderscore": "_",
  ]

  /// Commands that only change how their text looks.
  private static let styles: Set<String> = [
    "emph", "textit", "textbf", "textsc", "texttt", "textrm", "textsf", "text", "it", "bf", "em",
    "sc", "tt", "rm", "url", "mbox", "relax", "uppercase", "lowercase", "noopsort",
  ]
}
