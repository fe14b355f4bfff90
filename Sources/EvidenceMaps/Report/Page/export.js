// What is selected, as files: CSV for tables, RIS and BibTeX for reference managers.

import {el} from './dom.js';

/** One cell of a CSV file. A text that a spreadsheet would run as a formula is made plain. */
export function csvCell(value) {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  let text = String(value);
  if (/^\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text)) text = "'" + text;
  return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
}

export const csvText = (rows) => rows.map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n';

export const STATEMENT_HEADS = [
  'from', 'from name', 'relation', 'to', 'to name', 'source', 'via', 'locator', 'stance',
  'evidence type', 'confidence', 'method', 'justification', 'rationale', 'coder', 'reviewer',
  'denied', 'statement',
];

/** Statements as rows, heads first. */
export function statementRows(graph, edges) {
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

/** The papers that statements rest on, as far as the page names them: sources, and where they begin. */
export function papersBehind(graph, edges) {
  const papers = new Set();
  for (const edge of edges) {
    for (const node of [graph.sourceNode(edge), graph.from(edge)]) {
      if (node !== null && graph.isNamed(node) && graph.kind(node) === 'Paper') papers.add(node);
    }
  }
  return [...papers].sort((a, b) => a - b);
}

// What a work is, in the words of the two formats; the first that fits.
const WORK_TYPES = [
  [/journal/i, 'JOUR', 'article'], [/conference|proceeding/i, 'CPAPER', 'inproceedings'],
  [/preprint|working paper/i, 'UNPB', 'unpublished'], [/section|chapter/i, 'CHAP', 'incollection'],
  [/book/i, 'BOOK', 'book'], [/thesis/i, 'THES', 'phdthesis'], [/report/i, 'RPRT', 'techreport'],
  [/web|blog/i, 'ELEC', 'misc'], [/standard/i, 'STAND', 'misc'], [/bill|statute|law/i, 'BILL', 'misc'],
];
const workType = (type) => WORK_TYPES.find(([pattern]) => pattern.test(type || ''));
const unknown = {authors: [], type: null, doi: null, publisher: null};

/** Papers in the RIS format, one record each. */
export function risText(graph, papers) {
  const line = (tag, value) => {
    const text = value === null || value === undefined ? '' : String(value);
    return text === '' ? '' : tag + '  - ' + text.replace(/[\r\n]+/g, ' ') + '\r\n';
  };
  return papers.map((paper) => {
    const node = graph.nodes[paper];
    const about = node.paper || unknown;
    const found = workType(about.type);
    return line('TY', found ? found[1] : 'GEN') + line('TI', node.name)
      + about.authors.map((author) => line('AU', author)).join('') + line('PY', node.year)
      + line('DO', about.doi) + line('UR', node.link) + line('PB', about.publisher)
      + line('ID', node.key) + 'ER  - \r\n';
  }).join('\r\n');
}

/** A text for BibTeX: what has a meaning there is written as a command. */
export const bibWord = (text) => String(text).replace(/[\r\n]+/g, ' ')
  .replace(/[\\{}]/g, (sign) => (sign === '\\' ? '\\textbackslash{}' : '\\' + sign))
  .replace(/[#$%&_]/g, (sign) => '\\' + sign).replaceAll('~', '\\textasciitilde{}')
  .replaceAll('^', '\\textasciicircum{}');

/** Papers in BibTeX, one entry each; a key is the work's citation, and a letter where two are alike. */
export function bibText(graph, papers) {
  const taken = new Set();
  return papers.map((paper) => {
    const node = graph.nodes[paper];
    const about = node.paper || unknown;
    const found = workType(about.type);
    const kind = found ? found[2] : 'misc';
    const stem = node.title.normalize('NFD').replace(/[^A-Za-z0-9]/g, '').slice(0, 40) || 'work';
    let name = stem;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = stem + '-' + number;
    taken.add(name.toLowerCase());
    const where = {article: 'journal', inproceedings: 'booktitle', incollection: 'booktitle',
      techreport: 'institution', phdthesis: 'school'}[kind] || 'publisher';
    // A name that is an organisation's or a list is kept whole by a second pair of braces.
    const author = about.authors.map((one) => '{' + bibWord(one) + '}').join(' and ');
    const fields = [
      ['title', '{' + bibWord(node.name) + '}'], ['author', author], ['year', node.year],
      [where, about.publisher && bibWord(about.publisher)], ['doi', about.doi && bibWord(about.doi)],
      ['url', node.link && node.link.replace(/[{}\\]/g, encodeURIComponent)],
      ['note', 'evidence graph: ' + bibWord(node.key)],
    ].filter(([, value]) => value !== null && value !== undefined && value !== '');
    return '@' + kind + '{' + name + ',\n'
      + fields.map(([field, value]) => '  ' + field + ' = {' + value + '}').join(',\n') + '\n}\n';
  }).join('\n');
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

export const saveCSV = (name, rows) => download(name + '.csv', 'text/csv', csvText(rows));
export const saveRIS = (name, graph, papers) =>
  download(name + '.ris', 'application/x-research-info-systems', risText(graph, papers));
export const saveBib = (name, graph, papers) =>
  download(name + '.bib', 'application/x-bibtex', bibText(graph, papers));
