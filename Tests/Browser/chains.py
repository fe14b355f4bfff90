"""Compares the chains that a page carries with `evidence paths --format json`, pair by pair."""

import json
import random
from concurrent.futures import ThreadPoolExecutor

POLICY = """name: strict
unknown: unset
stance:
  mixed: 0.4
directness:
  borrowed: 0.8
  inferred: 0.7
"""
TYPES = ["assertion", "expert-judgment", "case", "observational", "experimental", "synthesis", None]


def header(title):
    return {"evidence": 1, "title": title, "asOf": "2025-01-01",
            "schemes": [{"id": "t@1", "kind": "TaxonomyNode"}, {"id": "a@1", "kind": "RiskDomain"},
                        {"id": "b@1", "kind": "RiskDomain"}]}


def write(folder, name, nodes, statements):
    records = [header(name)] + [{"node": key, "kind": kind, "label": f"{kind} {key}",
                                 **({"notation": key.split(":")[1]} if "@" in key else {})}
                                for key, kind in nodes]
    lines = [json.dumps({k: v for k, v in record.items() if v is not None})
             for record in records + statements]
    graph = folder / f"{name}.jsonl"
    graph.write_text("".join(line + "\n" for line in dict.fromkeys(lines)))
    return graph


def mixed(folder, seed):
    """A small graph in which everything occurs that a chain may meet, or must not follow."""
    draw = random.Random(seed)
    papers = [f"paper:{n}" for n in range(6)]
    measures = [f"mitigation:{n}" for n in range(9)]
    risks = [f"risk:{n}" for n in range(7)]
    domains = [f"{scheme}@1:{n}" for scheme in "ab" for n in ("1", "1.1", "1.2", "2")]
    nodes = [(key, kind) for keys, kind in [
        (papers, "Paper"), (measures, "Mitigation"), (risks, "Risk"), (domains, "RiskDomain"),
        (["t@1:1", "t@1:2"], "TaxonomyNode")] for key in keys]
    statements = []

    def state(start, relation, end, **fields):
        if start != end:
            statements.append({"from": start, "relation": relation, "to": end,
                               "id": f"{seed}-{len(statements)}", **fields})

    def sure():
        return draw.choice([None, 1, 0.9, 0.7, 0.35, 0.05, 0])

    def claim():
        return {"source": draw.choice(papers + ["doi:10.1/elsewhere", None]), "confidence": sure(),
                "stance": draw.choice([None, "supports", "opposes", "mixed"]),
                "evidenceType": draw.choice(TYPES),
                "method": draw.choice([None, None, "model", "model-then-person"])}

    for scheme in "ab":
        state(f"{scheme}@1:1.1", "BROADER", f"{scheme}@1:1")
        state(f"{scheme}@1:1.2", "BROADER", f"{scheme}@1:1")
    for _ in range(12):
        paper, measure = draw.choice(papers), draw.choice(measures)
        state(paper, draw.choice(["PROPOSES", "PROPOSES", "EVALUATES"]), measure, source=paper,
              confidence=sure())
    for _ in range(14):
        state(draw.choice(measures), "ADDRESSES", draw.choice(risks + domains), **claim())
    for _ in range(4):
        state(draw.choice(papers), "IDENTIFIES", draw.choice(risks), **claim())
    for risk in draw.sample(risks, 4):
        state(risk, "IN_DOMAIN", draw.choice(domains))
    for _ in range(11):
        group = draw.choice([measures, risks + domains])
        state(*draw.sample(group, 1), draw.choice(
            ["EXACT_MATCH", "EXACT_MATCH", "CLOSE_MATCH", "BROAD_MATCH", "NARROW_MATCH",
             "RELATED_MATCH"]), draw.choice(group), confidence=sure(),
            justification=draw.choice(["ManualMappingCuration", "LexicalMatching"]),
            predicateModifier=draw.choice([None, None, None, "Not"]))
    for group in (measures, risks):
        for _ in range(3):
            low, high = sorted(draw.sample(group, 2))
            state(low, "PART_OF", high)
    for _ in range(3):
        old, new = sorted(draw.sample(papers, 2))
        state(new, draw.choice(["CITES", "IS_VERSION_OF"]), old)
    state(measures[0], "CLASSIFIED_AS", "t@1:1")
    return write(folder, f"mixed-{seed}", nodes, statements), nodes


def dense(folder):
    """Many works that say the same of the same measures: too many picks to weigh exactly."""
    sources = [f"paper:{n}" for n in range(1, 9)]
    measures = [f"mitigation:{n}" for n in range(8)]
    nodes = [("paper:0", "Paper"), *((key, "Paper") for key in sources),
             *((key, "Mitigation") for key in measures), ("a@1:1", "RiskDomain"),
             ("risk:1", "Risk"), ("risk:2", "Risk")]
    statements = [{"from": "risk:1", "relation": "IN_DOMAIN", "to": "a@1:1", "confidence": 0.9}]
    for at, measure in enumerate(measures):
        statements.append({"from": "paper:0", "relation": "PROPOSES", "to": measure,
                           "source": "paper:0", "confidence": 0.5 + at / 20})
        for number, source in enumerate(sources):
            statements.append({
                "from": measure, "relation": "ADDRESSES", "to": f"risk:{1 + number % 2}",
                "source": source, "confidence": ((at * 7 + number * 3) % 17 + 1) / 20,
                "stance": "mixed" if number == 7 else "supports", "evidenceType": "case"})
            statements.append({"from": measure, "relation": "ADDRESSES", "to": "a@1:1",
                               "source": source, "confidence": ((at * 5 + number) % 13 + 1) / 20})
    return write(folder, "dense", nodes, statements), nodes


def score(value):
    """A strength of the command's JSON in the words of tables and of the page."""
    def text(number):
        return "0" if number == 0 else repr(number).removesuffix(".0")
    if value is None:
        return None
    if not isinstance(value, dict):
        return text(value)
    if value["high"] is None:
        return f"at least {text(value['low'])}"
    return f"{text(value['low'])}–{text(value['high'])}"


def compare(run, graph, pairs, name, *options):
    """Pairs of the page against the command's answers; returns the latter."""

    def command(pair):
        return json.loads(run.ask("paths", graph, *pair["ends"], "--all", "--format", "json",
                                  *options))

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(command, pairs))
    for pair, answer in zip(pairs, answers):
        chains = [{"keys": chain["keys"],
                   "relations": [step["relation"] for step in chain["steps"]],
                   "about": chain["about"], "stance": chain["stance"],
                   "directness": chain["directness"],
                   "strength": score(chain["strength"]) or "?"} for chain in answer["chains"]]
        theirs = {"total": answer["total"], "chains": chains[:5],
                  "strength": {side: score(value) for side, value in answer["strength"].items()}}
        for part, expected in theirs.items():
            run.expect(pair[part] == expected, f"{name}: {part} of {pair['ends']}: page "
                       f"{str(pair[part])[:300]}, command {str(expected)[:300]}")
    return answers


def shipped(run, tab, graph, name, most=40):
    """Pairs spread over what the page carries, and pairs that it does not carry."""
    pairs = tab.evaluate("evidenceReport.chains()")
    held = {tuple(pair["ends"]) for pair in pairs}
    ranked = sorted(pairs, key=lambda pair: -pair["total"])
    chosen = [*ranked[:most // 4], *ranked[::max(1, len(ranked) // most)][:most]]
    answers = compare(run, graph, chosen, name)
    print(f"  {name}: {len(answers)} of {len(pairs)} pairs compared, "
          f"{sum(answer['total'] for answer in answers)} chains")
    run.expect(len(pairs) > 10, f"{name}: enough pairs")
    starts = sorted({start for start, _ in held})
    ends = sorted({end for _, end in held})
    missing = [(start, end) for start in starts for end in ends if (start, end) not in held]
    for start, end in missing[::max(1, len(missing) // 10)][:10]:
        answer = json.loads(run.ask("paths", graph, start, end, "--format", "json"))
        run.expect(answer["total"] == 0, f"{name}: {start} to {end} has no chain either")


def synthetic(run, browser):
    policy = run.folder / "strict.yaml"
    policy.write_text(POLICY)
    compared = 0
    for seed in range(6):
        options = ("--policy", policy) if seed % 2 else ()
        graph, _ = mixed(run.folder, seed)
        page = run.report(f"mixed-{seed}", graph, "--rows", "Mitigation", "--columns", "a@1", *options)
        tab = run.open(browser, page)
        pairs = tab.evaluate("evidenceReport.chains()")
        compare(run, graph, pairs, graph.stem, *options)
        compared += len(pairs)
        tab.context.close()
    run.expect(compared > 60, f"mixed graphs: {compared} pairs")
    graph, _ = dense(run.folder)
    page = run.report("dense", graph, "--rows", "Mitigation", "--columns", "a@1")
    tab = run.open(browser, page)
    pairs = tab.evaluate("evidenceReport.chains()")
    compare(run, graph, pairs, "dense")
    run.expect(any("–" in (pair["strength"]["supporting"] or "") for pair in pairs),
               "what is too large is an interval")
    tab.context.close()


def form(run, browser, page):
    """The form itself: chains and strengths in words, the command for what is not carried."""
    tab = run.open(browser, page)
    tab.fill("#path-form [name=from]", "mitigation:future-of-life-institute2024/A0086")
    tab.fill("#path-form [name=to]", "mit-risk@4:2.2")
    tab.keyboard.press("Enter")
    text = tab.text_content("#path-answer")
    run.expect("evidence paths graph.jsonl mitigation:future-of-life-institute2024/A0086 "
               "mit-risk@4:2.2" in text, f"the command is told: {text[:200]}")
    run.audit(tab, "page with a command")
    pair = next(pair for pair in tab.evaluate("evidenceReport.chains()") if pair["total"] > 5)
    tab.fill("#path-form [name=from]", pair["ends"][0])
    tab.fill("#path-form [name=to]", pair["ends"][1])
    tab.keyboard.press("Enter")
    run.expect(tab.locator(".chain").count() == 5, "the strongest chains are listed")
    run.expect(f"{pair['total']} chains" in tab.text_content("#path-status"), "all are counted")
    run.expect("strength" in tab.text_content("#path-results"), "with their strengths")
    run.audit(tab, "page with chains")
    tab.locator("#paths").scroll_into_view_if_needed()
    run.picture(tab, "paths")
    name, text = run.saved(tab, "#path-form .csv")
    run.expect(name == "chains.csv" and pair["ends"][0] in text, "chains as CSV")
    run.expect("path=" in tab.url, "the chains stand in the address")
    tab.click("#filters details summary")
    tab.fill("#filters [name=until]", "1990")
    tab.keyboard.press("Tab")
    run.expect(tab.locator(".chain").count() == 0, "a filter holds for chains")
    run.expect("strength" not in tab.text_content("#path-answer"), "and no strength is shown under it")
    tab.click("#filters button[type=reset]")
    tab.wait_for_timeout(50)
    run.expect(tab.locator(".chain").count() == 5, "until it is taken off")
    tab.fill("#path-form [name=to]", "4.2")
    tab.keyboard.press("Enter")
    run.expect("no node" not in tab.text_content("#path-status"), "a code names its node")
    tab.fill("#path-form [name=to]", "nowhere")
    tab.keyboard.press("Enter")
    run.expect("no node" in tab.text_content("#path-status"), "an unknown name is said")
    run.expect(tab.text_content("#path-answer") == "", "and nothing old is left standing")
    tab.context.close()
