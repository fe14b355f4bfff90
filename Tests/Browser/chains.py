"""Compares the page's path finder with `evidence paths --all --format json`, answer by answer."""

import json
import random
import re
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


def compare(run, tab, graph, asked, name, *options):
    """Each answer of the page against the command's; returns the command's."""

    def command(question):
        start, end, through = question
        follow = [part for relation in through for part in ("--through", relation)]
        return json.loads(run.ask("paths", graph, start, end, "--all", "--format", "json", *follow,
                                  *options))

    with ThreadPoolExecutor(2) as pool:
        theirs = list(pool.map(command, asked))
    mine = tab.evaluate("asked => asked.map(one => evidenceReport.paths(...one))",
                        [list(question) for question in asked])
    for question, ours, answer in zip(asked, mine, theirs):
        for chain in answer["chains"]:
            for part in ("sources", "via", "notices"):
                del chain[part]
        for part in ("chains", "strength", "nearestMiss", "stoppedAt", "total"):
            run.expect(ours[part] == answer[part], f"{name}: {part} of {question}: page "
                       f"{str(ours[part])[:300]}, command {str(answer[part])[:300]}")
    return theirs


def tally(name, answers):
    """Prints what was compared, and gives the counts by what an answer holds."""
    def values(side):
        return [answer["strength"][side] for answer in answers]
    counts = {
        "answers": len(answers),
        "chains": sum(answer["total"] for answer in answers),
        "without a chain": sum(answer["total"] == 0 for answer in answers),
        "opposing": sum(value is not None for value in values("opposing")),
        "naming": sum(value is not None for value in values("named")),
        "intervals": sum(isinstance(value, dict) for side in ("supporting", "opposing", "named")
                         for value in values(side)),
        "reasons": len({re.sub("'[^']*'", "…", answer["nearestMiss"]["reason"])
                        for answer in answers if answer["nearestMiss"]}),
    }
    print(f"  {name}: " + ", ".join(f"{count} {what}" for what, count in counts.items()))
    return counts


def shipped(run, tab, graph, name, most=48):
    """Pairs spread over a shipped graph: with many chains, with few, and with none."""
    keys = tab.evaluate("evidenceReport.keys()")

    def of(*kinds):
        return [key for key, kind in keys if kind in kinds]

    starts, ends = of("Paper", "Mitigation", "Risk"), of("RiskDomain", "Risk")
    pairs = [(paper, domain) for paper in of("Paper") for domain in of("RiskDomain")]
    every = max(1, len(starts) * len(ends) // 2000)
    pairs += [(starts[index % len(starts)], ends[index // len(starts) % len(ends)])
              for index in range(0, len(starts) * len(ends), every)]
    counts = tab.evaluate("pairs => pairs.map(pair => evidenceReport.paths(...pair).total)", pairs)
    held = sorted((at for at, count in enumerate(counts) if count), key=lambda at: -counts[at])
    part = most // 4
    missing = [at for at, count in enumerate(counts) if not count]
    chosen = [*held[:part], *held[::max(1, len(held) // part)][:part],
              *missing[::max(1, len(missing) // (2 * part))][:2 * part]]
    asked = [(*pairs[at], []) for at in dict.fromkeys(chosen)]
    wider = tab.evaluate("""pairs => pairs.map(pair => evidenceReport.paths(...pair, ['PART_OF']).total)""",
                         pairs)
    apart = [at for at, (less, more) in enumerate(zip(counts, wider)) if less != more]
    asked += [(*pairs[at], ["PART_OF"]) for at in dict.fromkeys(
        apart[::max(1, len(apart) // part)][:part] + missing[-part // 2:])]
    print(f"  {name}: PART_OF changes {len(apart)} of {len(pairs)} pairs")
    run.expect(apart, f"{name}: following PART_OF finds more")
    asked += [(of("TaxonomyNode")[0], of("RiskDomain")[0], []), (starts[0], starts[0], []),
              (starts[0], of("TaxonomyNode")[0], [])]
    found = tally(name, compare(run, tab, graph, asked, name))
    run.expect(found["chains"] > 20 and found["without a chain"] > 10,
               f"{name}: enough was compared")


def synthetic(run, browser):
    total = {}
    policy = run.folder / "strict.yaml"
    policy.write_text(POLICY)
    for seed in range(6):
        options = ("--policy", policy) if seed % 2 else ()
        graph, nodes = mixed(run.folder, seed)
        page = run.report(f"mixed-{seed}", graph, "--rows", "t@1", "--columns", "a@1", *options)
        tab = run.open(browser, page)
        draw = random.Random(seed + 100)
        kinds = ["Paper", "Paper", "Paper", "Mitigation", "Risk"]
        asked = []
        for _ in range(60):
            start = draw.choice([key for key, kind in nodes if kind == draw.choice(kinds)] or nodes[0])
            end = draw.choice([key for key, kind in nodes if kind in ("Risk", "RiskDomain")])
            through = draw.choice([[], [], ["PART_OF"], ["CITES", "PART_OF"]])
            known = tab.evaluate("evidenceReport.furtherRelations")
            asked.append((start, end, [relation for relation in through if relation in known]))
        for what, count in tally(graph.stem, compare(run, tab, graph, asked, graph.stem,
                                                     *options)).items():
            total[what] = total.get(what, 0) + count
        tab.context.close()
    for what, least in {"chains": 100, "without a chain": 60, "opposing": 20, "naming": 10,
                        "intervals": 5, "reasons": 12}.items():
        run.expect(total[what] >= least, f"mixed graphs: {what}: {total[what]}, not {least}")
    graph, nodes = dense(run.folder)
    page = run.report("dense", graph, "--rows", "a@1", "--columns", "a@1", "--of", "Mitigation")
    tab = run.open(browser, page)
    asked = [(start, end, []) for start in ("paper:0", "paper:3", "mitigation:4")
             for end in ("a@1:1", "risk:1", "risk:2")]
    found = tally("dense", compare(run, tab, graph, asked, "dense"))
    run.expect(found["intervals"] >= 1, f"what is too large is an interval: {found}")
    tab.context.close()


def form(run, browser, page):
    """The form itself: a choice of further relations, strengths in words, a miss in words."""
    tab = run.open(browser, page)
    boxes = tab.locator("#path-form [name=through]")
    run.expect(boxes.count() >= 1 and "part of" in tab.text_content("#path-form fieldset"),
               "the form offers PART_OF")
    tab.fill("#path-form [name=from]", "mitigation:future-of-life-institute2024/A0086")
    tab.fill("#path-form [name=to]", "mit-risk@4:2.2")
    tab.keyboard.press("Enter")
    text = tab.text_content("#path-answer")
    run.expect("ADDRESSES from" in text and "is missing" in text and "Why: no ADDRESSES" in text,
               f"a miss is told: {text[:200]}")
    run.expect("No evidence chain" in tab.text_content("#path-status"), "and announced")
    run.audit(tab, "page with a nearest miss")
    tab.locator("#paths").scroll_into_view_if_needed()
    run.picture(tab, "miss")
    tab.fill("#path-form [name=from]", "Frontier AI Risk Management Framework (v1.0)")
    tab.fill("#path-form [name=to]", "mit-risk@4:5")
    tab.keyboard.press("Enter")
    before = tab.text_content("#path-status")
    run.expect(tab.locator(".chain").count() > 0, "the path finder finds chains")
    run.expect("name the risk:" in tab.text_content("#path-answer"), "strengths are told together")
    boxes.first.check()
    run.expect(tab.text_content("#path-status") != "" and tab.locator(".chain").count() > 0,
               f"a further relation is followed at once: {before}")
    run.audit(tab, "page with chains")
    tab.locator("#paths").scroll_into_view_if_needed()
    run.picture(tab, "paths")
    name, text = run.saved(tab, "#path-form .csv")
    run.expect(name == "chains.csv" and "IDENTIFIES" in text, "chains as CSV")
    tab.fill("#path-form [name=to]", "nowhere")
    tab.keyboard.press("Enter")
    run.expect("no node" in tab.text_content("#path-status"), "an unknown name is said")
    run.expect(tab.text_content("#path-answer") == "", "and nothing old is left standing")
    tab.context.close()
