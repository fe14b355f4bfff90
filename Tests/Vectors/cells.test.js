// The page's counting against what the library counted: each vector is a report's data, a filter,
// and the cells that the library found for it. Run by the Swift tests: node --test, with VECTORS and
// PAGE_SCRIPT.
'use strict';

const {readFileSync} = require('node:fs');
const {test} = require('node:test');
const assert = require('node:assert');

// The scripts of a page, all but the last one, which puts the page together.
const script = readFileSync(process.env.PAGE_SCRIPT, 'utf8');
const {readGraph, countMatrix, emptyFilter} =
  new Function(script + '\nreturn {readGraph, countMatrix, emptyFilter};')();

const vectors = JSON.parse(readFileSync(process.env.VECTORS, 'utf8'));

for (const vector of vectors) {
  test(vector.name, () => {
    const graph = readGraph(vector.data);
    const own = {...vector.data, ...vector.data.matrices[0]};
    const filter = {...emptyFilter(), ...vector.filter};
    for (const name of ['types', 'stances']) {
      if (Array.isArray(filter[name])) filter[name] = new Set(filter[name]);
    }
    if (filter.source) {
      filter.source = graph.work(graph.nodes.find((node) => node.key === filter.source).id);
    }
    const cells = countMatrix(graph, own, own.counts[0], filter).cells;
    const seen = cells.map((cell) => [
      cell.state, cell.works, cell.held, cell.supporting, cell.mixed, cell.opposing, cell.worksFor,
      cell.worksAgainst,
    ]);
    assert.deepStrictEqual(seen, vector.cells);
  });
}
