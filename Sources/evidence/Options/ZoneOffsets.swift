internal import Foundation

/// The time zones that the system knows, as queries ask for them.
enum ZoneOffsets {
  /// The offset from Greenwich, in seconds, of a named zone at a second from 1970-01-01; `nil` where the
  /// system does not know the zone.
  static let ofSystem: @Sendable (_ zone: String, _ second: Int64) -> Int64? = { zone, second in
    TimeZone(identifier: zone).map {
      Int64($0.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second))))
    }
  }
}
