/// What somebody pressed.
enum KeyPress: Equatable {
  case character(Character)
  case enter, tab, backspace, delete
  case left, right, wordLeft, wordRight, home, end, up, down
  case killToEnd, killToStart, killWord, yank, transpose, clear
  /// Ctrl-C, and Ctrl-D.
  case interrupt, endOfInput
}

/// Turns the bytes of a terminal into keys, however they are cut.
struct KeyDecoder {
  private var pending: [UInt8] = []

  /// The keys that some bytes complete; what is not complete waits for the next.
  mutating func keys(of bytes: some Sequence<UInt8>) -> [KeyPress] {
    pending += bytes
    var keys: [KeyPress] = []
    while let first = pending.first {
      guard let (key, length) = Self.key(first, pending) else { break }
      pending.removeFirst(length)
      if let key { keys.append(key) }
    }
    return keys
  }

  /// The key that some bytes begin with, if any, and its length; `nil`: they are not complete.
  private static func key(_ first: UInt8, _ bytes: [UInt8]) -> (KeyPress?, Int)? {
    if first == 0x1B { return escape(bytes) }
    if first < 0x20 || first == 0x7F { return (control(first), 1) }
    let length: Int
    switch first {
    case ..<0x80: length = 1
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    // No character begins so.
    default: return (nil, 1)
    }
    for (index, byte) in bytes.prefix(length).enumerated() where index > 0 {
      if byte & 0xC0 != 0x80 { return (nil, index) }
    }
    guard bytes.count >= length else { return nil }
    let text = String(validating: bytes.prefix(length), as: UTF8.self)
    return (text?.first.map { .character($0) }, length)
  }

  private static func control(_ byte: UInt8) -> KeyPress? {
    switch byte {
    case 0x0D, 0x0A: .enter
    case 0x09: .tab
    case 0x08, 0x7F: .backspace
    case 0x01: .home
    case 0x02: .left
    case 0x03: .interrupt
    case 0x04: .endOfInput
    case 0x05: .end
    case 0x06: .right
    case 0x0B: .killToEnd
    case 0x0C: .clear
    case 0x0E: .down
    case 0x10: .up
    case 0x14: .transpose
    case 0x15: .killToStart
    case 0x17: .killWord
    case 0x19: .yank
    default: nil
    }
  }

  private static func escape(_ bytes: [UInt8]) -> (KeyPress?, Int)? {
    guard bytes.count > 1 else { return nil }
    switch bytes[1] {
    case UInt8(ascii: "b"): return (.wordLeft, 2)
    case UInt8(ascii: "f"): return (.wordRight, 2)
    case 0x7F: return (.killWord, 2)
    case UInt8(ascii: "["), UInt8(ascii: "O"): break
    default: return (nil, 2)
    }
    // Parameters, and then one byte that says what it is.
    guard let end = bytes.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else {
      return bytes.count > 16 ? (nil, bytes.count) : nil
    }
    let parameters = String(decoding: bytes[2..<end], as: UTF8.self)
    let isWord = parameters.hasSuffix(";5") || parameters.hasSuffix(";3")
    let key: KeyPress? =
      switch (bytes[end], parameters) {
      case (UInt8(ascii: "A"), _): .up
      case (UInt8(ascii: "B"), _): .down
      case (UInt8(ascii: "C"), _): isWord ? .wordRight : .right
      case (UInt8(ascii: "D"), _): isWord ? .wordLeft : .left
      case (UInt8(ascii: "H"), _), (UInt8(ascii: "~"), "1"), (UInt8(ascii: "~"), "7"): .home
      case (UInt8(ascii: "F"), _), (UInt8(ascii: "~"), "4"), (UInt8(ascii: "~"), "8"): .end
      case (UInt8(ascii: "~"), "3"): .delete
      default: nil
      }
    return (key, end + 1)
  }
}
