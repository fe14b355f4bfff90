// The strength of a set of chains, weighed as the library weighs it: the greatest probability, over
// picks of one chain for each work, that some picked chain holds. A statement that two chains share
// is one event; exact while the picks are few, beyond that an interval of proven bounds.

/** The most union terms, over all picks, that are computed exactly. */
const EXACT_LIMIT = 1 << 18;

/** Supporting, opposing and naming chains, each by themselves; null where there is none. */
function chainStrengths(grammar, policy, from, chains) {
  const over = (about, left) => setStrength(grammar, policy, from,
    chains.filter((chain) => chain.about === about && chain.stance !== left));
  return {
    supporting: over('mitigation', 'opposes'),
    opposing: over('mitigation', 'supports'),
    named: over('risk', 'opposes'),
  };
}

/** A number where the strength is exact; else `{low, high}`, high null where none is proven. */
function setStrength(grammar, policy, from, chains) {
  const known = chains.filter((chain) => chain.strength !== null);
  if (known.length === 0) return null;
  const {graph} = grammar;
  const works = new Map();
  for (const chain of known) {
    const work = workOfChain(graph, from, chain);
    if (!works.has(work)) works.set(work, []);
    works.get(work).push(chainEvents(graph, policy, chain));
  }
  const result = pickedUnion([...works.values()], EXACT_LIMIT);
  if (known.length === chains.length) return result;
  return {low: typeof result === 'number' ? result : result.low, high: null};
}

/** The work that states a chain's claim; an unknown source stands for the chain's paper. */
function workOfChain(graph, from, chain) {
  if (chain.claim === null) return 'unknown';
  const start = graph.nodes[from].kind === 'Paper' ? graph.work(from) : 'unknown';
  return workOf(graph, chain.claim) ?? start;
}

/** The statements of a chain as events, and its directness as one where it discounts. */
function chainEvents(graph, policy, chain) {
  const events = chain.steps.map(({edge}) => {
    let probability = statementFactor(graph, policy, edge) ?? 0;
    if (chain.stance === 'mixed' && edge === chain.claim) {
      probability *= policy.numbers['stance.mixed'] ?? 0;
    }
    return {event: edge, probability};
  });
  const probability = policy.numbers['directness.' + chain.directness] ?? 1;
  if (probability < 1) {
    const kind = {direct: 1, borrowed: 2, inferred: 3}[chain.directness];
    events.push({event: kind * 2 ** 32 + (chain.claim ?? 0), probability});
  }
  return events;
}

const productOf = (events) => events.reduce((product, one) => product * one.probability, 1);

const strongestOf = (chains) =>
  chains.reduce((most, chain) => Math.max(most, productOf(chain)), 0);

/** Which of two lists of events comes first. */
function compareEvents(a, b) {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i].event !== b[i].event) return a[i].event - b[i].event;
  }
  return a.length - b.length;
}

/** The strength of the chains of some works, each chain a list of events. */
function pickedUnion(works, limit) {
  const reduced = works.map(reducedChains).filter((chains) => chains.length > 0);
  if (reduced.length === 0) return 0;
  if (reduced.some((chains) => chains.some((chain) => chain.length === 0))) return 1;
  let [low, high, isExact] = [1, 1, true];
  for (const component of eventComponents(reduced)) {
    const found = componentStrength(component, limit);
    if (typeof found === 'number') {
      low *= 1 - found;
      high *= 1 - found;
    } else {
      isExact = false;
      low *= 1 - found.low;
      high *= 1 - found.high;
    }
  }
  return isExact ? 1 - low : {low: 1 - low, high: 1 - high};
}

/** A work's chains without certain events, impossible chains and superfluous chains. */
function reducedChains(chains) {
  const possible = chains.filter((chain) => chain.every((one) => one.probability > 0))
    .map((chain) => chain.filter((one) => one.probability < 1).sort((a, b) => a.event - b.event))
    .sort((a, b) => a.length - b.length || compareEvents(a, b));
  const kept = [];
  for (const chain of possible) {
    const ids = new Set(chain.map((one) => one.event));
    if (!kept.some((other) => other.every((one) => ids.has(one.event)))) kept.push(chain);
  }
  return kept;
}

/** Works grouped so that two of different groups share no event. */
function eventComponents(works) {
  const group = works.map((_, work) => work);
  const owner = new Map();
  const root = (work) => {
    let at = work;
    while (group[at] !== at) at = group[at];
    return at;
  };
  works.forEach((chains, work) => {
    for (const {event} of chains.flat()) {
      if (!owner.has(event)) {
        owner.set(event, work);
        continue;
      }
      const [a, b] = [root(work), root(owner.get(event))];
      if (a !== b) group[Math.max(a, b)] = Math.min(a, b);
    }
  });
  const members = works.map(() => []);
  works.forEach((chains, work) => members[root(work)].push(chains));
  return members.filter((list) => list.length > 0);
}

function componentStrength(works, limit) {
  if (works.length === 1) return strongestOf(works[0]);
  let terms = 1;
  for (const chains of works) {
    terms *= chains.length * 2;
    if (terms > limit) return strengthBounds(works);
  }
  let best = 0;
  const pick = [];
  const choose = (work) => {
    if (work === works.length) {
      best = Math.max(best, unionOf(pick));
      return;
    }
    for (const chain of works[work]) {
      pick.push(chain);
      choose(work + 1);
      pick.pop();
    }
  };
  choose(0);
  return best;
}

/** Inclusion and exclusion over the picked chains. */
function unionOf(chains) {
  let total = 0;
  const held = new Set();
  const extend = (index, probability, size) => {
    if (index === chains.length) {
      if (size > 0) total += size % 2 === 1 ? probability : -probability;
      return;
    }
    extend(index + 1, probability, size);
    const fresh = chains[index].filter((one) => !held.has(one.event));
    for (const one of fresh) held.add(one.event);
    extend(index + 1, probability * productOf(fresh), size + 1);
    for (const one of fresh) held.delete(one.event);
  };
  extend(0, 1, 0);
  return Math.min(1, Math.max(0, total));
}

/** Below: chains of a greedy pick that share no event. Above: the best chain of each work. */
function strengthBounds(works) {
  let above = 1;
  const candidates = [];
  works.forEach((chains, work) => {
    for (const chain of chains) candidates.push({work, chain, strength: productOf(chain)});
    above *= 1 - strongestOf(chains);
  });
  candidates.sort((a, b) => b.strength - a.strength || compareEvents(a.chain, b.chain));
  const used = new Set();
  const served = new Set();
  let below = 1;
  for (const {work, chain, strength} of candidates) {
    if (served.has(work) || chain.some((one) => used.has(one.event))) continue;
    served.add(work);
    for (const one of chain) used.add(one.event);
    below *= 1 - strength;
  }
  return {low: 1 - below, high: Math.max(1 - below, 1 - above)};
}

// Scores as the command writes them: two digits at most, and never more sure than they are.

/** The nearest whole number, the even one of two. */
function nearestEven(value) {
  const below = Math.floor(value);
  const over = value - below;
  return over > 0.5 || (over === 0.5 && below % 2 === 1) ? below + 1 : below;
}

/** Two significant digits. */
function scoreDigits(value, round) {
  if (!(value > 0)) return 0;
  let scale = 100;
  while (value * scale < 10 && scale < 1e22) scale *= 10;
  const scaled = value * scale;
  const near = Math.round(scaled);
  // A value that only binary fractions keep off two digits is not pushed to the next ones.
  return (Math.abs(scaled - near) < 1e-9 ? near : round(scaled)) / scale;
}

/** A strength as data: null, a number, or `{low, high}` rounded outwards. */
function scoreValue(strength) {
  if (strength === null) return null;
  if (typeof strength === 'number') return scoreDigits(strength, nearestEven);
  return {
    low: scoreDigits(strength.low, Math.floor),
    high: strength.high === null ? null : scoreDigits(strength.high, Math.ceil),
  };
}

/** A strength in words. */
function scoreText(strength) {
  const value = scoreValue(strength);
  if (value === null) return 'none';
  if (typeof value === 'number') return String(value);
  return value.high === null ? 'at least ' + value.low : value.low + '–' + value.high;
}
