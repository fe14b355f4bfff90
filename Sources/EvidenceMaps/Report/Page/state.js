// What the page shows: one state, from which all its parts are drawn, and which stands in the address.

import {emptyFilter} from './reach.js';

/** The state of a page that nobody has touched. */
export const initialState = () => ({
  /** The question of the page that is shown; null where the axes were chosen. */
  question: 0,
  /** What is chosen instead: axes by name, and the kind that is counted. */
  rows: null,
  columns: null,
  of: null,
  filter: emptyFilter(),
  /** The second layer: 'none', 'whole', 'kept' or the number of one that the page carries; '' for the first
   * of these, where there is any. */
  layer: '',
  kept: null,
  look: '',
  /** The keys of the concepts that are folded, by axis: 'rows' and 'columns'. */
  folded: [],
  /** What the panel shows: ['cell', row, column] or ['node', key]; null where it is shut. */
  open: null,
  path: null,
  gapKind: '',
  gapWords: '',
  /** The bibliography: its order as a column and '-' where it runs backwards, and words. */
  sort: '',
  workWords: '',
});

const LISTS = {types: 'type', stances: 'stance', states: 'state'};

/** A filter as parameters of an address; `prefix` tells a kept one from the one that holds. */
function writeFilter(filter, parameters, prefix) {
  for (const name of ['since', 'until', 'source', 'recorded']) {
    if (filter[name] !== null) parameters.set(prefix + name, filter[name]);
  }
  for (const [name, short] of Object.entries(LISTS)) {
    if (filter[name]) parameters.set(prefix + short, [...filter[name]].sort().join(' '));
  }
  if (filter.reviewed) parameters.set(prefix + 'reviewed', '1');
  for (const {id, key} of filter.under || []) parameters.append(prefix + 'under', id + ' ' + key);
}

function readFilter(parameters, prefix) {
  const filter = emptyFilter();
  for (const name of ['since', 'until']) {
    const value = parseInt(parameters.get(prefix + name), 10);
    if (Number.isFinite(value)) filter[name] = value;
  }
  filter.source = parameters.get(prefix + 'source');
  filter.recorded = parameters.get(prefix + 'recorded');
  for (const [name, short] of Object.entries(LISTS)) {
    const value = parameters.get(prefix + short);
    if (value !== null) filter[name] = new Set(value.split(' ').filter((word) => word !== ''));
  }
  filter.reviewed = parameters.get(prefix + 'reviewed') === '1';
  const under = parameters.getAll(prefix + 'under').map((text) => {
    const at = text.indexOf(' ');
    return {id: text.slice(0, at), key: text.slice(at + 1)};
  });
  if (under.length > 0) filter.under = under;
  return filter;
}

/** The state as the part of an address behind '#'; empty where nothing was chosen. */
export function writeState(state) {
  const parameters = new URLSearchParams();
  const first = initialState();
  for (const name of [
    'question', 'rows', 'columns', 'of', 'layer', 'look', 'gapKind', 'gapWords', 'sort', 'workWords',
  ]) {
    if (state[name] !== first[name] && state[name] !== null) parameters.set(name, state[name]);
  }
  writeFilter(state.filter, parameters, '');
  if (state.kept) {
    writeFilter(state.kept, parameters, 'kept-');
    parameters.set('kept', '1');
  }
  for (const key of state.folded) parameters.append('fold', key);
  if (state.open) state.open.forEach((part) => parameters.append('open', part));
  if (state.path) state.path.forEach((part) => parameters.append('path', part));
  return parameters.toString();
}

/** The state that an address names; what it does not name is as at first. */
export function readState(text) {
  const state = initialState();
  const hash = text.replace(/^#/, '');
  if (!hash.includes('=')) return state;
  const parameters = new URLSearchParams(hash);
  for (const name of ['rows', 'columns', 'of']) state[name] = parameters.get(name);
  for (const name of ['layer', 'look', 'gapKind', 'gapWords', 'sort', 'workWords']) {
    state[name] = parameters.get(name) ?? '';
  }
  const question = parseInt(parameters.get('question'), 10);
  if (Number.isFinite(question)) state.question = question;
  if (state.rows !== null && state.columns !== null) state.question = null;
  state.filter = readFilter(parameters, '');
  if (parameters.get('kept') === '1') state.kept = readFilter(parameters, 'kept-');
  state.folded = parameters.getAll('fold');
  const open = parameters.getAll('open');
  if ((open[0] === 'cell' && open.length === 3) || (open[0] === 'node' && open.length === 2)) {
    state.open = open;
  }
  const path = parameters.getAll('path');
  if (path.length === 2) state.path = path;
  return state;
}

/**
 * Holds the state, and tells all who listen of what changed. `address` is where it is read and written:
 * `read()` and `write(text)`.
 */
export function makeStore(address) {
  let state = readState(address.read());
  const listeners = [];
  function tell(changed) {
    for (const listen of listeners) listen(state, changed);
  }
  return {
    get state() { return state; },
    /** Calls `listen(state, changed)` now, with all that there is, and after each change. */
    watch(listen) {
      listeners.push(listen);
      listen(state, Object.keys(state));
    },
    set(part) {
      state = {...state, ...part};
      address.write(writeState(state));
      tell(Object.keys(part));
    },
    /** Reads the address again, after somebody changed it. */
    reread() {
      state = readState(address.read());
      tell(Object.keys(state));
    },
  };
}
