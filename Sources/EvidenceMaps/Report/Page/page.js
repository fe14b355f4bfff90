// Puts the page together once its data are read.

import {readGraph} from './data.js';
import {button, figure} from './dom.js';
import {detailPanel} from './panel.js';
import {filterForm, filterResolver} from './filters.js';
import {nodeSearch} from './find.js';
import {foldedParts} from './folds.js';
import {gapLists} from './gaps.js';
import {mapBoard} from './matrix.js';
import {pathFinder} from './paths.js';
import {emptyFilter} from './reach.js';
import {makeStore} from './state.js';
import {workTable} from './works.js';

const data = JSON.parse(document.getElementById('data').textContent);
if (data.nodes) {
  const graph = readGraph(data);
  const resolve = filterResolver(graph, data);
  let own = location.hash;
  const store = makeStore({
    read: () => location.hash,
    write(text) {
      own = text === '' ? '' : '#' + text;
      history.replaceState(null, '', text === '' ? location.pathname + location.search : own);
    },
  });
  addEventListener('hashchange', () => {
    if (location.hash !== own && location.hash.includes('=')) store.reread();
    own = location.hash;
  });
  // The bar leads to a part of the page and leaves the state in the address.
  document.querySelectorAll('nav a[href^="#"], .answers a[href^="#"], .legend a').forEach((link) =>
    link.addEventListener('click', (event) => {
      event.preventDefault();
      const number = /^#matrix-(\d+)$/.exec(link.hash)?.[1];
      if (number) store.set({question: number - 1, rows: null, columns: null, of: null, folded: []});
      const part = document.getElementById(number ? 'matrices' : link.hash.slice(1));
      part.scrollIntoView();
      const heading = part.querySelector('h2');
      heading.tabIndex = -1;
      heading.focus({preventScroll: true});
    }));
  const board = mapBoard(graph, data, store, resolve);
  board.start();
  // On a phone a row of a list is a block, and each of its fields says what it is.
  for (const table of document.querySelectorAll('table.list')) {
    const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent);
    for (const row of table.tBodies[0].rows) {
      for (const cell of [...row.cells].slice(1)) {
        cell.dataset.head = heads[cell.cellIndex];
        cell.classList.toggle('nothing', cell.textContent === '–');
      }
    }
    const count = table.tBodies[0].rows.length;
    if (count > 15) {
      table.classList.add('short');
      table.after(button('Show all ' + figure(count), () => table.classList.remove('short'), 'more'));
    }
  }
  let panel = null;
  const finder = pathFinder(graph, data, store, resolve, (node) => panel.showNode(node));
  panel = detailPanel(graph, data, store, board, {chains: finder.go, has: finder.has});
  filterForm(graph, data, store, board, resolve);
  gapLists(graph, data, store, panel);
  workTable(graph, store, board, panel);
  nodeSearch(graph, panel);
  foldedParts(panel);
  document.documentElement.classList.add('live');
  const key = (node) => graph.nodes[node].key;
  const cellsOf = ({cells}) => cells;
  // For tests and for the console: what the page counts, by keys.
  window.evidenceReport = Object.freeze({
    keys: () => graph.nodes.map((node) => [node.key, node.kind]),
    questions: () => data.matrices.map(({of, rows, columns}) => [of, data.axes[rows].id, data.axes[columns].id]),
    axes: () => data.axes.map((axis) => [axis.id, axis.entries.map(([node]) => key(node))]),
    /** The cells of a question under the filter that holds. */
    cells: (number) => cellsOf(board.countQuestion(number, resolve(store.state.filter))),
    /** The cells of any two axes under a filter. */
    count: (rows, columns, of, filter) => cellsOf(
      board.counts(rows, columns, of, resolve({...emptyFilter(), ...filter}))),
    state: () => store.state,
    set: (part) => store.set(part),
    /** The pairs whose chains the page carries, with the number of them and their strengths. */
    chains: () => [...finder.pairs].map(([pair, {total, strength, chains}]) => ({
      ends: pair.split(' ').map(key),
      total,
      strength,
      chains: chains.map((chain) => ({
        keys: chain.nodes.map(key),
        relations: chain.steps.map((step) => graph.relation(step.edge)),
        about: chain.about === 0 ? 'mitigation' : 'risk',
        stance: chain.stance,
        directness: chain.directness,
        strength: chain.strength,
      })),
    })),
  });
}
