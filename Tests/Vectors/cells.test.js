// The page's own scripts against what the library counted and found. A vector is a page's data and
// its cases: a filter with the cells of the filtered graph, or the chains of the page. Run by the
// Swift tests: node --test, with VECTORS and PAGE_SCRIPT.
'use strict';

const {readFileSync} = require('node:fs');
const {test} = require('node:test');
const assert = require('node:assert');

// The scripts of a page, all but the last one, which puts the page together.
const script = readFileSync(process.env.PAGE_SCRIPT, 'utf8');
const {
  readGraph, countMatrix, markFiltered, emptyFilter, readChains, ABOUT, pathsCommand, withoutChains,
} = new Function(script + '\nreturn {readGraph, countMatrix, markFiltered, emptyFilter, readChains, '
  + 'ABOUT, pathsCommand, withoutChains};')();

const vectors = JSON.parse(readFileSync(process.env.VECTORS, 'utf8'));

/** What a cell says, as the Swift side writes it. */
const numbers = (cell) => [
  cell.state, cell.isFiltered ? 1 : 0, cell.works, cell.papers.length, cell.held, cell.supporting,
  cell.mixed, cell.opposing, cell.worksFor, cell.worksAgainst, cell.conflict ?? '',
  cell.statesTypes ? 1 : 0, cell.also.join(' '),
];

for (const vector of vectors) {
  const {data} = vector;
  const graph = readGraph(data);
  const key = (node) => graph.nodes[node].key;
  for (const one of vector.cases) {
    test(vector.name + ', ' + one.name, () => {
      const matrix = data.matrices[one.matrix];
      const count = matrix.counts[one.count];
      assert.strictEqual(count.of, one.of);
      const filter = {...emptyFilter(), ...one.filter};
      for (const name of ['types', 'stances']) {
        if (Array.isArray(filter[name])) filter[name] = new Set(filter[name]);
      }
      if (filter.source !== null) {
        filter.source = graph.work(graph.nodes.find((node) => node.key === filter.source).id);
      }
      const whole = countMatrix(graph, data, matrix, count, emptyFilter());
      const seen = markFiltered(countMatrix(graph, data, matrix, count, filter), whole);
      const [rows, columns] = ['rows', 'columns'].map(
        (side) => matrix[side].entries.map(([node]) => key(node)));
      // A node that nobody introduces any more is on no axis of the library's; here it is empty.
      rows.forEach((row, r) => columns.forEach((column, c) => {
        const cell = seen.cells[r * columns.length + c];
        const [i, j] = [one.rows.indexOf(row), one.columns.indexOf(column)];
        const where = row + ' × ' + column;
        if (i < 0 || j < 0) {
          assert.strictEqual(cell.held, 0, where);
          return;
        }
        const [expected, here] = one.cells[i * one.columns.length + j];
        assert.deepStrictEqual([numbers(cell), cell.here], [expected, here], where);
      }));
      const check = (cells, names, expected, wanted) => names.forEach((name, place) => {
        const index = expected.indexOf(name);
        if (index >= 0) assert.deepStrictEqual(numbers(cells[place]), wanted[index][0], name);
      });
      check(seen.rowTotals, rows, one.rows, one.rowTotals);
      check(seen.columnTotals, columns, one.columns, one.columnTotals);
      assert.deepStrictEqual(numbers(seen.total), one.total[0], 'total');
    });
  }
  if (vector.chains) {
    test(vector.name + ', chains', () => {
      const seen = [...readChains(graph, data)].map(([ends, pair]) => [
        ends.split(' ').map(key), pair.total,
        [pair.strength.supporting, pair.strength.opposing, pair.strength.named],
        pair.chains.map((chain) => [
          chain.strength, chain.about, chain.stance, chain.directness, chain.nodes.map(key),
          chain.steps.map((step) => graph.id(step.edge)),
        ]),
      ]);
      assert.deepStrictEqual(seen, vector.chains);
      assert.strictEqual(ABOUT.length, 2);
    });
  }
}

test('a command names whole keys or is not shown', () => {
  const nodes = [["a:b c'd", true], ['risk:1', true], ['risk:2…', false]]
    .map(([key, isKeyWhole]) => ({key, isKeyWhole}));
  assert.strictEqual(pathsCommand({nodes}, 0, 1), "evidence paths graph.jsonl 'a:b c'\\''d' risk:1");
  assert.strictEqual(pathsCommand({nodes}, 0, 2), null);
  assert.strictEqual(pathsCommand({nodes}, 2, 1), null);
});

test('no chain is said to be recorded only where every pair was searched', () => {
  const says = (chains) => /^No evidence chain/.test(withoutChains(chains, 0, 1)[0]);
  assert.ok(says({isComplete: true, starts: [0], ends: [1]}));
  assert.ok(!says({isComplete: false, starts: [0], ends: [1]}));
  assert.ok(!says({isComplete: true, starts: [2], ends: [1]}));
  assert.ok(!says({isComplete: true, starts: [0], ends: [2]}));
  assert.ok(!says(null));
});
