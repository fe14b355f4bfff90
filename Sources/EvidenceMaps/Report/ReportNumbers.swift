internal import EvidenceCore

/// Whole numbers in few letters, for a page's data.
///
/// Digits are those to the base 62. Numbers are written as runs (each value with how often it comes), as
/// digits (from the least one on, each with as many), or as steps from one to the next; whichever is
/// shortest.
enum ReportNumbers {
  /// The numbers in their shortest form.
  static func packed(_ numbers: [Int]) -> JSONValue {
    let width = width(of: numbers)
    let plain = numbers.count * width
    var (runs, stepped, last): (Int, Int, Int?) = (0, 0, nil)
    for number in numbers {
      if number != last { runs += 1 }
      stepped += length(ofStep: number - (last ?? 0))
      last = number
    }
    // A run takes about as much room as two values with their commas.
    if runs * 7 < min(plain, stepped) || numbers.isEmpty { return self.runs(of: numbers) }
    return stepped < plain ? steps(of: numbers) : digits(of: numbers, width)
  }

  /// How many digits tell numbers apart.
  private static func width(of numbers: [Int]) -> Int {
    let span = (numbers.max() ?? 0) - (numbers.min() ?? 0)
    var (width, bound) = (1, digits.count)
    while span >= bound {
      width += 1
      bound *= digits.count
    }
    return width
  }

  private static func runs(of numbers: [Int]) -> JSONValue {
    var runs: [(value: Int, count: Int)] = []
    for number in numbers {
      if runs.last?.value == number {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((number, 1))
      }
    }
    return .object([JSONMember("runs", .integers(runs.flatMap { [$0.value, $0.count] }))])
  }

  private static func digits(of numbers: [Int], _ width: Int) -> JSONValue {
    let least = numbers.min() ?? 0
    var text = [UInt8](repeating: digits[0], count: numbers.count * width)
    for (index, number) in numbers.enumerated() {
      var rest = number - least
      for place in (index * width..<(index + 1) * width).reversed() where rest > 0 {
        text[place] = digits[rest % digits.count]
        rest /= digits.count
      }
    }
    return .object([
      JSONMember("least", .integer(Int64(least))), JSONMember("width", .integer(Int64(width))),
      JSONMember("digits", .string(String(decoding: text, as: UTF8.self))),
    ])
  }

  /// Each number as its step from the one before, the least part first: a digit of the upper half says
  /// that more follow.
  private static func steps(of numbers: [Int]) -> JSONValue {
    var text: [UInt8] = []
    var last = 0
    for number in numbers {
      var rest = unsigned(number - last)
      while rest >= half {
        text.append(digits[half + rest % half])
        rest /= half
      }
      text.append(digits[rest])
      last = number
    }
    return .object([JSONMember("steps", .string(String(decoding: text, as: UTF8.self)))])
  }

  private static func length(ofStep step: Int) -> Int {
    var (rest, length) = (unsigned(step), 1)
    while rest >= half {
      rest /= half
      length += 1
    }
    return length
  }

  /// Steps forth and back in turn: 0, −1, 1, −2, …
  private static func unsigned(_ step: Int) -> Int { step < 0 ? -2 * step - 1 : 2 * step }

  private static let half = 31
  private static let digits = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8
  )
}

extension JSONValue {
  /// A list of whole numbers.
  static func integers(_ numbers: some Sequence<Int>) -> JSONValue {
    .array(numbers.map { .integer(Int64($0)) })
  }
}
