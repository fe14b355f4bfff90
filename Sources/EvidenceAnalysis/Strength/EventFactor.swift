/// One statement of a chain as an event, and how probable it is.
struct EventFactor: Hashable, Sendable {
  var event: UInt64
  var probability: Double
}
