// What is selected, as files: CSV for tables, RIS for reference managers.

/** One cell of a CSV file. A text that a spreadsheet would run as a formula is made plain. */
function csvCell(value) {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  let text = String(value);
  if (/^\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text)) text = "'" + text;
  return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
}

const csvText = (rows) => rows.map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n';

const STATEMENT_HEADS = [
  'from', 'from name', 'relation', 'to', 'to name', 'source', 'via', 'locator', 'stance',
  'evidence type', 'confidence', 'method', 'justification', 'rationale', 'coder', 'reviewer',
  'denied', 'statement',
];

/** Statements as rows, heads first. */
function statementRows(graph, edges) {
  const row = (edge) => {
    const [from, to] = [graph.nodes[graph.from(edge)], graph.nodes[graph.to(edge)]];
    return [
      from.key, from.title, graph.relation(edge), to.key, to.title, graph.source(edge),
      graph.via(edge), graph.locator(edge), graph.stance(edge), graph.type(edge),
      graph.confidence(edge), graph.method(edge), graph.justification(edge),
      graph.rationale(edge), graph.coder(edge), graph.reviewer(edge),
      graph.isNegated(edge) ? 'yes' : '', graph.id(edge),
    ];
  };
  return [STATEMENT_HEADS, ...edges.map(row)];
}

/** The papers that statements rest on: their sources, and papers at their beginning. */
function papersBehind(graph, edges) {
  const papers = new Set();
  for (const edge of edges) {
    const source = graph.sourceNode(edge);
    if (source !== null && graph.nodes[source].kind === 'Paper') papers.add(source);
    if (graph.nodes[graph.from(edge)].kind === 'Paper') papers.add(graph.from(edge));
  }
  return [...papers].sort((a, b) => a - b);
}

const RIS_TYPES = [
  [/journal/i, 'JOUR'], [/conference|proceeding/i, 'CPAPER'], [/preprint/i, 'UNPB'],
  [/section|chapter/i, 'CHAP'], [/book/i, 'BOOK'], [/thesis/i, 'THES'], [/report/i, 'RPRT'],
  [/web|blog/i, 'ELEC'], [/standard/i, 'STAND'], [/bill|statute|law/i, 'BILL'],
];

/** Papers in the RIS format, one record each. */
function risText(graph, papers) {
  const line = (tag, value) => {
    const text = value === null || value === undefined ? '' : String(value);
    return text === '' ? '' : tag + '  - ' + text.replace(/[\r\n]+/g, ' ') + '\r\n';
  };
  return papers.map((paper) => {
    const node = graph.nodes[paper];
    const about = node.paper || {authors: [], type: null, doi: null, publisher: null};
    const found = RIS_TYPES.find(([pattern]) => pattern.test(about.type || ''));
    return line('TY', found ? found[1] : 'GEN') + line('TI', node.name)
      + about.authors.map((author) => line('AU', author)).join('') + line('PY', node.year)
      + line('DO', about.doi) + line('UR', node.link) + line('PB', about.publisher)
      + line('ID', node.key) + 'ER  - \r\n';
  }).join('\r\n');
}

/** Hands a text to the reader as a file. */
function download(name, type, text) {
  const mark = type === 'text/csv' ? '\uFEFF' : '';
  const address = URL.createObjectURL(new Blob([mark + text], {type: type + ';charset=utf-8'}));
  const anchor = el('a', {href: address, download: name, hidden: true});
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const saveCSV = (name, rows) => download(name + '.csv', 'text/csv', csvText(rows));
const saveRIS = (name, graph, papers) =>
  download(name + '.ris', 'application/x-research-info-systems', risText(graph, papers));
