import Foundation

/// Texts of TeX as people read them: accents as letters, braces gone.
///
/// Formulas and commands that are not known stay as they are written.
enum TeXPlain {
  /// A text without TeX.
  ///
  /// - Returns: the text, and the commands that stayed in it.
  static func plain(_ source: String) -> (text: String, unknown: [String]) {
    var reader = Reader(Array(source.unicodeScalars))
    reader.read()
    let text = String(reader.result).precomposedStringWithCanonicalMapping
    let words = text.split(whereSeparator: { $0 == " " || $0.isNewline || $0 == "\t" })
    return (words.joined(separator: " "), reader.unknown)
  }

  private struct Reader {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private(set) var result = String.UnicodeScalarView()
    private(set) var unknown: [String] = []

    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    mutating func read() {
      while let scalar = next {
        switch scalar {
        case "{", "}": position += 1
        case "~":
          result.append(" ")
          position += 1
        case "$": formula()
        case "\\": command()
        case "-" where scalars[position...].prefix(3).elementsEqual("---".unicodeScalars):
          result.append("—")
          position += 3
        case "-" where scalars[position...].prefix(2).elementsEqual("--".unicodeScalars):
          result.append("–")
          position += 2
        case "`" where scalars[position...].prefix(2).elementsEqual("``".unicodeScalars):
          result.append("“")
          position += 2
        case "'" where scalars[position...].prefix(2).elementsEqual("''".unicodeScalars):
          result.append("”")
          position += 2
        default:
          result.append(scalar)
          position += 1
        }
      }
    }

    /// A formula stays as it is.
    private mutating func formula() {
      result.append("$")
      position += 1
      while let scalar = next {
        result.append(scalar)
        position += 1
        if scalar == "$" { return }
      }
    }

    private mutating func command() {
      position += 1
      guard let first = next else { return result.append("\\") }
      if let mark = marks[first], !first.properties.isAlphabetic {
        position += 1
        return accent(mark, name: String(first))
      }
      guard first.properties.isAlphabetic else {
        position += 1
        // `\&` is the sign itself; `\\` begins a line.
        if first == "\\" {
          result.append(" ")
        } else if !"/,;! ".unicodeScalars.contains(first) {
          result.append(first)
        } else if first == " " {
          result.append(" ")
        }
        return
      }
      var name = ""
      while let scalar = next, scalar.isASCII, scalar.properties.isAlphabetic {
        name.unicodeScalars.append(scalar)
        position += 1
      }
      if name.unicodeScalars.count == 1, let mark = marks[first] {
        return accent(mark, name: name)
      }
      if let letter = letters[name] {
        result.append(contentsOf: letter.unicodeScalars)
        // The blanks behind a command belong to it.
        while next == " " { position += 1 }
        return
      }
      if silent.contains(name) {
        while next == " " { position += 1 }
        return
      }
      unknown.append("\\\(name)")
      result.append(contentsOf: "\\\(name)".unicodeScalars)
    }

    /// Puts a mark on the letter that follows, in braces or not.
    private mutating func accent(_ mark: Unicode.Scalar, name: String) {
      while next == " " || next == "{" { position += 1 }
      var base = "?"
      if next == "\\" {
        position += 1
        if let letter = next, letter == "i" || letter == "j" {
          base = String(letter)
          position += 1
        }
      } else if let scalar = next {
        base = String(scalar)
        position += 1
      } else {
        return result.append(contentsOf: "\\\(name)".unicodeScalars)
      }
      if next == "}" { position += 1 }
      result.append(contentsOf: base.unicodeScalars)
      result.append(mark)
    }
  }

  private static let marks: [Unicode.Scalar: Unicode.Scalar] = [
    "`": "\u{300}", "'": "\u{301}", "^": "\u{302}", "~": "\u{303}", "=": "\u{304}",
    "u": "\u{306}", ".": "\u{307}", "\"": "\u{308}", "r": "\u{30A}", "H": "\u{30B}",
    "v": "\u{30C}", "d": "\u{323}", "c": "\u{327}", "k": "\u{328}", "b": "\u{331}",
  ]

  private static let letters: [String: String] = [
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "textendash": "–", "textemdash": "—",
    "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”",
    "textbackslash": "\\", "textasciitilde": "~", "textunderscore": "_", "textgreater": ">",
    "textless": "<", "textbar": "|", "textregistered": "®", "texttrademark": "™", "copyright": "©",
    "S": "§", "P": "¶", "pounds": "£", "euro": "€", "ldots": "…", "dots": "…", "textellipsis": "…",
    "slash": "/", "LaTeX": "LaTeX", "TeX": "TeX",
  ]

  /// Commands that say how something looks, and nothing else.
  private static let silent: Set<String> = [
    "emph", "textit", "textbf", "textsc", "texttt", "textrm", "textsf", "textup", "textsl", "it",
    "bf", "em", "sc", "rm", "tt", "url", "href", "mbox", "hbox", "text", "bibinfo", "noopsort",
    "relax", "protect", "enspace", "thinspace", "textnormal", "uppercase", "lowercase", "path",
  ]
}
