internal import Synchronization

/// Something that takes long to prepare, prepared when it is first wanted and kept.
final class PreparedOnce<Subject: Sendable>: Sendable {
  private let kept = Mutex<Subject?>(nil)
  private let prepare: @Sendable () -> Subject

  init(_ prepare: @escaping @Sendable () -> Subject) { self.prepare = prepare }

  /// The thing itself; whoever asks meanwhile waits.
  var subject: Subject {
    kept.withLock { kept in
      if let kept { return kept }
      let made = prepare()
      kept = made
      return made
    }
  }
}
