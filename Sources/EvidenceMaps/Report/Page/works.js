// The bibliography: sorted, searched, saved. The table itself stands in the page.

import {armNodes} from './folds.js';
import {counted, el, folded} from './dom.js';
import {papersBehind, saveBib, saveCSV, saveRIS} from './export.js';

/** Compares two texts of a table: numbers by value, what is missing last. */
export function compareTexts(a, b) {
  const number = (text) => (/^[\d,]+$/.test(text) ? Number(text.replaceAll(',', '')) : null);
  const isMissing = (text) => text === '–' || text === '';
  if (isMissing(a) || isMissing(b)) return (isMissing(a) ? 1 : 0) - (isMissing(b) ? 1 : 0);
  const [x, y] = [number(a), number(b)];
  return x !== null && y !== null ? x - y : a.localeCompare(b, 'en');
}

/** Makes the bibliography sortable and searchable. */
export function workTable(graph, store, board, panel) {
  const table = document.getElementById('works-table');
  const form = document.getElementById('work-filter');
  const status = document.getElementById('work-status');
  if (table === null) return;
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({
    row,
    node: row.cells[0].dataset.node === undefined ? null : Number(row.cells[0].dataset.node),
    texts: [...row.cells].map((cell) => cell.textContent),
  }));
  armNodes(body, panel);
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const sort = el('button', {type: 'button', class: 'sort'}, head.textContent);
    sort.addEventListener('click', () => {
      const [now, direction] = orderOf(store.state.sort);
      // Numbers are wanted largest first.
      const first = column > 3 && column < 8 ? -1 : 1;
      const next = now === column ? -direction : first;
      store.set({sort: column === 0 && next > 0 ? '' : column + (next > 0 ? '' : '-')});
    });
    head.replaceChildren(sort);
  });
  /** A column, and 1 or −1. */
  function orderOf(text) {
    const column = parseInt(text, 10);
    return heads[column] === undefined ? [0, 1] : [column, text.endsWith('-') ? -1 : 1];
  }
  function sortRows(state) {
    const [column, direction] = orderOf(state.sort);
    heads.forEach((head, at) => (at === column
      ? head.setAttribute('aria-sort', direction > 0 ? 'ascending' : 'descending')
      : head.removeAttribute('aria-sort')));
    const order = [...rows].sort((a, b) => {
      const [x, y] = [a.texts[column], b.texts[column]];
      // What is missing stays last either way.
      const isEnd = x === '–' || y === '–';
      return compareTexts(x, y) * (isEnd ? 1 : direction) || rows.indexOf(a) - rows.indexOf(b);
    });
    body.append(...order.map(({row}) => row));
  }
  let shown = rows;
  heads[0].setAttribute('aria-sort', 'ascending');
  function show() {
    const {words: field} = form.elements;
    if (field.value !== store.state.workWords) field.value = store.state.workWords;
    const words = folded(field.value).split(/\s+/).filter((word) => word !== '');
    const behind = form.elements.shown.checked ? new Set(papersBehind(graph, board.evidence())) : null;
    shown = rows.filter(({node, texts}) => (behind === null || behind.has(node))
      && words.every((word) => folded(texts.join(' ')).includes(word)));
    if (shown.length < rows.length) table.classList.remove('short');
    const kept = new Set(shown);
    rows.forEach((one) => { one.row.hidden = !kept.has(one); });
    status.textContent = counted(shown.length, 'work') + ' of ' + rows.length + '.';
  }
  form.addEventListener('input', () => {
    store.set({workWords: form.elements.words.value});
    show();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  board.watch((state, changed) => {
    if (changed.includes('sort') && (state.sort !== '' || changed.length === 1)) sortRows(state);
    if (form.elements.shown.checked || changed.includes('workWords')) show();
  });
  const papers = () => shown.map(({node}) => node).filter((node) => node !== null);
  form.querySelector('.csv').addEventListener('click', () => saveCSV('works', [
    [...heads.map((head) => head.textContent), 'key', 'link'],
    ...shown.map(({node, texts}) => [...texts.map((text) => (text === '–' ? '' : text)),
      ...(node === null ? ['', ''] : [graph.nodes[node].key, graph.nodes[node].link])]),
  ]));
  form.querySelector('.ris').addEventListener('click', () => saveRIS('works', graph, papers()));
  form.querySelector('.bib').addEventListener('click', () => saveBib('works', graph, papers()));
  form.hidden = false;
  show();
}
