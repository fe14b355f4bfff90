/// Small inputs of each reader, and words that are worth putting into them.
enum Corpus {
  /// What coding sheets are merged into.
  static let sheetGraph = """
    {"evidence":1,"schemes":[{"id":"s@1","kind":"RiskDomain"},{"id":"t@1","kind":"TaxonomyNode"}]}
    {"node":"paper:x","kind":"Paper","label":"A paper","quickref":"X2020"}
    {"node":"s@1:1","kind":"RiskDomain","label":"One","notation":"1","scheme":"s@1"}
    {"node":"t@1:1","kind":"TaxonomyNode","label":"Class","notation":"1","scheme":"t@1"}

    """

  static let recordsRecipe = """
    recipe: 1
    sources:
      - path: records.yaml
        rows:
          - when: {owner.team: ["*", ""]}
            node:
              as: m
              key: "m:{id}"
              kind: Mitigation
              label: ["{name}", "{owner.team}"]
              rest: {except: [parts]}
            statements:
              - {each: uses, from: "{m}", relation: USES, to: "m:{it}"}
              - {each: parts, from: "{m}", relation: HAS, to: "m:{it.id}"}
      - path: records.yaml
        tree: children
        rows: [{node: {key: "t:{$parent.name|slug}/{name|slug}", kind: TaxonomyNode}}]

    """
}

extension Reader {
  /// Inputs to begin with.
  public var corpus: [[UInt8]] {
    self == .snapshot ? Self.snapshots : texts.map { Array($0.utf8) }
  }

  private var texts: [String] {
    switch self {
    case .archive: Self.archiveTexts
    case .snapshot: []
    case .json:
      [
        #"{"a": [1, -2.5e3, true, null, "x\u00e9\ud83d\ude00\n"], "b": {"c": {}}}"#, "[[[[1]]]]",
        #"{"a":0.1,"a":1e400}"#, "\"\\u0000\"",
      ]
    case .bulk:
      [
        "id:ID,:LABEL,name,year:int,tags:string[]\nP1,Paper,\"A, b\",1995,a;b\nM1,Mitigation;X,,,\n"
          + "\u{1E}:START_ID,:END_ID,:TYPE,confidence:float,source\nP1,M1,PROPOSES,0.94,P1\n",
        "key:ID(Risk)\t:LABEL\tname\nR1\tRisk\tx\nR1\tRisk\ty\n\u{1E}"
          + ":START_ID(Risk)\t:END_ID(Risk)\t:TYPE\tid\nR1\tR1\tCITES\tq\nR1\tR1\tCITES\tq\n",
      ]
    case .sssom: Self.mappingTexts
    case .catalogue: Self.catalogueTexts
    case .bibliography:
      [
        "TY  - JOUR\nAU  - One, A.\nTI  - A title\nPY  - 2024/05\nDO  - 10.1/x\nER  - \n\nTY  - GEN\nT1  - Other\nER  - \n",
        "@string{j = {Journal}}\n@article{a, title = {A {B} c\\'e}, author = {One, A and {Two \\& Co}},"
          + " journal = j # \" x\", year = 2020, crossref = {b}}\n@book{b, title = \"Book\"}\n@comment{x}\n",
        #"[{"id": "a", "type": "article-journal", "title": "T", "author": [{"family": "F", "given": "G"}], "issued": {"date-parts": [[2020, 1]]}, "DOI": "10.1/y"}]"#,
      ]
    case .vocabulary:
      [
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix ev: <urn:evidence:vocabulary:> .\n"
          + "<urn:evidence:s@1:1> a ev:RiskDomain, skos:Concept ; skos:notation \"1\" ; ev:year \"2020\"^^"
          + "<http://www.w3.org/2001/XMLSchema#integer> .\n<urn:evidence:statement:x> a <http://www.w3.org/"
          + "2002/07/owl#Axiom> ; <http://www.w3.org/2002/07/owl#annotatedSource> <urn:evidence:s@1:1> ;\n"
          + " <http://www.w3.org/2002/07/owl#annotatedProperty> skos:exactMatch ; <http://www.w3.org/2002/07/"
          + "owl#annotatedTarget> <urn:evidence:s@1:1> ; ev:via \"v\" .\n",
        "@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n<a> a s:Concept ; s:prefLabel \"A\"@en, 'B' ;\n"
          + " s:broader [ a s:Concept ; s:notation 1.5 ] ; s:member ( <b> <c> ) .\n",
        #"{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#"}, "@graph": [{"@id": "http://x/s", "@type": "skos:ConceptScheme"}, {"@id": "http://x/1", "@type": "skos:Concept", "skos:prefLabel": {"@value": "One", "@language": "en"}, "skos:inScheme": {"@id": "http://x/s"}, "skos:broader": [{"@id": "http://x/2"}]}, {"@id": "http://x/2", "@type": "skos:Concept", "skos:notation": "2", "skos:inScheme": {"@id": "http://x/s"}}]}"#,
      ]
    case .network:
      [
        #"<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="k" for="node" attr.name="kind" attr.type="string"><default>Risk</default></key><key id="y" for="node" attr.name="year" attr.type="int"/><key id="r" for="edge" attr.name="relation"/><key id="c" for="edge" attr.name="confidence" attr.type="double"/><graph edgedefault="directed"><node id="paper:a"><data key="k">Paper</data><data key="y">2020</data></node><node id="b"/><edge id="e" source="paper:a" target="b"><data key="r">IDENTIFIES</data><data key="c">0.5</data></edge></graph></graphml>"#,
        #"<g:graphml xmlns:g="x"><g:key id="labelV" for="node" attr.name="labelV"/><g:key id="labelE" for="all" attr.name="labelE"/><g:graph edgedefault="undirected"><g:node id="1"><g:data key="labelV">:Risk:Old</g:data><g:graph><g:node id="2"><g:data key="labelV">Risk</g:data></g:node></g:graph></g:node><g:edge source="1" target="2" directed="true"><g:data key="labelE">EXACT_MATCH</g:data></g:edge></g:graph></g:graphml>"#,
      ]
    case .workbook:
      [
        #"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:C2"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>year:int</t></is></c></row><row r="2" hidden="1"><c r="A2" t="s"><v>3</v></c><c r="B2" t="s"><v>4</v></c><c r="C2"><v>2020</v></c></row></sheetData><mergeCells><mergeCell ref="A3:B4"/></mergeCells></worksheet>"#,
        #"<x:worksheet xmlns:x="a"><x:sheetData><x:row><x:c t="str"><x:f>A1</x:f><x:v>key:ID</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c><x:c t="d"><x:v>2020-01-01</x:v></x:c></x:row></x:sheetData></x:worksheet>"#,
      ]
    case .sheet:
      [
        "paper,title,year,doi,appraisalTool,appraisal\n,New paper,2021,10.1/y,RoB 2,low\n",
        "mitigation,name,paper,locator,coder,t@1\n,Audits,X2020,p. 1,ann,1\n\u{1E}"
          + "from,relation,to,verdict,source,coder\nAudits,ADDRESSES,s@1:1,accept,X2020,ann\n"
          + "Audits,ADDRESSES,One,reject,,ben\n",
        "row,column,certainty,of,by,date\nOne,t@1:1,very low,Mitigation,ann,2026-01-02\n\u{1E}"
          + "row,column,status,owner,due\ns@1:1,Class,planned,cara,2026-06-30\npaper:x,,done,,\n",
      ]
    case .recipe: Self.recipeTexts
    case .records:
      [
        "a:\n  - id: 1\n    name: x\n    owner: {team: red}\n    uses: [1, {id: 2}]\n"
          + "    parts:\n      - {id: 2, how: [a, b]}\n---\n- {id: 2}\n",
        #"{"name": "F", "children": [{"name": "a", "children": [{"name": "b"}]}]}"#,
        "base: &b {name: x}\na: [{<<: *b, id: 1}, {id: 2, <<: [*b]}]\nv: 1.0\n",
        "a: {first: {id: 1, name: |\n  lines\n  more\n}, second: {id: ~}}\n",
      ]
    case .configuration:
      [
        "name: p\nunknown: 0.5\nclasses: [1, 2, 5]\nthin: 2\n",
        "rows: s@1\nrows-level: 1\ncolumns: t@1\nmost: {thin: 3, not-searched: 0}\n",
        "evidence: {assertion: 0.2, experiment: [0.5, 0.9]}\nmatches: {close: 0.8}\n",
      ]
    case .pages: Self.pageTexts
    case .query: Self.queryTexts
    case .template: ["risk:{a|slug}/{b|integer}", "{a|before( > )|map(m)}{c}", "x{{it|after(x)}"]
    }
  }

  private static let queryTexts = [
    "MATCH (p:Paper)-[:PROPOSES]->(m)-[:ADDRESSES]->(r:Risk) RETURN p.label, count(DISTINCT m) AS n",
    "MATCH q = (a)-[*1..3]->(b) WHERE a.key = $name RETURN nodes(q), length(q) ORDER BY length(q)",
    "MATCH (n) OPTIONAL MATCH (n)-[r]->(m) WITH n, collect(m.key) AS k WHERE size(k) > 0 RETURN *",
    "UNWIND [1, 2.5, 'a', null] AS x RETURN CASE WHEN x IS NULL THEN 0 ELSE toString(x) END",
    "MATCH (a), (b), p = shortestPath((a)-[*]-(b)) WHERE a.key < b.key RETURN p LIMIT 3",
    "CALL evidence.gaps() YIELD kind, node WHERE node IS NOT NULL RETURN kind, count(*) ORDER BY kind",
    "MATCH (r)((a)-[:IN_DOMAIN|BROADER]->(b)){1,3}(t) RETURN [n IN b | n.label][0..2]",
    "RETURN reduce(s = 0, x IN range(1, 5) | s + x) % 3, date('2024-05-01') + duration('P1M2D')",
    "MATCH (n) WHERE NOT EXISTS { (n)-->() } RETURN n {.key, .label} UNION MATCH (n) RETURN n.key AS n",
  ]

  static let archiveTexts = [
    """
    {"evidence":1,"title":"t","schemes":[{"id":"s@1","kind":"RiskDomain"}],"kinds":[{"name":"K"}],\
    "relations":[{"name":"R","from":["K"]}],"searches":[{"rows":["s@1:1"],"date":"2024-01-01"}]}
    {"node":"m:1","kind":"Mitigation","label":"M","sameAs":["x:1"],"share":0.5,"tags":["a"]}
    {"node":"paper:x","kind":"Paper","year":2020}
    {"node":"s@1:1","kind":"RiskDomain","notation":"1","scheme":"s@1"}
    {"from":"m:1","relation":"ADDRESSES","to":"s@1:1","source":"paper:x","stance":"opposes",\
    "evidenceType":"experiment","confidence":0.5,"justification":"LexicalMatching","method":"model"}
    {"from":"paper:x","relation":"PROPOSES","to":"m:1","id":"a","via":"v","locator":"p. 1"}

    """
  ]

  private static let mappingTexts = [
    """
    #curie_map:
    #  A: https://ex.org/a/
    #  B: https://ex.org/b/
    #mapping_set_id: https://ex.org/set
    #mapping_set_title: T
    #license: CC0
    #mapping_date: 2024-05-01
    record_id\tsubject_id\tsubject_label\tpredicate_id\tpredicate_modifier\tobject_id\t\
    mapping_justification\tauthor_id\tconfidence\treviewer_agreement\tsimilarity_score
    R:1\tA:1\tone\tskos:exactMatch\tNot\thttps://ex.org/b/1\tsemapv:LexicalMatching\tx:P\\|Q|x:R\t0.9\t-1\t54
    R:2\tA:2\t"two\ttwo"\toboInOwl:hasDbXref\t\tsssom:NoTermFound\tsemapv:LLMBasedMatching\t\t1\t0\t

    """,
    "subject_id,predicate_id,object_id\r\nA:1,skos:broadMatch,B:1\r\n# c\r\n\"A:2\",noMatch,\r\n"
      + "\u{1E}curie_map: {A: 'https://ex.org/a/'}\nsubject_type: rdfs literal\n",
    "\"#license: \"\"A; b\"\"\";;\nsubject_id;predicate_id;object_id\nA:1;owl:sameAs;A:2\n",
  ]

  private static let recipeTexts = [
    """
    recipe: 1
    kinds: [{name: Control, description: d}]
    relations: [{name: IMPLEMENTS, from: Control, to: Mitigation, acyclic: true}]
    sources:
      - path: a.csv
        header: [id, name]
        constants: {c: x}
        maps: {m: {yes: supports}}
        repairs: [{column: name, from: a, to: b, why: w}]
        rows:
          - when: {id: "!"}
            drop: empty
          - let: {k: "risk:{name|slug}", p: {find: ["n {id}"], optional: true}}
            node: {as: n, key: "m:{id}", kind: Control, label: "{name}", names: ["n {id}"], rest: {except: [tags]}}
            nodes: [{key: "{k}", kind: Risk, repeated: number, properties: {"year:int": "{id}"}}]
            statements:
              - {each: tags, split: ";", from: "{n}", relation: ADDRESSES, to: "{k}", confidence: "0.5", stance: "{it|map(m)}"}
    \u{1E}
    id,name,tags
    1,a,yes;supports
    2,"b ""q"" c",opposes

    """,
    """
    recipe: 1
    sources:
      - path: a.tsv
        rows: [{node: {paper: {doi: "{doi}", title: "{t}"}, kind: Paper, sameAs: ["{doi}"]}}]
    \u{1E}
    doi\tt
    https://doi.org/10.1000/A\tOne
    10.1000/a\tTwo
    -\tÉin Titel

    """,
  ]

  private static let pageTexts = [
    [
      "This page is a sample.", "Data on this page is made up.", "A definition nobody knows.",
      "Also in Model", "Own text.", "Reasoning", "Because it is a sample.", "First",
      "A description.", "1.1 Model\"Second\" in quotes", "1.1.9 Other3rd > item", "Its text",
      "99 OtherA paper", "Doe, Jane; Roe, Richard (2023)", "An abstract.", "Build and Use Model",
      "gloss", "Developer", "gloss", "Manage", "gloss",
    ].joined(separator: "\n")
  ]

  /// Words and signs that turn the meaning of an input.
  public var words: [[UInt8]] {
    let common = [
      "\"", "\"\"", "\n", "\r", "\r\n", ",", "\t", ";", "|", "{", "}", "[", "]", ":", "#", "\\",
      "-",
      "\u{FEFF}", "\u{1E}", "\u{0}", "e\u{301}", "\u{202E}", "9223372036854775808", "1e308", "-0",
      "nan", "0x1F", "true", "null", "~", "''", " ", "\u{2028}", "é",
    ]
    let own: [String] =
      switch self {
      case .archive, .json, .snapshot:
        [
          "\"id\":\"a\",", "\"sameAs\":[\"m:1\"]", "\\ud800", "\"kind\":\"Paper\"", "[[[[[[[[",
          "1e999",
          "\"predicateModifier\":\"Not\"", "\"confidence\":2",
        ]
      case .bulk:
        [
          ":ID", ":ID(Risk)", ":START_ID", ":TYPE", ":LABEL", ":IGNORE", ":int[]",
          "sameAs:string[]",
        ]
      case .sssom:
        [
          "sssom:NoTermFound", "skos:exactMatch", "Not", "semapv:LexicalMatching", "subject_id",
          "rdfs literal", "owl:sameAs", "#mapping_tool: x\n", "curie_map:", "https://ex.org/a/",
        ]
      case .recipe, .records, .configuration, .template:
        [
          "&a ", "*a ", "<<: ", "- ", "? ", "---\n", "...\n", "|slug}", "{it.id}", "each: ",
          "when: ",
          "{find: [", "optional: true", "tree: children\n", "form: sssom\n", "children: [",
          "!!str ",
          "header: 2\n", "separator: ';'\n", "rest: {}", "references: {names: x}\n",
        ]
      case .catalogue, .bibliography, .vocabulary:
        [
          "\"catalog\":{", "\"controls\":[", "@article{a,", "TY  - JOUR\n", "DO  - 10.1/x\n", "<",
          ">",
        ]
      case .network, .workbook:
        [
          "<graph>", "<node id=\"\"/>", "</graph>", "<hyperedge/>", "directed=\"false\"", "&#0;",
          "<!DOCTYPE x>", "<c r=\"XFD1048576\">", "<c r=\"A0\">", "t=\"s\"", "<v>-1</v>", "&amp;",
          "xml:space=\"preserve\"", "_x000D_", "<![CDATA[", "]]>",
        ]
      case .sheet:
        [
          "very-low", "accepted", "row,column,status\n", "# note\n", "accept", "risks@1:1", "X2020",
          "true", "2026-13-01", "certainty", ",,,,",
        ]
      case .query:
        [
          "MATCH ", "OPTIONAL ", "WHERE ", "RETURN ", "WITH ", "UNWIND ", "CALL ", "YIELD ",
          "UNION ",
          "ORDER BY ", " AS x", "(n)", "-[r]->", "<-[*1..3]-", "{1,3}", "shortestPath(", "EXISTS {",
          "CASE WHEN ", " END", "count(", "collect(", "$x", "n.year", "[x IN ",
          "range(0, 99999999)",
          "date('2024-02-30')", "duration('P1M')", "evidence.gaps()", "/*", "*/", "//", "`", "<>",
          "=~",
          "1e400", "0xFF", "SKIP 1", "LIMIT 2", "DISTINCT ", "REMOVE ", "null",
        ]
      case .pages: ["Reasoning", "1.1 Model", " (2024)", "This page is ", "Also in ", " > "]
      }
    return (common + own).map { Array($0.utf8) }
  }
}

extension Reader {
  fileprivate static let catalogueTexts = [
    ##"{"name": "L", "domain": "enterprise-attack", "versions": {"attack": "16"}, "techniques": [{"techniqueID": "T1", "tactic": "execution", "score": 2.5, "comment": "c", "enabled": true, "metadata": [{"name": "team", "value": "x"}], "links": [{"label": "a", "url": "https://x/"}]}], "legendItems": [{"label": "l", "color": "#fff"}]}"##,
    #"[{"techniques": [{"techniqueID": "1", "metadata": [{"name": "key", "value": "s@1:1"}, {"name": "kind", "value": "RiskDomain"}]}], "domain": "x", "versions": {}}]"#,
    #"""
    {"type": "bundle", "id": "bundle--1", "objects": [
      {"type": "attack-pattern", "id": "attack-pattern--1", "name": "A", "spec_version": "2.1",
       "external_references": [{"source_name": "mitre-attack", "external_id": "T1"}],
       "kill_chain_phases": [{"kill_chain_name": "k", "phase_name": "p"}]},
      {"type": "course-of-action", "id": "course-of-action--1", "name": "M"},
      {"type": "relationship", "id": "relationship--1", "relationship_type": "mitigates",
       "source_ref": "course-of-action--1", "target_ref": "attack-pattern--1"}]}
    """#,
    """
    id: ATLAS
    name: An example
    version: 4.9.0
    matrices:
    - id: ATLAS
      name: Matrix
      tactics:
      - {id: AML.TA1, name: Reconnaissance, object-type: tactic}
      techniques:
      - {id: AML.T1, name: Search, object-type: technique, tactics: [AML.TA1]}
      mitigations:
      - {id: AML.M1, name: Limit, object-type: mitigation, techniques: [AML.T1]}

    """,
    #"""
    {"catalog": {"uuid": "c", "metadata": {"title": "C", "version": "1", "oscal-version": "1.1.2",
      "last-modified": "2025-01-01T00:00:00Z"}, "groups": [{"id": "g", "title": "G", "controls":
      [{"id": "g-1", "title": "One", "controls": [{"id": "g-1.1", "title": "Part"}]}]}]}}
    """#,
  ]
}
