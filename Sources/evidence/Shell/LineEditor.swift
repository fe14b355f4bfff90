/// One line as somebody edits it: characters, a cursor, what was cut, and the lines before it.
///
/// It knows no terminal: keys go in, and what is to be shown comes out.
struct LineEditor {
  /// What a key leads to.
  enum Effect: Equatable {
    /// The line has changed, or the cursor has moved.
    case edited
    /// The line is done.
    case entered(String)
    /// The line is given up.
    case abandoned
    /// There will be no more lines.
    case ended
    /// What may follow is asked for.
    case completion
    /// The screen is to be cleared.
    case cleared
  }

  private(set) var characters: [Character] = []
  /// Before which character the next one goes.
  private(set) var cursor = 0
  /// The lines before, the oldest first.
  private(set) var history: [String]
  private var cut: [Character] = []
  /// Which line of the history is shown; its count: none.
  private var shown: Int
  /// What stood there before the history was shown.
  private var draft: [Character] = []

  /// The most lines that are remembered.
  static let mostLines = 1000

  init(history: [String] = []) {
    self.history = history.suffix(Self.mostLines)
    shown = self.history.count
  }

  var text: String { String(characters) }
  /// What stands before the cursor.
  var before: String { String(characters[..<cursor]) }

  /// Takes a key.
  mutating func take(_ key: KeyPress) -> Effect {
    switch key {
    case .character(let character): insert([character])
    case .enter: return .entered(enter())
    case .tab: return .completion
    case .interrupt:
      clear()
      return .abandoned
    case .endOfInput:
      if characters.isEmpty { return .ended }
      remove(cursor..<min(cursor + 1, characters.count))
    case .backspace: remove(max(0, cursor - 1)..<cursor)
    case .delete: remove(cursor..<min(cursor + 1, characters.count))
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(characters.count, cursor + 1)
    case .wordLeft: cursor = wordStart
    case .wordRight: cursor = wordEnd
    case .home: cursor = 0
    case .end: cursor = characters.count
    case .up: show(shown - 1)
    case .down: show(shown + 1)
    case .killToEnd: cutOut(cursor..<characters.count)
    case .killToStart: cutOut(0..<cursor)
    case .killWord: cutOut(wordStart..<cursor)
    case .yank: insert(cut)
    case .transpose: transpose()
    case .clear: return .cleared
    }
    return .edited
  }

  /// Puts a text in place of the last characters before the cursor.
  mutating func replace(last count: Int, with text: String) {
    remove(max(0, cursor - count)..<cursor)
    insert(Array(text))
  }

  private mutating func insert(_ new: [Character]) {
    // A mark that was typed joins the letter before it.
    if let first = new.first, cursor > 0, new.count == 1 {
      let joined = String(characters[cursor - 1]) + String(first)
      if joined.count == 1 {
        characters[cursor - 1] = Character(joined)
        return
      }
    }
    characters.insert(contentsOf: new, at: cursor)
    cursor += new.count
  }

  private mutating func remove(_ range: Range<Int>) {
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private mutating func cutOut(_ range: Range<Int>) {
    if !range.isEmpty { cut = Array(characters[range]) }
    remove(range)
  }

  private mutating func transpose() {
    guard cursor > 0, characters.count > 1 else { return }
    let right = min(cursor, characters.count - 1)
    characters.swapAt(right - 1, right)
    cursor = right + 1
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  private var wordStart: Int {
    var index = cursor
    while index > 0, !Self.isWord(characters[index - 1]) { index -= 1 }
    while index > 0, Self.isWord(characters[index - 1]) { index -= 1 }
    return index
  }

  private var wordEnd: Int {
    var index = cursor
    while index < characters.count, !Self.isWord(characters[index]) { index += 1 }
    while index < characters.count, Self.isWord(characters[index]) { index += 1 }
    return index
  }

  private mutating func enter() -> String {
    let line = text
    if !line.allSatisfy(\.isWhitespace), history.last != line {
      history.append(line)
      if history.count > Self.mostLines { history.removeFirst() }
    }
    clear()
    return line
  }

  private mutating func clear() {
    characters = []
    cursor = 0
    draft = []
    shown = history.count
  }

  private mutating func show(_ index: Int) {
    guard (0...history.count).contains(index), index != shown else { return }
    if shown == history.count { draft = characters }
    shown = index
    characters = index == history.count ? draft : Array(history[index])
    cursor = characters.count
  }
}

extension LineEditor {
  /// The part of the line that fits into so many columns, and the column of the cursor in it.
  func view(columns: Int) -> (text: String, column: Int) {
    let room = max(columns, 2) - 1
    var start = cursor
    var before = 0
    while start > 0 {
      let width = DisplayWidth.of(characters[start - 1])
      if before + width > room { break }
      before += width
      start -= 1
    }
    var text = ""
    var taken = 0
    for character in characters[start...] {
      // What moves the cursor is shown as what it is.
      let shown = character.isNewline || character == "\t" ? " " : character
      taken += DisplayWidth.of(shown)
      if taken > room { break }
      text.append(shown)
    }
    return (text, before)
  }
}
