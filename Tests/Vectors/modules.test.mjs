// The page's modules one by one, as far as they need no document. Run by the Swift tests: node --test,
// with the modules in the folder PAGE.

import assert from 'node:assert';
import {test} from 'node:test';

const page = (name) => import(process.env.PAGE + '/' + name);
const {isRecorded, readList, readRuns, recordsOf, recordWords} = await page('data.js');
const {figure, folded, kindWords, quoted} = await page('dom.js');
const {bibText, bibWord, csvCell, risText} = await page('export.js');
const {chipsOf} = await page('filters.js');
const {readGaps} = await page('gaps.js');
const {cellFace, differs, hiddenBy, leavesUnder, stripOf} = await page('matrix.js');
const {nodeNames} = await page('paths.js');
const {emptyFilter} = await page('reach.js');
const {initialState, makeStore, readState, writeState} = await page('state.js');
const {compareTexts} = await page('works.js');

test('columns are read as they were written', () => {
  assert.deepStrictEqual(readList([4, 5]), [4, 5]);
  assert.deepStrictEqual(readList({runs: [null, 2, 'a', 1]}), [null, null, 'a']);
  assert.deepStrictEqual([...readList({least: -1, width: 2, digits: '000z10'})], [-1, 60, 61]);
  assert.deepStrictEqual([...readList({steps: '412V2W2TzU'})], [2, 1, 2, 33, 1, -14, 466]);
  assert.deepStrictEqual([...readRuns([1, 2, 1])], [1, 2]);
});

test('records are found by row and column in either order, for the witnesses meant', () => {
  const data = {records: [
    [1, 2, 'Risk', false, 'certainty low'], [2, 1, null, true, 'planned', 'planned', 'Ben', null],
    [1, -1, null, true, 'done', 'done', null, null],
  ]};
  const words = (place, of) => recordsOf(data, place, of).map((record) => record.words);
  assert.deepStrictEqual(words([2, 1], 'Mitigation'), ['planned']);
  assert.deepStrictEqual(words([1, 2], 'Risk'), ['certainty low', 'planned']);
  assert.deepStrictEqual(words([1], null), ['done']);
  assert.deepStrictEqual(words([2], null), []);
  assert.deepStrictEqual(recordWords(data), ['judged', 'planned']);
  assert.deepStrictEqual(recordWords({records: []}), []);
  const found = recordsOf(data, [1, 2], 'Risk');
  assert.deepStrictEqual(['judged', 'planned', 'done'].map((word) => isRecorded(found, word)),
    [true, true, false]);
});

test('words', () => {
  assert.strictEqual(figure(1234567), '1,234,567');
  assert.strictEqual(kindWords('RiskDomain', true), 'risk domains');
  assert.strictEqual(kindWords('TaxonomyNode'), 'concept');
  assert.strictEqual(quoted("a'b"), "'a'\\''b'");
  assert.strictEqual(folded('Éa'), 'ea');
});

test('a state comes back from its address, whatever it holds', () => {
  const states = [
    {},
    {question: 2, look: 'review', layer: 'whole'},
    {question: null, rows: 'a@1', columns: 'Paper', of: 'Risk', folded: ['ra@1:1', 'cb@1:2 & more']},
    {filter: {...emptyFilter(), since: 2020, until: 2024, types: new Set(['case']), reviewed: true,
      stances: new Set(), states: new Set(['thin', 'covered']), source: 'doi:10.1/a=b&c',
      under: [{id: 'a@1', key: 'a@1:1 x'}, {id: 'b', key: 'b:#2'}]}},
    {kept: {...emptyFilter(), since: 1999, recorded: 'in progress'}, layer: 'kept'},
    {filter: {...emptyFilter(), recorded: 'judged'}},
    {open: ['cell', 'a@1:1', 'b@1:2'], path: ['paper:é', 'risk:1'], gapKind: 'thin', gapWords: 'a b'},
    {open: ['node', 'x:%23=&']},
  ];
  for (const part of states) {
    const state = {...initialState(), ...part};
    assert.deepStrictEqual(readState('#' + writeState(state)), state);
  }
  assert.strictEqual(writeState(initialState()), '');
  for (const text of ['#gaps', '', '#', '#open=cell&open=a', '#since=x', '#=&&==', '#question=a']) {
    assert.deepStrictEqual(readState(text), initialState(), text);
  }
});

test('who listens is told of what changed, and the address follows', () => {
  let address = '#since=2020';
  const store = makeStore({read: () => address, write: (text) => { address = '#' + text; }});
  const told = [];
  store.watch((state, changed) => told.push([state.filter.since, changed]));
  assert.strictEqual(told[0][0], 2020);
  store.set({look: 'review'});
  assert.deepStrictEqual(told[1], [2020, ['look']]);
  assert.strictEqual(address, '#look=review&since=2020');
  address = '';
  store.reread();
  assert.strictEqual(told[2][0], null);
});

test('what is filtered stands on chips, each of which takes off its part', () => {
  const filter = {...emptyFilter(), since: 2020, stances: new Set(['opposes']), recorded: 'judged',
    under: [{id: 'a', key: 'a:1'}, {id: 'b', key: 'b:1'}]};
  const chips = chipsOf(filter, (key) => key.toUpperCase());
  assert.deepStrictEqual(chips.map(([text]) => text),
    ['papers from 2020', 'stances: opposes', 'recorded: certainty', 'only under A:1', 'only under B:1']);
  assert.strictEqual(chips[0][1].since, null);
  assert.strictEqual(chips[2][1].recorded, null);
  assert.deepStrictEqual(chips[3][1].under, [{id: 'b', key: 'b:1'}]);
  assert.deepStrictEqual(chipsOf(emptyFilter(), String), []);
});

test('cells look as their state says; sums and papers are no gaps', () => {
  const cell = {state: 'not-searched', held: 0, works: 0, worksFor: 0, worksAgainst: 0, isFiltered: false};
  assert.deepStrictEqual(cellFace(cell, [3]), ['c-unsearched', '?', ' not searched']);
  assert.deepStrictEqual(cellFace(cell, [3], {isOfSources: true}), ['c-none', '·', ' none']);
  assert.deepStrictEqual(cellFace(cell, [3], {isSum: true})[0], 'c-sum');
  assert.deepStrictEqual(cellFace({...cell, isFiltered: true}, [3])[0], 'c-filtered');
  assert.deepStrictEqual(cellFace({...cell, state: 'covered', held: 9, works: 7}, [3, 6, 20]), ['c-covered f2', '7', '']);
  assert.ok(!differs(cell, {...cell}) && differs(cell, {...cell, works: 1}) && differs(cell, null));
});

test('what is folded hides all below it', () => {
  const entries = [[0, -1], [1, 0], [2, 1], [3, 0], [4, -1]];
  assert.deepStrictEqual([...hiddenBy(entries, (at) => at === 0)], [1, 2, 3]);
  assert.deepStrictEqual([...hiddenBy(entries, (at) => at === 1)], [2]);
  assert.deepStrictEqual(leavesUnder(entries, null), [2, 3, 4]);
  assert.deepStrictEqual(leavesUnder(entries, 1), [2]);
  assert.deepStrictEqual(leavesUnder(entries, 4), [4]);
});

test('a strip shows shares', () => {
  assert.strictEqual(stripOf([1, 0, 3]), 'var(--type0) 0% 25%, var(--type2) 25% 100%');
});

const graph = {
  nodes: [
    {id: 0, key: 'doi:10.1/a_b', kind: 'Paper', title: 'Né 2024', name: 'A {study} of 50% & more', year: 2024,
      link: 'https://doi.org/10.1/a_b', code: null,
      paper: {authors: ['Né & Son'], type: 'Journal Article', doi: '10.1/a_b', publisher: 'J #1'}},
    {id: 1, key: 'paper:x', kind: 'Paper', title: 'Né 2024', name: 'X', year: null, link: null, code: null, paper: null},
    {id: 2, key: 'r@1:4.2', kind: 'RiskDomain', title: '4.2 Harm', name: 'Harm', code: '4.2'},
    {id: 3, key: 's@1:4.2', kind: 'RiskDomain', title: '4.2 Ill', name: 'Ill', code: '4.2'},
  ],
  find: (key) => ({'doi:10.1/a_b': 0, 'paper:x': 1, 'r@1:4.2': 2, 's@1:4.2': 3})[key],
};

test('reference managers get what the works are', () => {
  const ris = risText(graph, [0, 1]);
  assert.ok(ris.startsWith('TY  - JOUR\r\nTI  - A {study} of 50% & more\r\nAU  - Né & Son\r\nPY  - 2024'));
  assert.ok(ris.includes('TY  - GEN\r\nTI  - X\r\n') && ris.split('ER  - ').length === 3);
  const bib = bibText(graph, [0, 1]);
  assert.ok(bib.startsWith('@article{Ne2024,\n  title = {{A \\{study\\} of 50\\% \\& more}},\n'), bib);
  assert.ok(bib.includes('journal = {J \\#1}') && bib.includes('@misc{Ne2024-2,'), bib);
  assert.strictEqual(bibWord('a\\b~^'), 'a\\textbackslash{}b\\textasciitilde{}\\textasciicircum{}');
});

test('no cell of a CSV file is a formula', () => {
  assert.strictEqual(csvCell('=1+1'), "'=1+1");
  assert.strictEqual(csvCell('a "b", c'), '"a ""b"", c"');
  assert.strictEqual(csvCell(null), '');
});

test('a name finds its nodes, a key its one', () => {
  const names = nodeNames(graph);
  assert.deepStrictEqual(names('4.2'), [2, 3]);
  assert.deepStrictEqual(names(' HARM '), [2]);
  assert.deepStrictEqual(names('r@1:4.2'), [2]);
  assert.deepStrictEqual(names('ne 2024'), [0, 1]);
  assert.deepStrictEqual(names('nowhere'), []);
});

test('gaps are read in their order', () => {
  const gaps = readGaps(graph, {kinds: ['thin', 'unclassified'], texts: ['Why', 'What?'], total: 3,
    cells: [[1, 1, 0, 0, 2, 3, 0, -1, 1]], nodes: [[[1, 0, 1, 0], [0, 1]]]});
  assert.deepStrictEqual(gaps.map(({rank, where, question}) => [rank, where, question]),
    [['1=', '4.2 Harm × 4.2 Ill', 'What?'], ['1', 'Né 2024', null], ['1', 'Né 2024', null]]);
});

test('a table sorts numbers by value and puts what is missing last', () => {
  assert.deepStrictEqual(['10', '–', '9', '1,000'].sort(compareTexts), ['9', '10', '1,000', '–']);
  assert.deepStrictEqual(['b', 'a'].sort(compareTexts), ['a', 'b']);
});
