internal import EvidenceCore
internal import Foundation
internal import Synchronization

/// A terminal in which somebody edits lines, key by key.
final class ShellTerminal: Sendable {
  private struct State: Sendable {
    var decoder = KeyDecoder()
    /// What was typed and not yet taken.
    var keys: [KeyPress] = []
  }

  private let before: termios
  private let state = Mutex(State())

  /// The terminal that standard input and output are; `nil` where they are none that can move a
  /// cursor.
  init?() {
    var settings = termios()
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1,
      ProcessInfo.processInfo.environment["TERM"] ?? "dumb" != "dumb",
      tcgetattr(STDIN_FILENO, &settings) == 0
    else { return nil }
    before = settings
  }

  /// Does some work while keys arrive one by one; whatever ends it, the terminal is as before.
  func editing<Result>(_ work: () throws -> Result) rethrows -> Result {
    var settings = before
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    settings.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | ISTRIP)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
    defer { restore() }
    return try Interrupts.during(work) { self.restore() }
  }

  private func restore() {
    var settings = before
    tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
  }

  /// A line that somebody edits; `nil` at the end.
  ///
  /// - Parameters:
  ///   - offer: what may follow a text.
  /// - Returns: the line, or an empty one that was abandoned.
  func line(
    _ prompt: String,
    _ editor: inout LineEditor,
    offer: (String) -> NameCompletion.Offer
  ) -> (text: String, isAbandoned: Bool)? {
    draw(prompt, editor)
    while let key = next() {
      switch editor.take(key) {
      case .edited: draw(prompt, editor)
      case .cleared:
        write("\u{1B}[H\u{1B}[2J")
        draw(prompt, editor)
      case .completion:
        complete(&editor, offer(editor.before))
        draw(prompt, editor)
      case .entered(let text):
        // All of it, where it was wider than the terminal.
        write("\r\(prompt)\(text)\u{1B}[K\n")
        return (text, false)
      case .abandoned:
        write("^C\n")
        return ("", true)
      case .ended:
        write("\n")
        return nil
      }
    }
    write("\n")
    return nil
  }

  private func complete(_ editor: inout LineEditor, _ offer: NameCompletion.Offer) {
    guard let first = offer.names.first else { return write("\u{7}") }
    let common = offer.common
    if offer.names.count == 1 {
      editor.replace(last: offer.written, with: first)
    } else if common.count > offer.written {
      editor.replace(last: offer.written, with: common)
    } else {
      let most = 40
      let names = offer.names.prefix(most).joined(separator: "  ")
      let rest = offer.names.count > most ? "  … and \(offer.names.count - most) more" : ""
      write("\n\(names)\(rest)\n")
    }
  }

  private func draw(_ prompt: String, _ editor: LineEditor) {
    let width = Console.width ?? 80
    let view = editor.view(columns: max(width - prompt.count, 10))
    let column = prompt.count + view.column
    write("\r\(prompt)\(view.text)\u{1B}[K\r\u{1B}[\(column)C")
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes {
        Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return }
      start += count
    }
  }

  /// The next key; `nil` at the end of the input.
  private func next() -> KeyPress? {
    while true {
      let key = state.withLock { $0.keys.isEmpty ? nil : $0.keys.removeFirst() }
      if let key { return key }
      guard read() else { return nil }
    }
  }

  /// Reads what was typed, waiting for something; whether there is more to come.
  private func read() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1024)
    while true {
      let count = Foundation.read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      let bytes = buffer.prefix(count)
      state.withLock { $0.keys += $0.decoder.keys(of: bytes) }
      return true
    }
  }

  /// Whether Ctrl-C was pressed since lines were last read; what else was typed stays for later.
  func isInterrupted() -> Bool {
    var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 0) > 0, waiting.revents & Int16(POLLIN) != 0 {
      guard read() else { break }
    }
    return state.withLock { state in
      guard let index = state.keys.firstIndex(of: .interrupt) else { return false }
      state.keys.removeFirst(index + 1)
      return true
    }
  }
}
