public import EvidenceCore
import Yams

/// Reads a YAML file (JSON is YAML too) into a tree that knows its places.
///
/// Scalars follow YAML's core schema: `null`, `true`, whole numbers and numbers where they are
/// written plain, a text everywhere else. A date is a text.
public enum ConfigurationReader {
  /// How much a file may expand to, so that a few lines of aliases cannot fill the memory.
  struct Limits {
    var nodes = 2_000_000
    var depth = 64
    var bytes = 64 << 20
  }

  /// Reads a file.
  ///
  /// - Throws: `EvidenceError` with file, line and column if it is no UTF-8, no YAML, repeats a
  ///   name in one map, or expands beyond a limit.
  public static func read(contentsOf path: String) throws(EvidenceError) -> ConfigurationValue {
    try read(FileBytes(path: path), limits: Limits())
  }

  /// Reads a file that is open already.
  package static func read(_ input: InputFile) throws(EvidenceError) -> ConfigurationValue {
    try read(FileBytes(input), limits: Limits())
  }

  /// Reads a text.
  ///
  /// Findings call it by the file's name that is given.
  ///
  public static func read(
    text: String,
    file: String
  ) throws(EvidenceError) -> ConfigurationValue {
    try read(FileBytes(text: text, name: file), limits: Limits())
  }

  static func read(
    _ source: FileBytes,
    limits: Limits = Limits()
  ) throws(EvidenceError) -> ConfigurationValue {
    let documents = try self.documents(source, limits: limits)
    guard documents.count < 2 else {
      throw EvidenceError(
        "several-documents",
        "a second YAML document where one is expected",
        at: documents[1].place,
        hint: "'---' begins another document; put them into files of their own"
      )
    }
    return documents.first
      ?? ConfigurationValue(.null, at: Place(source.file, line: 1, column: 1))
  }

  /// Reads every document of a file; JSON is one.
  static func documents(
    _ source: FileBytes,
    limits: Limits = Limits()
  ) throws(EvidenceError) -> [ConfigurationValue] {
    let file = source.file
    guard source.count <= limits.bytes else {
      throw EvidenceError(
        "file-too-large",
        "more than \(limits.bytes) bytes of YAML",
        at: Place(file)
      )
    }
    let text = JSONEscapes.joined(try source.text())
    var documents: [ConfigurationValue] = []
    var conversion = Conversion(file: file, remaining: limits.nodes, limits: limits)
    do {
      let parser = try Yams.Parser(yaml: text)
      while let node = try parser.nextRoot() {
        documents.append(try conversion.value(node, depth: 0))
      }
    } catch let error as EvidenceError {
      throw error
    } catch {
      throw failure(error, file: file)
    }
    return documents
  }

  fileprivate static func tooDeep(_ place: Place, _ limit: Int) -> EvidenceError {
    EvidenceError("yaml-too-deep", "nested more than \(limit) levels deep", at: place)
  }

  private static func failure(_ error: any Error, file: String) -> EvidenceError {
    guard let error = error as? YamlError else {
      return EvidenceError("invalid-yaml", "cannot be read as YAML", at: Place(file))
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return EvidenceError(
        "invalid-yaml",
        problem,
        at: Place(file, line: mark.line, column: mark.column)
      )
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map { "'\($0)'" }.joined(separator: ", ")
      let mark = context.mark
      return EvidenceError(
        "repeated-name",
        "the name \(names) stands twice in one map",
        at: Place(file, line: mark.line, column: mark.column)
      )
    default:
      return EvidenceError("invalid-yaml", "cannot be read as YAML", at: Place(file))
    }
  }
}

/// Turns the parser's tree into ours, within a budget of nodes.
private struct Conversion {
  let file: String
  var remaining: Int
  let limits: ConfigurationReader.Limits

  mutating func value(_ node: Yams.Node, depth: Int) throws(EvidenceError) -> ConfigurationValue {
    let place = place(of: node)
    remaining -= 1
    guard remaining >= 0 else {
      throw EvidenceError(
        "yaml-alias-bomb",
        "expands to more than \(limits.nodes) values",
        at: place,
        hint: "aliases (*name) that stand for aliases multiply; write the values out"
      )
    }
    guard depth < limits.depth else { throw ConfigurationReader.tooDeep(place, limits.depth) }
    switch node {
    case .scalar(let scalar): return Self.scalar(scalar, at: place)
    case .sequence(let sequence):
      var items: [ConfigurationValue] = []
      items.reserveCapacity(sequence.count)
      for item in sequence { items.append(try value(item, depth: depth + 1)) }
      return ConfigurationValue(.list(items), at: place)
    case .mapping(let mapping):
      return ConfigurationValue(.map(try entries(mapping, depth: depth)), at: place)
    case .alias:
      throw EvidenceError("invalid-yaml", "an alias without an anchor", at: place)
    }
  }

  /// The entries of a map. Those of a merged map (`<<`) stand behind its own and give way to them.
  private mutating func entries(
    _ mapping: Yams.Node.Mapping,
    depth: Int
  ) throws(EvidenceError) -> [ConfigurationValue.Entry] {
    var entries: [ConfigurationValue.Entry] = []
    entries.reserveCapacity(mapping.count)
    var names: Set<String> = []
    var merged: [ConfigurationValue] = []
    for (key, item) in mapping {
      let place = self.place(of: key)
      guard let scalar = key.scalar else {
        throw EvidenceError("not-a-name", "a list or map where a name is expected", at: place)
      }
      let content = try value(item, depth: depth + 1)
      let name = scalar.string
      if name == "<<", scalar.style == .plain {
        merged += content.oneOrMore
        continue
      }
      guard names.insert(name).inserted else {
        throw EvidenceError(
          "repeated-name",
          "the name '\(name)' stands twice in one map",
          at: place
        )
      }
      entries.append(.init(name, content, at: place))
    }
    for map in merged {
      guard let others = map.entries else {
        throw EvidenceError(
          "not-a-map",
          "\(map.describedKind) where '<<' needs a map to merge",
          at: map.place
        )
      }
      entries += others.filter { names.insert($0.name).inserted }
    }
    return entries
  }

  private func place(of node: Yams.Node) -> Place {
    node.mark.map { Place(file, line: $0.line, column: $0.column) } ?? Place(file)
  }

  private static func scalar(_ scalar: Yams.Node.Scalar, at place: Place) -> ConfigurationValue {
    let text = scalar.string
    guard scalar.style == .plain || scalar.style == .any else {
      return ConfigurationValue(.string(text), at: place)
    }
    switch text {
    case "", "~", "null", "Null", "NULL": return ConfigurationValue(.null, at: place)
    case "true", "True", "TRUE": return ConfigurationValue(.boolean(true), text: text, at: place)
    case "false", "False", "FALSE":
      return ConfigurationValue(.boolean(false), text: text, at: place)
    default: break
    }
    let isNumeric = text.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
    if isNumeric, let value = Int64(text) {
      return ConfigurationValue(.integer(value), text: text, at: place)
    }
    if isNumeric, let value = Double(text), value.isFinite {
      return ConfigurationValue(.number(value), text: text, at: place)
    }
    return ConfigurationValue(.string(text), at: place)
  }
}
