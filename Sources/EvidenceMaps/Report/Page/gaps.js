// All gaps, searched: those of the library's two rankings.

import {recordsOf} from './data.js';
import {armNodes} from './folds.js';
import {button, counted, el, figure, folded} from './dom.js';
import {saveCSV} from './export.js';
import {headLines} from './filters.js';
import {emptyFilter} from './reach.js';

const GAPS_LISTED = 60;

/** The gaps that a page carries, those of cells first, each list in its own ranking. */
export function readGaps(graph, gaps) {
  const kind = (place) => gaps.kinds[place];
  const text = (place) => (place < 0 ? null : gaps.texts[place]);
  return [
    ...gaps.cells.map(([rank, isTied, place, matrix, row, column, reason, nearest, question]) => ({
      rank: figure(rank) + (isTied ? '=' : ''), kind: kind(place), matrix, nodes: [row, column],
      reason: text(reason), nearest, question: text(question),
    })),
    ...gaps.nodes.flatMap(([[rank, isTied, place, reason], nodes]) => nodes.map((node) => ({
      rank: figure(rank) + (isTied ? '=' : ''), kind: kind(place), matrix: null, nodes: [node],
      reason: text(reason), nearest: -1, question: null,
    }))),
  ].map((gap) => ({...gap, where: gap.nodes.map((node) => graph.nodes[node].title).join(' × ')}));
}

/** Makes the gaps open what they are about, and searches all of them. */
export function gapLists(graph, data, store, panel) {
  const section = document.getElementById('gaps');
  const form = document.getElementById('gap-filter');
  const list = document.getElementById('gap-list');
  const status = document.getElementById('gap-status');
  const gaps = readGaps(graph, data.gaps);
  const statusOf = (gap) => recordsOf(data, gap.nodes, null).find(({isStatus}) => isStatus) ?? null;
  const counts = new Map();
  for (const {kind} of gaps) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  form.elements.kind.append(...[...counts].map(([kind, count]) =>
    el('option', {value: kind}, kind.replaceAll('-', ' ') + ' (' + figure(count) + ')')));

  function open({matrix, nodes}) {
    if (matrix === null) panel.showNode(nodes[0]);
    else {
      store.set({
        question: matrix, rows: null, columns: null, of: null,
        open: ['cell', ...nodes.map((node) => graph.nodes[node].key)],
      });
    }
  }
  armNodes(section, panel);
  section.querySelectorAll('[data-cell]').forEach((element) => {
    const [matrix, ...nodes] = element.dataset.cell.split(' ').map(Number);
    element.replaceChildren(button(element.textContent, () => open({matrix, nodes}), 'name'));
  });

  let found = [];
  const item = (gap) => el('li', {},
    el('span', {class: 'said'}, gap.rank + ' · ' + gap.kind.replaceAll('-', ' ') + ' · '),
    button(gap.where, () => open(gap), 'name'),
    el('span', {class: 'said'}, gap.reason ? ' · ' + gap.reason : ''),
    el('span', {class: 'recorded'}, statusOf(gap) === null ? '' : ' · ' + statusOf(gap).words));
  function show(state) {
    const words = folded(state.gapWords).split(/\s+/).filter((word) => word !== '');
    const isAsked = state.gapKind !== '' || words.length > 0;
    found = gaps.filter((gap) => (state.gapKind === '' || gap.kind === state.gapKind)
      && words.every((word) => folded(gap.where).includes(word)));
    form.elements.kind.value = state.gapKind;
    if (form.elements.words.value !== state.gapWords) form.elements.words.value = state.gapWords;
    list.replaceChildren(...(isAsked ? found.slice(0, GAPS_LISTED).map(item) : []));
    if (isAsked && found.length > GAPS_LISTED) {
      const more = button('Show ' + figure(found.length - GAPS_LISTED) + ' more', () => {
        more.parentNode.replaceWith(...found.slice(GAPS_LISTED).map(item));
      });
      list.append(el('li', {}, more));
    }
    const rest = data.gaps.total - gaps.length;
    status.textContent = counted(found.length, 'gap') + (isAsked ? ' found.' : ' in all: choose a kind, '
      + 'or name a word.') + (rest > 0 ? ' The page carries ' + figure(gaps.length) + ' of '
      + figure(data.gaps.total) + '; the command evidence gaps lists all.' : '');
  }
  form.addEventListener('input', () => store.set({
    gapKind: form.elements.kind.value, gapWords: form.elements.words.value,
  }));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.querySelector('.csv').addEventListener('click', () => {
    const key = (node) => (node === undefined || node < 0 ? '' : graph.nodes[node].key);
    const title = (key) => {
      const node = graph.find(key);
      return node === undefined ? key : graph.nodes[node].title;
    };
    saveCSV('gaps', [
      ...headLines(graph, data, {filter: emptyFilter()}, title),
      ['rank', 'kind', 'row or node', 'column', 'where', 'why', 'nearest', 'question',
        'status', 'owner', 'due'],
      ...found.map((gap) => [gap.rank, gap.kind, key(gap.nodes[0]), key(gap.nodes[1]), gap.where,
        gap.reason, key(gap.nearest), gap.question,
        ...['status', 'owner', 'due'].map((name) => statusOf(gap)?.[name] ?? '')]),
    ]);
  });
  form.hidden = false;
  store.watch((state, changed) => {
    if (changed.includes('gapKind') || changed.includes('gapWords')) show(state);
  });
}
