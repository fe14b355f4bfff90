// Evidence chains, as the library finds them: which statement may follow which, and how far a
// claim was carried.

const RISKS = new Set(['Risk', 'RiskDomain']);
const FITS = {
  paper: (kind) => kind === 'Paper',
  mitigation: (kind) => kind === 'Mitigation',
  claimed: (kind) => RISKS.has(kind),
  rolled: (kind) => RISKS.has(kind),
};
const MATCHES = new Set([
  'EXACT_MATCH', 'CLOSE_MATCH', 'BROAD_MATCH', 'NARROW_MATCH', 'RELATED_MATCH',
]);

/** Which way a broad match reads: from the narrower to the broader. */
function broadPair(graph, edge) {
  const [from, to] = [graph.from(edge), graph.to(edge)];
  return graph.relation(edge) === 'BROAD_MATCH' ? from + '>' + to : to + '>' + from;
}

/** The relations that the grammar itself follows. */
const CHAIN_RELATIONS = new Set([
  'PROPOSES', 'EVALUATES', 'IDENTIFIES', 'ADDRESSES', 'IN_DOMAIN', 'BROADER', 'EXACT_MATCH',
  'CLOSE_MATCH', 'BROAD_MATCH', 'NARROW_MATCH',
]);

/**
 * The grammar of chains over a graph; `bridges` are the matches that a policy lets join them,
 * `through` further relations that the reader asked to follow.
 */
function chainGrammar(graph, bridges, through = []) {
  const may = new Set(bridges);
  const further = through.filter((relation) => !CHAIN_RELATIONS.has(relation));
  const broad = new Set();
  for (let edge = 0; edge < graph.size; edge++) {
    const relation = graph.relation(edge);
    if (relation !== 'BROAD_MATCH' && relation !== 'NARROW_MATCH') continue;
    if (!graph.isNegated(edge)) broad.add(broadPair(graph, edge));
  }
  const isContradicted = (edge) => {
    const [narrow, wide] = broadPair(graph, edge).split('>');
    return broad.has(wide + '>' + narrow) && broad.has(narrow + '>' + wide);
  };

  /** Each move from a state, in the library's order. */
  function moves({node, phase, loose}) {
    const found = [];
    const add = (edge, forward, next, spent) => {
      const target = forward ? graph.to(edge) : graph.from(edge);
      if (graph.isNegated(edge) || !FITS[next](graph.nodes[target].kind)) return;
      const state = {node: target, phase: next, loose: spent};
      found.push({edge, relation: graph.relation(edge), forward, state});
    };
    const follow = (relation, next) => {
      for (const edge of graph.outgoing(node, relation)) add(edge, true, next, loose);
    };
    const match = (relation, spends) => {
      if (!may.has(relation)) return;
      for (const edge of graph.outgoing(node, relation)) add(edge, true, phase, loose || spends);
      for (const edge of graph.incoming(node, relation)) add(edge, false, phase, loose || spends);
    };
    const rollUp = () => {
      follow('BROADER', 'rolled');
      if (loose || !may.has('BROAD_MATCH')) return;
      for (const edge of graph.outgoing(node, 'BROAD_MATCH')) {
        if (!isContradicted(edge)) add(edge, true, 'rolled', true);
      }
      for (const edge of graph.incoming(node, 'NARROW_MATCH')) {
        if (!isContradicted(edge)) add(edge, false, 'rolled', true);
      }
    };
    if (phase === 'paper') {
      follow('PROPOSES', 'mitigation');
      follow('EVALUATES', 'mitigation');
      follow('IDENTIFIES', 'claimed');
    } else {
      if (phase === 'mitigation') follow('ADDRESSES', 'claimed');
      match('EXACT_MATCH', false);
      if (phase !== 'rolled' && !loose) match('CLOSE_MATCH', true);
      if (phase === 'claimed') follow('IN_DOMAIN', 'rolled');
      if (phase !== 'mitigation') rollUp();
    }
    for (const relation of further) follow(relation, phase);
    return found;
  }

  return {
    graph,
    moves,
    start(node) {
      const kind = graph.nodes[node].kind;
      if (kind === 'Paper') return {node, phase: 'paper', loose: false};
      if (kind === 'Mitigation') return {node, phase: 'mitigation', loose: false};
      return RISKS.has(kind) ? {node, phase: 'claimed', loose: false} : null;
    },
    isEnd: (state) => state.phase === 'claimed' || state.phase === 'rolled',
  };
}

const stateName = (state) => state.node + state.phase + state.loose;

/** Everything that the grammar allows from one start; `origins` say whence each was first reached. */
function exploreChains(grammar, start) {
  const states = [start];
  const origins = [null];
  const index = new Map([[stateName(start), 0]]);
  const moves = [];
  for (let next = 0; next < states.length; next++) {
    const found = grammar.moves(states[next]);
    for (const move of found) {
      const name = stateName(move.state);
      if (!index.has(name)) {
        index.set(name, states.length);
        states.push(move.state);
        origins.push(next);
      }
      move.next = index.get(name);
    }
    moves.push(found);
  }
  return {states, moves, origins};
}

/** For each state of a search, whether an end at the target can be reached from it. */
function leadsTo(grammar, {states, moves}, to) {
  const back = states.map(() => []);
  moves.forEach((list, state) => list.forEach((move) => back[move.next].push(state)));
  const leads = states.map((state) => state.node === to && grammar.isEnd(state));
  const queue = states.map((_, state) => state).filter((state) => leads[state]);
  while (queue.length > 0) {
    for (const before of back[queue.pop()]) {
      if (!leads[before]) {
        leads[before] = true;
        queue.push(before);
      }
    }
  }
  return leads;
}

/** What a statement adds to a chain's strength; null where the policy leaves it unknown. */
function statementFactor(graph, policy, edge) {
  const number = policy.numbers;
  const sure = graph.confidence(edge);
  const relation = graph.relation(edge);
  const known = sure === null ? 1 : sure;
  if (relation === 'ADDRESSES' || relation === 'IDENTIFIES') {
    const confidence = sure === null ? policy.unknown : sure;
    if (confidence === null) return null;
    return confidence * (number['evidence.' + (graph.type(edge) || 'assertion')] || 0);
  }
  if (relation === 'EXACT_MATCH') return known * (number['match.exact'] ?? 0);
  if (relation === 'CLOSE_MATCH') return known * (number['match.close'] ?? 0);
  if (relation === 'BROAD_MATCH' || relation === 'NARROW_MATCH') {
    return known * (number['match.broad'] ?? 0);
  }
  return known;
}

/** One chain with its stance, directness and strength. */
function judgeChain(grammar, policy, start, nodes, steps) {
  const {graph} = grammar;
  const claim = steps.find((s) => s.relation === 'ADDRESSES' || s.relation === 'IDENTIFIES');
  const offers = claim !== undefined && claim.relation === 'ADDRESSES';
  let directness = 'direct';
  if (steps.some((step) => grammar.graph.isInferred(step.edge))) {
    directness = 'inferred';
  } else if (offers && start.phase === 'paper') {
    const source = workOf(graph, claim.edge);
    if (source !== null && source !== graph.work(start.node)) directness = 'borrowed';
  }
  let strength = 1;
  for (const step of steps) {
    const factor = statementFactor(graph, policy, step.edge);
    strength = strength === null || factor === null ? null : strength * factor;
  }
  if (strength !== null) strength *= policy.numbers['directness.' + directness] ?? 1;
  return {
    nodes: [...nodes],
    steps: [...steps],
    about: offers ? 'mitigation' : 'risk',
    stance: (claim && graph.stance(claim.edge)) || 'supports',
    directness,
    strength,
    claim: claim ? claim.edge : null,
  };
}

/** How many steps a search takes before it stops and says so; as many as the library's. */
const WORK_BOUND = 2000000;

/**
 * The chains from one node to another, strongest first, with their strength, or the nearest miss.
 * `stoppedAt` is the bound at which the search ended, if it did.
 */
function findChains(grammar, policy, from, to, workBound = WORK_BOUND) {
  const start = grammar.start(from);
  if (from === to || start === null) {
    return {
      chains: [],
      strength: {supporting: null, opposing: null, named: null},
      miss: missWithoutSearch(grammar.graph, from, to),
      stoppedAt: null,
    };
  }
  const search = exploreChains(grammar, start);
  const {chains, stoppedAt} = listChains(grammar, policy, search, to, workBound);
  chains.sort(compareChains);
  return {
    chains,
    strength: chainStrengths(grammar, policy, from, chains),
    miss: chains.length > 0 ? null : nearestMiss(grammar, search, to, stoppedAt !== null),
    stoppedAt,
  };
}

/** Lists every chain of a search that ends at a target, no node twice. */
function listChains(grammar, policy, search, to, workBound) {
  const {states, moves} = search;
  const [start] = states;
  const leads = leadsTo(grammar, search, to);
  const chains = [];
  let stoppedAt = null;
  const nodes = [start.node];
  const steps = [];
  const visited = new Set(nodes);
  let work = 0;
  // Depth first, with a stack of our own: a chain may be longer than the engine's.
  const stack = leads[0] ? [{state: 0, next: 0}] : [];
  while (stack.length > 0) {
    const top = stack[stack.length - 1];
    const move = stoppedAt !== null ? undefined : moves[top.state][top.next++];
    if (move === undefined) {
      stack.pop();
      if (stack.length > 0) {
        visited.delete(nodes.pop());
        steps.pop();
      }
      continue;
    }
    const target = move.state.node;
    if (!leads[move.next] || visited.has(target)) continue;
    work += 1;
    if (work >= workBound) stoppedAt = workBound;
    nodes.push(target);
    steps.push({edge: move.edge, relation: move.relation, forward: move.forward});
    if (target === to) {
      if (grammar.isEnd(move.state)) {
        chains.push(judgeChain(grammar, policy, start, nodes, steps));
      }
      nodes.pop();
      steps.pop();
    } else {
      visited.add(target);
      stack.push({state: move.next, next: 0});
    }
  }
  return {chains, stoppedAt};
}

/** Stronger first, unknown last; then shorter; then by the keys along the chain; then by ids. */
function compareChains(a, b) {
  if (a.strength !== b.strength) {
    if (a.strength === null) return 1;
    if (b.strength === null) return -1;
    return b.strength - a.strength;
  }
  if (a.steps.length !== b.steps.length) return a.steps.length - b.steps.length;
  for (let i = 0; i < a.nodes.length; i++) {
    if (a.nodes[i] !== b.nodes[i]) return a.nodes[i] - b.nodes[i];
  }
  for (let i = 0; i < a.steps.length; i++) {
    if (a.steps[i].edge !== b.steps[i].edge) return a.steps[i].edge - b.steps[i].edge;
  }
  return 0;
}
