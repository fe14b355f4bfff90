import EvidenceCore

extension RecipeReader {
  /// What becomes of some rows.
  mutating func rule(_ item: ConfigurationValue) -> RecipeRule {
    check(item, RecipeKeys.rule)
    var rule = RecipeRule(place: item.place)
    rule.condition = condition(item["when"])
    rule.drop = text(item["drop"])
    for entry in entries(item["let"]) {
      if let value = self.value(entry.value) { rule.named.append((entry.name, value)) }
    }
    for node in (item["node"]?.oneOrMore ?? []) + (item["nodes"]?.oneOrMore ?? []) {
      if let node = self.node(node) { rule.nodes.append(node) }
    }
    for statement in item["statements"]?.oneOrMore ?? [] {
      if let statement = self.statement(statement) { rule.statements.append(statement) }
    }
    return rule
  }

  private mutating func node(_ item: ConfigurationValue) -> RecipeNode? {
    check(item, RecipeKeys.node)
    guard let kind = template(item["kind"]) else {
      fail("missing-name", "'kind' is missing", item)
      return nil
    }
    var node = RecipeNode(place: item.place, kind: kind)
    node.condition = condition(item["when"])
    node.name = text(item["as"])
    node.known = templates(item["known"])
    node.key = template(item["key"])
    if let paper = item["paper"] {
      check(paper, RecipeKeys.paper)
      node.doi = template(paper["doi"])
      node.url = template(paper["url"])
      node.title = template(paper["title"])
    }
    if node.key == nil, node.title == nil {
      fail("missing-name", "a node needs a 'key', or a 'paper' with a 'title'", item)
    }
    switch text(item["repeated"]) {
    case nil, "merge": break
    case "number": node.numbersRepeats = true
    default:
      fail("unknown-choice", "'repeated' is 'merge' or 'number'", item["repeated"] ?? item)
    }
    node.label = templates(item["label"])
    node.notation = template(item["notation"])
    node.scheme = template(item["scheme"])
    node.sameAs = templates(item["sameAs"])
    node.properties = properties(item["properties"])
    node.names = templates(item["names"])
    if let rest = item["rest"] {
      check(rest, ["except"])
      node.rest = Set(texts(rest["except"]))
      node.restPlace = rest["except"]?.place
    }
    return node
  }

  private mutating func statement(_ item: ConfigurationValue) -> RecipeStatement? {
    check(item, RecipeKeys.statement)
    guard let from = value(item["from"]), let to = value(item["to"]),
      let relation = template(item["relation"])
    else {
      fail("missing-name", "a statement needs 'from', 'relation' and 'to'", item)
      return nil
    }
    var statement = RecipeStatement(place: item.place, from: from, relation: relation, to: to)
    statement.condition = condition(item["when"])
    statement.each = text(item["each"])
    statement.eachPlace = item["each"]?.place
    statement.split = text(item["split"])
    statement.source = value(item["source"])
    statement.properties = properties(item["properties"])
    for name in RecipeKeys.statementFields {
      if let value = template(item[name]) { statement.fields.append((name, value)) }
    }
    return statement
  }

  private mutating func properties(_ value: ConfigurationValue?) -> [RecipeProperty] {
    guard let value else { return [] }
    guard let entries = value.entries else {
      fail("not-a-map", "\(value.describedKind) where a map is expected", value)
      return []
    }
    var result: [RecipeProperty] = []
    for entry in entries {
      guard let template = template(entry.value) else { continue }
      do throws(EvidenceError) {
        let column = try BulkColumn(cell: entry.name, at: entry.place)
        guard case .value(let type) = column.role else { continue }
        result.append(RecipeProperty(name: column.name, type: type, value: template))
      } catch {
        for finding in error.diagnostics { failed(finding) }
      }
    }
    return result
  }

  /// A template, or the names to find a node by.
  private mutating func value(_ value: ConfigurationValue?) -> RecipeValue? {
    guard let value else { return nil }
    guard value.entries != nil else { return template(value).map { .template($0) } }
    check(value, RecipeKeys.find)
    return .find(templates(value["find"]), isOptional: flag(value["optional"]))
  }

  private mutating func template(_ value: ConfigurationValue?) -> Template? {
    guard let value, let text = text(value) else { return nil }
    do throws(EvidenceError) {
      return try Template(text, at: value.place)
    } catch {
      for finding in error.diagnostics { failed(finding) }
      return nil
    }
  }

  private mutating func templates(_ value: ConfigurationValue?) -> [Template] {
    (value?.oneOrMore ?? []).compactMap { template($0) }
  }
}

extension RecipeRule {
  /// Every template of the rule, for checks.
  var templates: [Template] {
    var result = named.flatMap { $0.value.templates }
    for node in nodes {
      result += [
        node.key, node.doi, node.url, node.title, node.kind, node.notation, node.scheme,
      ].compactMap(\.self)
      result += node.known + node.label + node.sameAs + node.names + node.properties.map(\.value)
    }
    return result + statements.flatMap(\.templates)
  }
}

extension RecipeStatement {
  /// Every template of the statement.
  var templates: [Template] {
    from.templates + to.templates + [relation] + (source?.templates ?? [])
      + fields.map(\.value) + properties.map(\.value)
  }

  /// Whether the statement is about items that are maps (`{it.id}`).
  var takesMaps: Bool { templates.flatMap(\.names).contains { $0.hasPrefix("it.") } }

  /// The items of a mixed list that the statement is about: the maps, or the texts.
  func fitting(_ items: [[String: String]]) -> [[String: String]] {
    let takesMaps = takesMaps
    return items.filter { ($0["it"] == nil) == takesMaps }
  }
}

extension RecipeRule {
  /// Every name that the rule looks up in a row, with the place of the word in the recipe.
  var usedNames: [(name: String, place: Place)] {
    var result = templates.flatMap { template in template.names.map { ($0, template.place) } }
    let conditions = [condition] + nodes.map(\.condition) + statements.map(\.condition)
    for condition in conditions {
      for (name, place) in condition.places.sorted(by: { $0.key < $1.key }) {
        result.append((name, place))
      }
    }
    for statement in statements {
      if let each = statement.each { result.append((each, statement.eachPlace ?? place)) }
    }
    return result
  }
}

extension RecipeValue {
  var templates: [Template] {
    switch self {
    case .template(let template): [template]
    case .find(let templates, _): templates
    }
  }
}
