/// A query as it is written: parts that UNION joins.
struct QueryText: Sendable {
  var parts: [[QueryClause]]
  /// For each UNION, whether it keeps doubles.
  var unions: [(keepsDoubles: Bool, offset: Int)]
  /// The query is one CALL and nothing else.
  var isStandaloneCall = false
}

/// One clause of a query.
struct QueryClause: Sendable {
  enum Content: Sendable {
    case match([PathPattern], condition: QueryExpression?, isOptional: Bool)
    case unwind(QueryExpression, QueryName)
    case with(QueryProjection, condition: QueryExpression?)
    case result(QueryProjection)
    case call(ProcedureCall)
    case create([PathPattern])
    case merge(PathPattern, onMatch: [PropertyChange], onCreate: [PropertyChange])
    case set([PropertyChange])
    case remove([PropertyChange])
    case delete([QueryExpression], detaches: Bool)
  }

  var content: Content
  var offset: Int
}

/// What WITH and RETURN hand on.
struct QueryProjection: Sendable {
  struct Item: Sendable {
    var expression: QueryExpression
    var alias: QueryName?
    /// The item as it is written.
    var text: String
  }

  var isDistinct = false
  var takesAll = false
  var items: [Item] = []
  var order: [(QueryExpression, isDescending: Bool)] = []
  var skip: QueryExpression?
  var limit: QueryExpression?
}

/// A procedure that is called.
struct ProcedureCall: Sendable {
  var name: QueryName
  /// `nil`: parameters of the arguments' names are passed.
  var arguments: [QueryExpression]?
  /// What is taken over: fields and the names they get.
  var fields: [(QueryName, QueryName)]?
  var takesAll = false
  var condition: QueryExpression?
}

/// What SET and REMOVE do.
enum PropertyChange: Sendable {
  case property(QueryExpression, String, QueryExpression)
  case replace(QueryName, QueryExpression)
  case merge(QueryName, QueryExpression)
  case addLabels(QueryName, [String])
  case removeLabels(QueryName, [String])
  case removeProperty(QueryExpression, String)
}
