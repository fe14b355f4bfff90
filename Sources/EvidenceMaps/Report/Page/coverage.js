// The matrix over what a filter leaves, counted as the library counts.

const EVIDENCE = new Set(['PROPOSES', 'EVALUATES', 'IDENTIFIES', 'ADDRESSES']);
const INTRODUCTIONS = ['PROPOSES', 'EVALUATES', 'IDENTIFIES'];

/** Whether a filter leaves a statement in; only what bears evidence is ever left out. */
function passes(graph, filter, edge) {
  const relation = graph.relation(edge);
  if (!EVIDENCE.has(relation)) return true;
  // That a paper proposes a measure is read off its page.
  if (relation !== 'PROPOSES') {
    if (filter.types && !filter.types.has(graph.type(edge) || 'assertion')) return false;
    if (filter.stances && !filter.stances.has(graph.stance(edge) || 'supports')) return false;
  }
  const from = graph.from(edge);
  const paper = graph.nodes[from].kind === 'Paper' ? from : null;
  if (filter.source) {
    const work = workOf(graph, edge) ?? (paper === null ? null : graph.work(paper));
    if (work !== filter.source) return false;
  }
  if (filter.since === null && filter.until === null) return true;
  const maker = graph.source(edge) === null ? paper : graph.sourceNode(edge);
  const year = maker === null ? null : graph.nodes[maker].year;
  if (year === null) return false;
  return year >= (filter.since ?? -Infinity) && year <= (filter.until ?? Infinity);
}

/** The graph without what a filter leaves out, and without what then nobody introduces. */
function filterGraph(graph, filter) {
  const keeps = new Uint8Array(graph.size);
  const introduced = new Set();
  const still = new Set();
  for (let edge = 0; edge < graph.size; edge++) {
    keeps[edge] = passes(graph, filter, edge) ? 1 : 0;
    if (!INTRODUCTIONS.includes(graph.relation(edge)) || graph.isNegated(edge)) continue;
    introduced.add(graph.to(edge));
    if (keeps[edge] === 1) still.add(graph.to(edge));
  }
  const isLost = (node) => introduced.has(node) && !still.has(node);
  for (let edge = 0; edge < graph.size; edge++) {
    if (isLost(graph.from(edge)) || isLost(graph.to(edge))) keeps[edge] = 0;
  }
  const kept = (edge) => keeps[edge] === 1;
  return {
    ...graph,
    keeps: kept,
    isLost,
    outgoing: (node, relation) => graph.outgoing(node, relation).filter(kept),
    incoming: (node, relation) => graph.incoming(node, relation).filter(kept),
  };
}

/** What a mitigation or a risk reaches among risks and domains: `[target, claim, plain, here]`. */
function riskReach(grammar) {
  const known = new Map();
  const nameOf = (walk) => stateName(walk.state) + walk.plain + walk.here;
  const merge = (ways, target, plain, here) => {
    const old = ways.get(target);
    ways.set(target, old ? {plain: old.plain || plain, here: old.here || here} : {plain, here});
  };
  const walkOn = (first, take) => {
    const queue = [first];
    const seen = new Set([nameOf(first)]);
    for (let next = 0; next < queue.length; next++) {
      for (const walk of take(queue[next])) {
        const name = nameOf(walk);
        if (!seen.has(name)) {
          seen.add(name);
          queue.push(walk);
        }
      }
    }
  };
  const following = (walk, move, here) => ({
    state: move.state,
    plain: walk.plain && !grammar.graph.isInferred(move.edge),
    here,
  });
  function suffix(first) {
    const name = nameOf(first);
    if (known.has(name)) return known.get(name);
    const ways = new Map();
    walkOn(first, (walk) => {
      merge(ways, walk.state.node, walk.plain, walk.here);
      return grammar.moves(walk.state).map((move) => {
        const up = ['BROADER', 'BROAD_MATCH', 'NARROW_MATCH'].includes(move.relation);
        return following(walk, move, walk.here && !up);
      });
    });
    known.set(name, ways);
    return ways;
  }
  return (witness) => {
    const start = grammar.start(witness);
    if (start === null) return [];
    const first = {state: start, plain: true, here: true};
    const hits = [];
    if (start.phase === 'claimed') {
      for (const [target, way] of suffix(first)) hits.push([target, null, way.plain, way.here]);
      return hits;
    }
    const merged = new Map();
    walkOn(first, (walk) => {
      const matches = [];
      for (const move of grammar.moves(walk.state)) {
        const next = following(walk, move, true);
        if (move.relation !== 'ADDRESSES') {
          matches.push(next);
          continue;
        }
        if (!merged.has(move.edge)) merged.set(move.edge, new Map());
        for (const [target, way] of suffix(next)) {
          merge(merged.get(move.edge), target, way.plain, way.here);
        }
      }
      return matches;
    });
    for (const [claim, ways] of merged) {
      for (const [target, way] of ways) hits.push([target, claim, way.plain, way.here]);
    }
    return hits;
  };
}

/** The places of one axis that a node reaches: position → claims, each with whether it is plain. */
function axisReach(graph, axis, relations, hitsOf, node) {
  const found = new Map();
  const put = (position, claim, plain) => {
    if (!found.has(position)) found.set(position, new Map());
    const claims = found.get(position);
    if (claim !== null) claims.set(claim, claims.get(claim) || plain);
  };
  const kind = graph.nodes[node].kind;
  if (axis.isRisk && (kind === 'Mitigation' || kind === 'Risk')) {
    for (const [target, claim, plain] of hitsOf(node)) {
      if (axis.position.has(target)) put(axis.position.get(target), claim, plain);
    }
    return found;
  }
  if (axis.isMitigation && kind === 'Risk') {
    for (const [position, claim, plain] of axis.sourcesOf(hitsOf, node)) put(position, claim, plain);
    return found;
  }
  const stated = new Set();
  if (axis.position.has(node)) {
    stated.add(node);
  } else {
    for (const relation of relations) {
      for (const edge of graph.outgoing(node, relation)) {
        if (!graph.isNegated(edge)) stated.add(graph.to(edge));
      }
      for (const edge of graph.incoming(node, relation)) {
        if (!graph.isNegated(edge)) stated.add(graph.from(edge));
      }
    }
  }
  for (const code of stated) {
    for (const up of graph.upwards(code)) {
      if (axis.position.has(up)) put(axis.position.get(up), null, true);
    }
  }
  return found;
}

/** The matrix of a filtered graph: cells, totals of rows and columns, and the whole. */
function countMatrix(graph, data, count, filter) {
  const kept = filterGraph(graph, filter);
  const grammar = chainGrammar(kept, data.policy.bridges);
  const hitsOf = riskReach(grammar);
  const axes = ['rows', 'columns'].map((side) => {
    const entries = data[side].entries.map((entry) => entry[0]);
    const position = new Map(entries.map((node, place) => [node, place]));
    const kind = entries.length > 0 ? graph.nodes[entries[0]].kind : '';
    // The mitigations of the axis from which chains lead to a risk, found once.
    let sources = null;
    const sourcesOf = (hitsOf, risk) => {
      if (sources === null) {
        sources = new Map();
        for (const [place, mitigation] of entries.entries()) {
          for (const [target, claim, plain] of hitsOf(mitigation)) {
            if (!sources.has(target)) sources.set(target, []);
            sources.get(target).push([place, claim, plain]);
          }
        }
      }
      return sources.get(risk) || [];
    };
    return {
      entries, position, isRisk: RISKS.has(kind), isMitigation: kind === 'Mitigation', sourcesOf,
      relations: count[side],
    };
  });
  const [rows, columns] = axes;
  const width = columns.entries.length;
  const fresh = () => ({witnesses: new Set(), claims: new Map(), introductions: new Set()});
  const cells = Array.from({length: rows.entries.length * width}, fresh);
  const rowTotals = rows.entries.map(fresh);
  const columnTotals = columns.entries.map(fresh);
  const total = fresh();
  const introductionsOf = (node, paper) => INTRODUCTIONS.flatMap((relation) =>
    kept.incoming(node, relation).filter(
      (edge) => !graph.isNegated(edge) && (paper === null || graph.from(edge) === paper)));

  function collect(witness, inner) {
    for (const node of inner) {
      const [r, c] = axes.map((axis) => axisReach(kept, axis, axis.relations, hitsOf, node));
      if (r.size === 0 || c.size === 0) continue;
      const isNamed = graph.nodes[node].kind === 'Risk' && count.of === 'Paper';
      const introduces = !count.isAboutRisk || isNamed;
      const brought = introduces ? introductionsOf(node, node === witness ? null : witness) : [];
      for (const [row, rowClaims] of r) {
        for (const [column, columnClaims] of c) {
          const places = [
            cells[row * width + column], rowTotals[row], columnTotals[column], total,
          ];
          for (const place of places) {
            place.witnesses.add(witness);
            for (const claims of [rowClaims, columnClaims]) {
              for (const [claim, plain] of claims) {
                place.claims.set(claim, place.claims.get(claim) || plain);
              }
            }
            for (const edge of brought) place.introductions.add(edge);
          }
        }
      }
    }
  }

  for (const node of graph.nodes) {
    if (node.kind !== count.of || kept.isLost(node.id)) continue;
    if (count.of !== 'Paper') {
      collect(node.id, [node.id]);
      continue;
    }
    const inner = new Set(INTRODUCTIONS.flatMap((relation) =>
      kept.outgoing(node.id, relation).filter((edge) => !graph.isNegated(edge)).map(graph.to)));
    collect(node.id, [...inner].sort((a, b) => a - b));
  }
  const searched = searchScope(graph, data, count);
  const judged = cells.map((cell, index) => {
    const [row, column] = [Math.floor(index / width), index % width];
    return judgeCell(kept, data, count, cell,
      () => searched(rows.entries[row], columns.entries[column]));
  });
  const known = (list) => () => list.every((cell) => cell.state !== 'not-searched');
  return {
    width,
    cells: judged,
    rowTotals: rowTotals.map((cell, row) => judgeCell(kept, data, count, cell,
      known(judged.slice(row * width, (row + 1) * width)))),
    columnTotals: columnTotals.map((cell, column) => judgeCell(kept, data, count, cell,
      known(judged.filter((_, index) => index % width === column)))),
    total: judgeCell(kept, data, count, total, known(judged)),
  };
}

/**
 * The matrix of a page that carries only a part of its graph: states and numbers as the library
 * found them in the whole; witnesses and statements as far as they are here.
 */
function statedMatrix(graph, data, count) {
  const part = countMatrix(graph, data, count, emptyFilter());
  const cells = part.cells.map((cell, index) => {
    const [works, held, supporting, mixed, opposing, worksFor, worksAgainst] = data.figures[index];
    const note = data.notes[index];
    const also = note && note[1] ? note[1].split(', ') : [];
    return {
      ...cell, state: STATES[data.states[index]], works, held, supporting, mixed, opposing,
      worksFor, worksAgainst, also,
    };
  });
  return {...part, cells};
}

/** Whether a search record covers a row and a column. */
function searchScope(graph, data, count) {
  const wanted = count.isAboutRisk ? ['ADDRESSES'] : [...count.rows, ...count.columns];
  const scope = (nodes) => new Set(nodes.flatMap((node) => graph.downwards(node)));
  const records = data.searches.filter((search) => wanted.includes(search.relation))
    .map((search) => [scope(search.rows), scope(search.columns)]);
  return (row, column) => records.some(([first, second]) =>
    (first.has(row) && second.has(column)) || (first.has(column) && second.has(row)));
}

/** The works that make a statement. */
function makersOf(graph, edge) {
  const work = workOf(graph, edge);
  if (work !== null) return [work];
  const from = graph.from(edge);
  if (graph.nodes[from].kind === 'Paper') return [graph.work(from)];
  return graph.incoming(from, 'PROPOSES').filter((proposal) => !graph.isNegated(proposal))
    .map((proposal) => graph.work(graph.from(proposal)));
}

/** Turns what a cell collected into its counts and its state. */
function judgeCell(graph, data, count, found, isSearched) {
  const sides = {supports: new Set(), mixed: new Set(), opposes: new Set()};
  const stances = new Set();
  const works = new Set();
  let [hasPlain, hasClaim, isAsserted] = [false, false, true];
  const evidence = [...new Set([...found.claims.keys(), ...found.introductions])]
    .sort((a, b) => a - b);
  for (const edge of evidence) {
    const stance = graph.stance(edge) || 'supports';
    stances.add(stance);
    for (const work of makersOf(graph, edge)) {
      sides[stance].add(work);
      works.add(work);
    }
    if (stance !== 'supports' || !found.claims.has(edge)) continue;
    hasClaim = true;
    hasPlain = hasPlain || found.claims.get(edge);
    isAsserted = isAsserted && (graph.type(edge) || 'assertion') === 'assertion';
  }
  const witnesses = [...found.witnesses].sort((a, b) => a - b);
  const holding = [];
  if (witnesses.length > 0) {
    if (stances.has('opposes') && !stances.has('supports') && !stances.has('mixed')) {
      holding.push('opposed');
    }
    if (stances.has('mixed') || (stances.has('supports') && stances.has('opposes'))) {
      holding.push('conflicting');
    }
    if (count.isAboutRisk && hasClaim && !hasPlain) holding.push('inferred-only');
    if (works.size === 0) holding.push('unsourced');
    if (count.isAboutRisk && hasClaim && sides.supports.size > 0 && isAsserted) {
      holding.push('asserted-only');
    }
    if (works.size > 0 && works.size < data.policy.thinBelow) holding.push('thin');
  }
  const empty = () => (isSearched() ? 'searched-empty' : 'not-searched');
  return {
    state: witnesses.length === 0 ? empty() : holding[0] || 'covered',
    also: holding.slice(1),
    witnesses,
    held: witnesses.length,
    evidence,
    works: works.size,
    supporting: sides.supports.size,
    mixed: sides.mixed.size,
    opposing: sides.opposes.size,
    worksFor: new Set([...sides.supports, ...sides.mixed]).size,
    worksAgainst: new Set([...sides.opposes, ...sides.mixed]).size,
  };
}
