import EvidenceCore

/// Texts that a graph may hold and that must stay text.
enum HostileCorpus {
  static let markup = [
    "<script>alert(1)</script>", "</title><script>alert(1)</script>", "<svg onload=alert(1)>",
    "\"><svg onload=alert(1)>", "' onmouseover='alert(1)", "\" onclick=\"alert(1)",
    "<a href=\"x\">",
    "<image href=\"https://x.y/z.png\"/>", "<use xlink:href=\"#x\"/>", "<foreignObject>",
    "<!--", "-->", "<![CDATA[", "]]>", "<?xml version=\"1.0\"?>", "<?php echo 1 ?>",
    "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "&x;", "&amp;", "&#0;", "&#x1;",
    "&#xD800;", "&lt;script&gt;", "</svg>", "</g></g></g></svg>", "</style><style>*{fill:red}",
    "@import url(https://x.y)", "}*{display:none}", "expression(alert(1))", "url(#x)",
    "<style>text{display:none}</style>", "<set attributeName=\"href\" to=\"javascript:alert(1)\"/>",
    "<animate onbegin=\"alert(1)\"/>", "<iframe src=\"javascript:alert(1)\">",
    "<math><mi//xlink:href=",
  ]

  static let dot = [
    "\\N", "\\G", "\\E", "\\T \\H \\L", "\\\"", "\"", "\\", "\\\\", "\\n\\l\\r",
    "\"]; evil [label=\"",
    "\"; } digraph x {", "{a|b|{c}}", "<f0> port", "{{{{{{{{", "}}}}",
    "<TABLE><TR><TD>x</TD></TR></TABLE>",
    "<<B>bold</B>>", "<B>bold</B>", "&nbsp;", "a -> b", "// remark", "/* remark */", "# 1 \"file\"",
    "strict digraph", "node", "edge", "graph", "subgraph", "0x7f", "-1e308", "NaN", "%s%n%x",
    "image=/etc/passwd", "shapefile=\"/etc/passwd\"", "fontname=\"x\\\" onclick=\\\"y\"",
    "stylesheet=x", "URL=javascript:1", "\\x00", "label=<", "<", ">", "<>", "< >", "<<", ">>",
  ]

  static let characters = [
    "a\u{0}b", "\u{0}", "a\u{1}b\u{2}\u{7}\u{8}", "\u{B}\u{C}\u{1B}[31m", "\u{7F}", "\u{80}\u{9F}",
    "\u{FFFD}", "\u{FFFD}\u{FFFD}",
    "\u{202E}desrever\u{202C}", "\u{2066}x\u{2069}", "\u{200F}\u{200E}", "\u{FEFF}bom",
    "\u{E0001}\u{E0041}", "a\u{200B}b\u{200D}c", "\u{2028}line\u{2029}paragraph", "\r\n\r\n\t",
    "e" + String(repeating: "\u{301}", count: 400), "👩‍👩‍👧‍👦", "🏴\u{E0067}\u{E007F}",
    "مخاطر الذكاء الاصطناعي",
    "סיכון של בינה", "漢字の長い名前がここにあります", "ﷺ﷽", "𝕳𝖊𝖑𝖑𝖔", "\u{34F}\u{17B4}", "ｆｕｌｌ", "\u{1F1E6}",
    "\u{61C}\u{202A}\u{202B}\u{202D}", "\u{2067}\u{2068}", "\u{180E}", "\u{FE0F}\u{FE0E}",
    "\u{E000}\u{F8FF}", "\u{1D173}", "\u{1BCA0}", "\u{FFF9}\u{FFFA}\u{FFFB}", "\u{85}\u{A0}",
    "İıŞş", "ß→SS", "\u{AD}soft\u{AD}hyphen", "\u{3164}", "\u{2800}", "\u{115F}",
  ]

  /// What Unicode assigns to no character, and never will.
  static let noncharacters = [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF].compactMap {
    Unicode.Scalar(UInt32($0)).map { "a\($0)b" }
  }

  /// Halves of a pair, as a decoder repairs them.
  static let repaired = [[0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xC0, 0x80], [0xFF]].map {
    String(decoding: $0 as [UInt8], as: UTF8.self)
  }

  static let sizes = [
    "", " ", "\n", "   ", String(repeating: "W", count: 3_000),
    String(repeating: "long ", count: 4_000), String(repeating: "<", count: 2_000),
    String(repeating: "&", count: 2_000), String(repeating: "\"", count: 2_000),
    String(repeating: "\\", count: 2_001), String(repeating: "{", count: 5_000),
    String(repeating: "漢", count: 2_000), String(repeating: "a/b_c-", count: 700),
    String(repeating: "x", count: 1_000_000), String(repeating: "A very long name ", count: 62_500),
    String(repeating: "\n", count: 1_000), String(repeating: "\u{0}", count: 1_000),
    String(repeating: "-", count: 200), String(repeating: ".", count: 200), "i", "1", "0", "–",
  ]

  static let links = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
    "java\tscript:alert(1)", "\u{1}javascript:alert(1)", "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)", "data:text/html,<script>alert(1)</script>", "data:image/svg+xml,x",
    "DATA:text/html;base64,PHNjcmlwdD4=", "vbscript:x", "file:///etc/passwd", "//evil.example",
    "\\\\evil.example\\x", "/etc/passwd", "../../x", "blob:x", "about:blank", "ftp://x.y",
    "https://", "https:///x", "http:// x", "https://x.y/\"onclick=\"alert(1)", "https://x.y/'>",
    "https://x.y/<script>", "https://x.y/\u{202E}", "https://user:pass@x.y",
    "https://x.y/#\"><script>",
    "mailto:a@b.c?body=<script>", "#\"onload=\"x", "#",
    "https://" + String(repeating: "a", count: 5_000),
    "view-source:x", "feed:javascript:alert(1)", "jar:x", "intent://x", "ms-word:x", "tel:1",
    "livescript:x", "mocha:x", "xlink:href", "https:\\\\x.y", "ht\u{0}tps://x.y", "wyciwyg://x",
    "ws://x.y", "filesystem:x", "chrome://settings", "resource://x", "HTTPS://X.Y/Z",
  ]

  static let all = markup + dot + characters + noncharacters + repaired + sizes + links

  /// A small graph in which one text stands wherever a graph may hold one.
  ///
  /// - Parameter drop: whether its one claim about a risk is left out.
  static func graph(_ text: String, drop: Bool = false) throws -> EvidenceGraph {
    do {
      return try graph(text, keys: String(text.prefix(60)), drop: drop)
    } catch is EvidenceError {
      // Some texts can be no part of a key.
      return try graph(text, keys: "x", drop: drop)
    }
  }

  private static func graph(_ text: String, keys short: String, drop: Bool) throws -> EvidenceGraph
  {
    var builder = GraphBuilder(
      header: GraphHeader(
        title: text,
        asOf: short,
        schemes: [
          Scheme(id: "types@1", title: text, licence: text), Scheme(id: "risks@1", title: "Risks"),
        ],
        notices: [Notice(text, via: text)]
      )
    )
    var nodes: [Node] = []
    var statements: [Statement] = []
    func add(_ key: String, _ kind: Kind, _ scheme: String? = nil) {
      nodes.append(
        Node(
          Key(key),
          kind,
          label: text,
          notation: scheme == nil ? nil : short,
          scheme: scheme,
          properties: ["url": .string(text), "authors": .string(text), "year": .integer(2024)]
        )
      )
    }
    let (paper, mitigation) = ("doi:10.1/\(short)p", "mitigation:\(short)m")
    add(paper, .paper)
    add(mitigation, .mitigation)
    for code in ["1\(short)", "2"] { add("types@1:\(code)", .taxonomyNode, "types@1") }
    for code in ["1\(short)", "2"] { add("risks@1:\(code)", .riskDomain, "risks@1") }
    func state(_ from: String, _ relation: Relation, _ to: String) {
      statements.append(
        Statement(
          Key(from),
          relation,
          Key(to),
          source: Key(paper),
          via: short.isEmpty ? "v" : short
        )
      )
    }
    state(paper, .proposes, mitigation)
    state(mitigation, .classifiedAs, "types@1:1\(short)")
    if !drop { state(mitigation, .addresses, "risks@1:1\(short)") }
    for node in nodes { builder.add(node) }
    for statement in statements { builder.add(statement) }
    return try builder.build()
  }
}
