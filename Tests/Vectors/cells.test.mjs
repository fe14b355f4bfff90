// The page's own modules against what the library counted and found. A vector is a page's data and
// its cases: a filter with the cells of the filtered graph, or the chains of the page. Run by the
// Swift tests: node --test, with the modules and the vectors in the folder PAGE.

import assert from 'node:assert';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

const page = (name) => import(process.env.PAGE + '/' + name);
const {readGraph} = await page('data.js');
const {countMatrix, markFiltered} = await page('counts.js');
const {emptyFilter, pairOf, statedMatrix} = await page('reach.js');
const {ABOUT, pathsCommand, readChains, withoutChains} = await page('paths.js');

const vectors = JSON.parse(readFileSync(process.env.PAGE + '/vectors.json', 'utf8'));

/** What a cell says, as the Swift side writes it. */
const numbers = (cell) => [
  cell.state, cell.isFiltered ? 1 : 0, cell.works, cell.paperCount, cell.held, cell.supporting,
  cell.mixed, cell.opposing, cell.worksFor, cell.worksAgainst, cell.conflict ?? '',
  cell.statesTypes ? 1 : 0, cell.also.join(' '),
];

for (const vector of vectors) {
  const {data} = vector;
  const graph = readGraph(data);
  const key = (node) => graph.nodes[node].key;
  if (!data.isCounting) {
    data.matrices.forEach((matrix) => {
      const on = [matrix.rows, matrix.columns].map((at) => data.axes[at].id);
      test(vector.name + ', ' + matrix.title + ' as it is', () => {
        const one = vector.cases.find(({of, on: ids}) => of === matrix.of && ids.join() === on.join());
        const expected = one.cells.map(([[state, , works, , ...counts]]) =>
          [state, works, ...counts.slice(0, 6)]);
        const seen = statedMatrix(graph, matrix).cells;
        assert.deepStrictEqual(seen.map((cell) => [
          cell.state, cell.works, cell.held, cell.supporting, cell.mixed, cell.opposing,
          cell.worksFor, cell.worksAgainst,
        ]), expected);
      });
      test(vector.name + ', ' + matrix.title + ' lists what is here', () => {
        for (const {evidence, witnesses, held} of statedMatrix(graph, matrix).cells) {
          assert.ok(evidence.every(graph.isCarried) && witnesses.every(graph.isNamed));
          assert.ok(witnesses.length <= held);
        }
      });
    });
    continue;
  }
  for (const one of vector.cases) {
    test(vector.name + ', ' + one.name, () => {
      const [onRows, onColumns] = one.on.map((id) => data.axes.findIndex((axis) => axis.id === id));
      if (onRows < 0 || onColumns < 0) return;
      const pair = pairOf(data, one.of, onRows, onColumns);
      const filter = {...emptyFilter(), ...one.filter};
      for (const name of ['types', 'stances']) {
        if (Array.isArray(filter[name])) filter[name] = new Set(filter[name]);
      }
      if (filter.source !== null) {
        const source = graph.find(filter.source);
        // A page that carries a part only may not name it.
        if (source === undefined && !data.isWhole) return;
        filter.source = graph.work(source);
      }
      const whole = countMatrix(graph, data, pair, emptyFilter());
      const seen = markFiltered(countMatrix(graph, data, pair, filter), whole);
      const [rows, columns] = ['rows', 'columns'].map(
        (side) => pair[side].entries.map(([node]) => key(node)));
      // A node that nobody introduces any more is on no axis of the library's; here it is empty.
      rows.forEach((row, r) => columns.forEach((column, c) => {
        const cell = seen.cells[r * columns.length + c];
        const [i, j] = [one.rows.indexOf(row), one.columns.indexOf(column)];
        const where = row + ' × ' + column;
        assert.deepStrictEqual([cell.witnesses, cell.papers, cell.evidence].map((list) => list.length),
          [cell.held, cell.paperCount, cell.claims], where);
        assert.strictEqual(cell.types.reduce((sum, count) => sum + count, 0), cell.claims, where);
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
  test(vector.name + ', only what lies under a concept', () => {
    data.axes.forEach((axis, at) => {
      const pair = pairOf(data, data.matrices[0].of, data.matrices[0].rows, data.matrices[0].columns);
      if (pair.of === 'Paper') return;
      const whole = countMatrix(graph, data, pair, emptyFilter());
      axis.entries.slice(0, 4).forEach((_, place) => {
        const under = [{axis: at, place}];
        const found = countMatrix(graph, data, pair, {...emptyFilter(), under});
        const crossed = countMatrix(graph, data, pairOf(data, pair.of, at, data.matrices[0].columns),
          emptyFilter());
        const width = pair.columns.entries.length;
        found.cells.forEach((cell, index) => {
          const there = new Set(crossed.cells[place * width + (index % width)].witnesses);
          assert.deepStrictEqual(cell.witnesses, whole.cells[index].witnesses.filter((node) => there.has(node)));
        });
      });
    });
  });
  if (vector.chains) {
    test(vector.name + ', chains', () => {
      const seen = [...readChains(graph, data)].map(([ends, pair]) => [
        ends.split(' ').map(key), pair.total,
        [pair.strength.supporting, pair.strength.opposing, pair.strength.named],
        pair.chains.map((chain) => [
          chain.strength, chain.about, chain.stance, chain.directness, chain.nodes.map(key),
          chain.steps.map((step) => step.edge),
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
