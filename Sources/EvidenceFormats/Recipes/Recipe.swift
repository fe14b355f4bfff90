import EvidenceCore

/// What a `recipe.yaml` says: which sources, with which mapping, make a graph.
struct Recipe {
  /// What the graph will say of itself.
  var header = GraphHeader()
  var sources: [RecipeSource] = []
  /// Keys that are one node each, the first of which stays.
  var same: [(keys: [Key], place: Place)] = []
}

/// One source of a recipe: where it is, whose it is, and what its records become.
struct RecipeSource {
  /// The forms that a source may have.
  enum Form: String, CaseIterable {
    case csv, tsv, xlsx, yaml, sssom, bulk, pages
  }

  /// Where its entry stands in the recipe.
  var place: Place
  /// Raw files, relative to the folder of the sources.
  var paths: [String] = []
  /// A table of our own, relative to the recipe.
  var table: String?
  var form = Form.csv
  /// The sheet of a workbook; none: the only one.
  var sheet: String?
  /// What statements name as the place where they were read.
  var via: String?
  /// SHA-256 of the raw files, in their order; each must be this very one.
  var digests: [String] = []
  var licence: String?
  var notice: String?
  /// The header is the first row that holds all of these; none: the first row.
  var header: [String] = []
  /// The header's line, where it is given by number.
  var headerLine: Int?
  /// What separates the fields; none: what the header shows.
  var separator: UInt8?
  var constants: [String: String] = [:]
  var maps: [String: [String: String]] = [:]
  var repairs: [Repair] = []
  var rules: [RecipeRule] = []
  var references: RecipeReferences?
  /// The field that holds the parts of a record, where the records of YAML are a tree.
  var tree: String?
  /// Files with metadata of mapping tables, relative to the folder of the sources.
  var metadata: [String] = []
  var mappings = MappingSource.Options()
  /// Of pages: the scheme of their codes, the table of its concepts, relative to the recipe, and the
  /// schemes of the three facets.
  var pages: Pages?

  /// What the codes and facets of pages are of.
  struct Pages {
    var scheme: String
    var concepts: String
    var facets: [String]
  }

  /// The names of columns that the rules use, without what the rules name themselves.
  var columnNames: [String] {
    let named = Set(rules.flatMap { $0.named.map(\.name) + $0.nodes.compactMap(\.name) } + ["it"])
    return rules.flatMap(\.usedNames).map(\.name).filter { !named.contains($0) }
  }

  /// A value that is read otherwise than it is written.
  struct Repair {
    var column: String
    var from: String
    var to: String
    var why: String
    var place: Place
    /// Other values that the row must have.
    var condition: RecipeCondition
  }
}

/// What becomes of the rows that meet a condition.
struct RecipeRule {
  var place: Place
  var condition = RecipeCondition()
  /// Why such rows are left out.
  var drop: String?
  var named: [(name: String, value: RecipeValue)] = []
  var nodes: [RecipeNode] = []
  var statements: [RecipeStatement] = []
}

/// A value of a rule: a template, or the node that has one of some registered names.
enum RecipeValue {
  case template(Template)
  /// The first of these names that stands for a node.
  case find([Template], isOptional: Bool)
}

/// A node that a row makes, or adds to.
struct RecipeNode {
  var place: Place
  var condition = RecipeCondition()
  /// The name that its key has in the rest of the rule.
  var name: String?
  /// Where one of these names stands for a node already, it is this node.
  var known: [Template] = []
  var key: Template?
  /// Instead of a key: what identifies a paper.
  var doi: Template?
  var url: Template?
  var title: Template?
  /// Whether a key that this source has used already gets `#2`, `#3`, ….
  var numbersRepeats = false
  var kind: Template
  var label: [Template] = []
  var notation: Template?
  var scheme: Template?
  var sameAs: [Template] = []
  var properties: [RecipeProperty] = []
  /// Names that later records find it by.
  var names: [Template] = []
  /// Whether every value that is not used otherwise becomes a property; all but these.
  var rest: Set<String>?
  /// Where `rest` stands in the recipe.
  var restPlace: Place?
}

/// A property: its name, its type as in bulk tables, and its value.
struct RecipeProperty {
  var name: String
  var type: BulkColumn.ValueType
  var value: Template
}

/// A statement that a row makes.
struct RecipeStatement {
  var place: Place
  var condition = RecipeCondition()
  /// The column whose items each make a statement; `{it}` is the item.
  var each: String?
  /// Where `each` stands in the recipe.
  var eachPlace: Place?
  /// What separates the items, where they stand in one text.
  var split: String?
  var from: RecipeValue
  var relation: Template
  var to: RecipeValue
  var fields: [(name: String, value: Template)] = []
  var source: RecipeValue?
  var properties: [RecipeProperty] = []
}

/// How the values of a YAML record that name other records become statements.
struct RecipeReferences {
  /// What a value is prefixed with to make a registered name.
  var prefix: String
  /// Fields that are never references.
  var except: Set<String> = []
  /// Fields whose values are always references: one that leads nowhere is reported.
  var always: Set<String> = []
  var relations: [Relation] = []
  /// The field of a statement's first node that names the document it is from.
  var source: String?
  /// Whether fields without a relation here keep one of their own name.
  var keepsOthers = true
  /// Whether matches that another source states already are taken from there.
  var unlessStated = false

  /// What a field's values become.
  struct Relation {
    var field: String
    var from: [Kind] = []
    var to: [Kind] = []
    var relation: EvidenceCore.Relation
    var isReversed = false
  }
}
