import EvidenceCore

/// Reads a recipe and says everything that is wrong with it, each at its place.
struct RecipeReader {
  private(set) var findings: [Diagnostic] = []

  /// Reads a recipe.
  ///
  /// - Throws: `EvidenceError` with every finding.
  static func read(_ source: FileBytes) throws(EvidenceError) -> Recipe {
    let tree = try ConfigurationReader.read(source)
    var reader = RecipeReader()
    let recipe = reader.recipe(tree)
    guard reader.findings.isEmpty else { throw EvidenceError(reader.findings) }
    return recipe
  }

  private mutating func recipe(_ tree: ConfigurationValue) -> Recipe {
    check(tree, RecipeKeys.recipe)
    if tree["recipe"]?.integer != 1 {
      fail("recipe-version", "'recipe: 1' is the only version there is", tree["recipe"] ?? tree)
    }
    var recipe = Recipe()
    recipe.header.title = text(tree["title"])
    recipe.header.asOf = text(tree["asOf"])
    for item in tree["schemes"]?.oneOrMore ?? [] { recipe.header.schemes.append(scheme(item)) }
    for item in tree["notices"]?.oneOrMore ?? [] {
      check(item, RecipeKeys.notice)
      recipe.header.notices.append(
        Notice(
          required(item, "text"),
          via: text(item["via"]),
          licence: text(item["licence"])
        )
      )
    }
    for item in tree["kinds"]?.oneOrMore ?? [] {
      check(item, RecipeKeys.kind)
      recipe.header.kinds.append(
        KindDefinition(Kind(required(item, "name")), description: text(item["description"]))
      )
    }
    for item in tree["relations"]?.oneOrMore ?? [] {
      check(item, RecipeKeys.relation)
      recipe.header.relations.append(
        RelationDefinition(
          Relation(required(item, "name")),
          from: texts(item["from"]).map { Kind($0) },
          to: texts(item["to"]).map { Kind($0) },
          description: text(item["description"]),
          isAcyclic: flag(item["acyclic"])
        )
      )
    }
    for item in tree["searches"]?.oneOrMore ?? [] { recipe.header.searches.append(search(item)) }
    for item in tree["judgments"]?.oneOrMore ?? [] {
      if let judgment = judgment(item) { recipe.header.judgments.append(judgment) }
    }
    for item in tree["statuses"]?.oneOrMore ?? [] {
      if let status = status(item) { recipe.header.statuses.append(status) }
    }
    for item in tree["lint"]?.oneOrMore ?? [] {
      check(item, RecipeKeys.lint)
      recipe.header.lint.append(
        LintSilence(
          rule: required(item, "rule"),
          of: required(item, "of"),
          reason: required(item, "reason")
        )
      )
    }
    checkKinds(tree, recipe.header)
    // One group may stand without brackets around it.
    let groups = tree["same"]?.items ?? []
    let isOne = groups.first.map { $0.items == nil } ?? false
    for item in isOne ? tree["same"].map({ [$0] }) ?? [] : groups {
      let keys = texts(item)
      if keys.count < 2 {
        fail("missing-name", "'same' takes the keys of two nodes or more", item)
      } else {
        recipe.same.append((keys.map { Key($0) }, item.place))
      }
    }
    for item in tree["sources"]?.oneOrMore ?? [] { recipe.sources.append(source(item)) }
    if recipe.sources.isEmpty { fail("no-sources", "a recipe without sources", tree) }
    return recipe
  }

  /// Finds kinds in the declarations that are nearly a known one.
  private mutating func checkKinds(_ tree: ConfigurationValue, _ header: GraphHeader) {
    let known = NearMiss.Names((Kind.builtIn + header.kinds.map(\.kind)).map(\.name))
    var values = (tree["schemes"]?.oneOrMore ?? []).compactMap { $0["kind"] }
    for item in tree["relations"]?.oneOrMore ?? [] {
      values += (item["from"]?.oneOrMore ?? []) + (item["to"]?.oneOrMore ?? [])
    }
    for value in values {
      guard let name = value.text, let meant = known.nearest(to: name) else { continue }
      fail("unknown-kind", "unknown kind '\(name)'", value, hint: "did you mean '\(meant)'?")
    }
  }

  private mutating func scheme(_ item: ConfigurationValue) -> Scheme {
    var scheme = Scheme(id: required(item, "id"))
    for entry in item.entries ?? [] {
      let value = text(entry.value)
      switch entry.name {
      case "id": break
      case "title": scheme.title = value
      case "kind": scheme.kind = value.map { Kind($0) }
      case "licence": scheme.licence = value
      case "notice": scheme.notice = value
      case "source": scheme.source = value
      default: scheme.properties[entry.name] = value.map { .string($0) }
      }
    }
    return scheme
  }

  private mutating func search(_ item: ConfigurationValue) -> SearchRecord {
    check(item, RecipeKeys.search)
    return SearchRecord(
      rows: texts(item["rows"]).map { Key($0) },
      columns: texts(item["columns"]).map { Key($0) },
      relation: text(item["relation"]).map { Relation($0) },
      date: text(item["date"]),
      by: text(item["by"]),
      method: text(item["method"]),
      result: text(item["result"])
    )
  }

  private mutating func source(_ item: ConfigurationValue) -> RecipeSource {
    check(item, RecipeKeys.source)
    var source = RecipeSource(place: item.place)
    source.paths = texts(item["path"])
    source.table = text(item["table"])
    if source.paths.isEmpty == (source.table == nil) {
      fail("source-place", "a source needs either 'path' or 'table'", item)
    }
    let name = GzipBytes.name(source.table ?? source.paths.first ?? "")
    let suffix = name.split(separator: ".").last.map(String.init) ?? ""
    let form = text(item["form"]) ?? (["yml", "json"].contains(suffix) ? "yaml" : suffix)
    if let known = RecipeSource.Form(rawValue: form) {
      source.form = known
    } else {
      let forms = RecipeSource.Form.allCases.map(\.rawValue)
      fail(
        "unknown-form",
        "unknown form '\(form)'",
        item["form"] ?? item,
        hint: Suggestion.hint(for: form, among: forms) ?? "known: \(forms.joined(separator: ", "))"
      )
    }
    source.sheet = text(item["sheet"])
    source.via = text(item["via"])
    source.digests = texts(item["sha256"])
    source.licence = text(item["licence"])
    source.notice = text(item["notice"])
    if let row = item["header"]?.integer {
      if let line = Int(exactly: row), line > 0 {
        source.headerLine = line
      } else {
        fail("header-line", "'header' must be a line number of 1 or more", item["header"] ?? item)
      }
    } else {
      source.header = texts(item["header"])
    }
    if let separator = item["separator"] {
      if let text = text(separator), text.utf8.count == 1, let byte = text.utf8.first,
        !"\"\r\n".utf8.contains(byte)
      {
        source.separator = byte
      } else {
        fail("unknown-separator", "'separator' must be one character, such as ';'", separator)
      }
    }
    for entry in entries(item["constants"]) {
      source.constants[entry.name] = text(entry.value) ?? ""
    }
    for entry in entries(item["maps"]) {
      for pair in entries(entry.value) {
        source.maps[entry.name, default: [:]][pair.name] = text(pair.value) ?? ""
      }
    }
    for repair in item["repairs"]?.oneOrMore ?? [] {
      check(repair, RecipeKeys.repair)
      source.repairs.append(
        RecipeSource.Repair(
          column: required(repair, "column"),
          from: required(repair, "from"),
          to: required(repair, "to"),
          why: required(repair, "why"),
          place: repair["column"]?.place ?? repair.place,
          condition: condition(repair["when"])
        )
      )
    }
    for rule in item["rows"]?.oneOrMore ?? [] { source.rules.append(self.rule(rule)) }
    source.references = item["references"].map { references($0) }
    source.tree = text(item["tree"])
    source.metadata = texts(item["metadata"])
    source.pages = pages(item, source.form)
    source.mappings.via = source.via
    source.mappings.maps = source.maps
    source.mappings.source = text(item["source"]).map { Key($0) }
    source.mappings.namePrefix = text(item["names"])
    source.mappings.leaveOut = Set(texts(item["leaveOut"]))
    for template in source.rules.flatMap(\.templates) {
      for map in template.maps where source.maps[map] == nil {
        findings.append(
          Diagnostic(
            .error,
            "unknown-map",
            "no map '\(map)' in this source",
            at: template.place,
            hint: Suggestion.hint(for: map, among: source.maps.keys.sorted())
          )
        )
      }
    }
    return source
  }

  private mutating func references(_ item: ConfigurationValue) -> RecipeReferences {
    check(item, RecipeKeys.references)
    var references = RecipeReferences(prefix: required(item, "names"))
    references.except = Set(texts(item["except"]))
    references.always = Set(texts(item["always"]))
    references.source = text(item["source"])
    references.unlessStated = flag(item["unlessStated"])
    switch text(item["others"]) {
    case nil, "keep": break
    case "leave-out": references.keepsOthers = false
    default: fail("unknown-choice", "'others' is 'keep' or 'leave-out'", item["others"] ?? item)
    }
    for relation in item["relations"]?.oneOrMore ?? [] {
      check(relation, RecipeKeys.reference)
      references.relations.append(
        RecipeReferences.Relation(
          field: required(relation, "field"),
          from: texts(relation["from"]).map { Kind($0) },
          to: texts(relation["to"]).map { Kind($0) },
          relation: Relation(required(relation, "relation")),
          isReversed: flag(relation["reversed"])
        )
      )
    }
    return references
  }

  // MARK: Small pieces

  /// Reports a finding at a value.
  mutating func fail(
    _ code: Diagnostic.Code,
    _ message: String,
    _ value: ConfigurationValue,
    hint: String? = nil
  ) {
    findings.append(Diagnostic(.error, code, message, at: value.place, hint: hint))
  }

  /// Takes over a finding.
  mutating func failed(_ finding: Diagnostic) { findings.append(finding) }

  /// Reports the names of a map that are not known, or that it is no map.
  mutating func check(_ value: ConfigurationValue, _ known: [String]) {
    guard value.entries != nil else {
      fail("not-a-map", "\(value.describedKind) where a map is expected", value)
      return
    }
    findings += value.unknownNames(besides: known)
  }

  /// A scalar as it is written.
  mutating func text(_ value: ConfigurationValue?) -> String? {
    guard let value, !value.isNull else { return nil }
    if value.text == nil {
      fail("not-a-text", "\(value.describedKind) where a text is expected", value)
    }
    return value.text
  }

  /// A truth value; false where it is absent.
  mutating func flag(_ value: ConfigurationValue?) -> Bool {
    guard let value, !value.isNull else { return false }
    if let flag = value.boolean { return flag }
    fail("not-a-flag", "\(value.describedKind) where true or false is expected", value)
    return false
  }

  /// The entries of a map; none where it is absent.
  mutating func entries(_ value: ConfigurationValue?) -> [ConfigurationValue.Entry] {
    guard let value, !value.isNull else { return [] }
    if let entries = value.entries { return entries }
    fail("not-a-map", "\(value.describedKind) where a map is expected", value)
    return []
  }

  /// A scalar or a list of them.
  mutating func texts(_ value: ConfigurationValue?) -> [String] {
    (value?.oneOrMore ?? []).compactMap { text($0) }
  }

  /// A scalar that must be there.
  mutating func required(_ map: ConfigurationValue, _ name: String) -> String {
    if let value = text(map[name]), !value.isEmpty { return value }
    fail("missing-name", "'\(name)' is missing", map)
    return ""
  }

  /// Which values a row must have.
  mutating func condition(_ value: ConfigurationValue?) -> RecipeCondition {
    var condition = RecipeCondition()
    guard let value else { return condition }
    guard let entries = value.entries else {
      fail("not-a-map", "\(value.describedKind) where a map is expected", value)
      return condition
    }
    for entry in entries {
      condition.places[entry.name] = entry.place
      condition.patterns[entry.name] =
        entry.value.isNull ? [""] : entry.value.oneOrMore.map { $0.text ?? "" }
    }
    return condition
  }
}
