// The chains of the matrices' cells: which they are, and how strong, the library has found.

import {button, counted, el, figure, folded, quoted, statementWords} from './dom.js';
import {papersBehind, saveBib, saveCSV, saveRIS, STATEMENT_HEADS, statementRows} from './export.js';
import {isEmptyFilter, select} from './reach.js';

export const ABOUT = ['offers a measure', 'names the risk'];
const STANCES = ['supports', 'mixed', 'opposes'];
const DIRECTNESS = ['direct', 'borrowed', 'inferred'];

/** The chains that the page carries, by their ends. */
export function readChains(graph, data) {
  const pairs = new Map();
  for (const [from, to, total, supporting, opposing, named, ...chains] of data.chains?.pairs ?? []) {
    pairs.set(from + ' ' + to, {
      total,
      strength: {supporting, opposing, named},
      chains: chains.map(([strength, code, ...edges]) => {
        const nodes = [from];
        const steps = edges.map((edge) => {
          const forward = graph.from(edge) === nodes[nodes.length - 1];
          nodes.push(forward ? graph.to(edge) : graph.from(edge));
          return {edge, forward};
        });
        return {
          strength, nodes, steps, about: code % 2, stance: STANCES[(code >> 1) % 3],
          directness: DIRECTNESS[Math.floor(code / 6)],
        };
      }),
    });
  }
  return pairs;
}

/** The command that asks for the chains of two nodes; null where the page lacks the whole of a key. */
export function pathsCommand(graph, from, to) {
  const ends = [from, to].map((node) => graph.nodes[node]);
  return ends.every((node) => node.isKeyWhole)
    ? ['evidence paths graph.jsonl', ...ends.map((node) => quoted(node.key))].join(' ') : null;
}

/** Why the page has no chains of two nodes, and what the command would answer. */
export function withoutChains(chains, from, to) {
  const what = 'The chains of these two';
  if (!chains) return ['The graph is too large for this page to carry its chains.', what];
  const isPair = chains.starts.includes(from) && chains.ends.includes(to);
  if (!isPair) {
    return ['The page carries chains from the papers and measures behind its matrices to the risks on '
      + 'them; these two are no such pair.', what];
  }
  return chains.isComplete ? ['No evidence chain is recorded in this graph.', 'What is missing']
    : ['The page does not carry the chains of every pair, and none of these two: there may be some.',
      what];
}

/** The form that asks for two ends, and the chains between them. */
export function pathFinder(graph, data, store, resolve, showNode) {
  const section = document.getElementById('paths');
  const form = document.getElementById('path-form');
  const results = document.getElementById('path-results');
  const status = document.getElementById('path-status');
  const together = document.getElementById('path-answer');
  const pairs = readChains(graph, data);
  const [starts, ends] = ['starts', 'ends'].map((side) => new Set(data.chains?.[side] ?? []));
  /** What the filters of the matrices leave; null where there is no filter. */
  let selected = null;
  const nameOf = (node) => node.title + ' · ' + node.key;
  const offer = (list, nodes) => document.getElementById(list).append(
    ...[...nodes].map((node) => el('option', {value: nameOf(graph.nodes[node])})));
  const names = nodeNames(graph);
  offer('path-starts', starts);
  offer('path-ends', ends);
  let chains = [];
  const edgesOf = () => [...new Set(chains.flatMap((chain) => chain.steps.map((s) => s.edge)))];

  /** The node that a field names: by key, name, citation or code; a code first among what is offered. */
  function pick(input, offered) {
    const found = names(input.value);
    const preferred = found.filter((node) => offered.has(node));
    const nodes = preferred.length > 0 ? preferred : found;
    const fault = nodes.length === 0 ? 'no node of this name, code or key'
      : nodes.length > 1 ? figure(nodes.length) + ' nodes bear this name: '
        + nodes.slice(0, 4).map((node) => graph.nodes[node].key).join(', ') + '; choose one' : '';
    input.setAttribute('aria-invalid', fault === '' ? 'false' : 'true');
    return [fault === '' ? nodes[0] : null, fault];
  }

  const nameButton = (node) => button(graph.nodes[node].title, () => showNode(node), 'name');

  function chainItem(chain) {
    const steps = chain.steps.map((step, index) => {
      const source = graph.sourceNode(step.edge);
      const who = source === null ? graph.source(step.edge) : graph.nodes[source].title;
      return el('li', {},
        el('span', {class: 'relation'}, (step.forward ? '' : '← ') + statementWords(graph, step.edge)),
        ' ', nameButton(chain.nodes[index + 1]),
        el('span', {class: 'said'}, ' · ' + [
          who === null ? null : 'said by ' + who, graph.type(step.edge), graph.via(step.edge),
        ].filter((part) => part !== null).join(' · ')));
    });
    const strength = selected === null ? [el('b', {}, 'strength ' + chain.strength), ' · '] : [];
    return el('li', {class: 'chain'},
      el('p', {}, strength, ABOUT[chain.about], ' · ', chain.stance, ' · ', chain.directness),
      el('p', {}, nameButton(chain.nodes[0])),
      el('ol', {}, steps));
  }

  /** The strengths of all chains together, by what they say. */
  function strengthParts({supporting, opposing, named}) {
    const parts = [];
    if (supporting !== null || opposing !== null) {
      parts.push('offer a measure: supporting ', el('b', {}, supporting ?? 'none'),
        ', opposing ', el('b', {}, opposing ?? 'none'));
    }
    if (named !== null) {
      parts.push(parts.length > 0 ? '; ' : '', 'name the risk: ', el('b', {}, named));
    }
    return parts;
  }

  /** The command that answers from the whole graph. */
  function command(from, to, what) {
    const text = pathsCommand(graph, from, to);
    const label = what + (selected === null ? '' : ', without the filter') + ': ';
    return el('p', {class: 'said'}, label, text === null
      ? 'ask the command evidence paths; the page cannot print both keys whole.'
      : el('code', {}, text));
  }

  const passes = (chain) => chain.nodes.every((node) => !selected.isLost(node))
    && chain.steps.every(({edge}) => selected.isIn(edge));

  function run() {
    const [[from, fromFault], [to, toFault]] = [
      pick(form.elements.from, starts), pick(form.elements.to, ends)];
    results.replaceChildren();
    together.replaceChildren();
    chains = [];
    const saves = [...form.querySelectorAll('.csv, .ris, .bib')];
    saves.forEach((save) => { save.hidden = true; });
    if (from === null || to === null) {
      status.textContent = [fromFault && 'From: ' + fromFault, toFault && 'To: ' + toFault]
        .filter((part) => part).join('; ') + '.';
      return;
    }
    const answer = pairs.get(from + ' ' + to);
    if (answer === undefined) {
      const [why, what] = withoutChains(data.chains, from, to);
      status.textContent = why;
      together.append(command(from, to, what));
      return;
    }
    chains = selected === null ? answer.chains : answer.chains.filter(passes);
    saves.forEach((save) => { save.hidden = chains.length === 0; });
    const rest = answer.total - answer.chains.length;
    status.textContent = selected === null
      ? counted(answer.total, 'chain') + (rest > 0
        ? '; the ' + answer.chains.length + ' strongest are listed.' : '.')
      : counted(chains.length, 'chain') + ' of the ' + answer.chains.length
        + ' that the page carries ' + (chains.length === 1 ? 'passes' : 'pass') + ' the filter.';
    if (selected === null) {
      together.append(
        el('p', {}, 'All chains together · ', strengthParts(answer.strength)),
        el('p', {class: 'note'}, 'Support scores of our own under the policy, not probabilities. Of each '
          + 'work one chain counts, and a statement that chains share counts once. Two numbers are '
          + 'the bounds of what is too large to weigh exactly.'));
    }
    if (rest > 0) {
      together.append(command(from, to, 'All ' + figure(answer.total)));
    }
    results.replaceChildren(...chains.map(chainItem));
  }

  const isFilled = () => form.elements.from.value !== '' && form.elements.to.value !== '';
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    run();
    const [[from], [to]] = [pick(form.elements.from, starts), pick(form.elements.to, ends)];
    if (from !== null && to !== null) store.set({path: [from, to].map((node) => graph.nodes[node].key)});
  });
  form.querySelector('.csv').addEventListener('click', () => {
    const heads = ['chain', 'strength', 'about', 'chain stance', 'directness', 'step'];
    const rows = chains.flatMap((chain, number) => statementRows(graph, chain.steps.map((s) => s.edge))
      .slice(1).map((row, step) => [
        number + 1, selected === null ? chain.strength : '', ABOUT[chain.about], chain.stance,
        chain.directness, step + 1, ...row,
      ]));
    saveCSV('chains', [[...heads, ...STATEMENT_HEADS], ...rows]);
  });
  form.querySelector('.ris').addEventListener('click', () =>
    saveRIS('chains', graph, papersBehind(graph, edgesOf())));
  form.querySelector('.bib').addEventListener('click', () =>
    saveBib('chains', graph, papersBehind(graph, edgesOf())));
  section.querySelector('.script').hidden = false;
  let path = '';
  store.watch((state, changed) => {
    const isFiltered = changed.includes('filter');
    // Under a filter no strength is shown.
    if (isFiltered) {
      const filter = resolve({...state.filter, under: null});
      selected = isEmptyFilter(filter) ? null : select(graph, filter);
    }
    const name = JSON.stringify(state.path);
    if (changed.includes('path') && name !== path && state.path !== null) {
      const [from, to] = state.path.map((key) => graph.find(key));
      if (from !== undefined && to !== undefined) {
        form.elements.from.value = nameOf(graph.nodes[from]);
        form.elements.to.value = nameOf(graph.nodes[to]);
        run();
      }
    } else if (isFiltered && isFilled()) run();
    path = name;
  });
  return {
    pairs,
    has: (from, to) => pairs.has(from + ' ' + to),
    /** Fills one end or both in, and looks if both are there. */
    go(from, to) {
      if (from !== null) form.elements.from.value = nameOf(graph.nodes[from]);
      if (to !== null) form.elements.to.value = nameOf(graph.nodes[to]);
      section.scrollIntoView();
      (from === null ? form.elements.from : form.elements.to).focus();
      if (isFilled()) run();
    },
  };
}

/** Finds nodes by key, by key and name, by citation, name or code; several where several bear it. */
export function nodeNames(graph) {
  let named = null;
  const put = (name, node) => {
    const known = folded(name);
    if (!named.has(known)) named.set(known, new Set());
    named.get(known).add(node);
  };
  /** The names of all nodes, read when they are first asked for. */
  function read() {
    named = new Map();
    for (const node of graph.nodes) {
      for (const name of [node.title, node.name, node.title + ' · ' + node.key, node.code]) {
        if (name !== null) put(name, node.id);
      }
    }
  }
  return (text) => {
    if (named === null) read();
    const word = text.trim();
    const exact = graph.find(word) ?? graph.find(word.toLowerCase());
    return exact === undefined ? [...(named.get(folded(word)) ?? [])] : [exact];
  };
}
