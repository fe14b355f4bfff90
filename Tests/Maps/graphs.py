#!/usr/bin/env python3
"""Writes graphs for the grid of maps into a folder: graphs.py DIR. The same bytes every time.

Nothing in them was said by anybody. Sizes are rows × columns; a script is that of all names.
"""
import json
import random
import sys

SCRIPTS = {
    "latin": "oversight audit robustness misuse disclosure privacy autonomy evaluation",
    "long": "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerk AI/ML-model_evaluation.of_systems "
    "misrepresentation counterintelligence",
    "cjk": "人工智能安全治理 大型语言模型 評価方法 ガバナンス 인공지능 안전성",
    "arabic": "سلامة الذكاء الاصطناعي والحوكمة العالمية للنماذج اللغوية",
    "hebrew": "בטיחות בינה מלאכותית ופיקוח על מודלים",
    "thai": "ความปลอดภัย ปัญญาประดิษฐ์ การกำกับดูแล โมเดลภาษา",
    "emoji": "🤖🔥 risk 👩‍👩‍👧‍👦 family 🇪🇺 law naïve Ωmega",
}
SIZES = {"tiny": (2, 2), "small": (9, 5), "middle": (24, 9), "large": (60, 24)}
TYPES = ["assertion", "experimental", "observational", "case", "synthesis"]


def write(path, script, size, sourced=True):
    dice = random.Random(f"{script} {size} {sourced}")
    words = SCRIPTS[script].split()

    def name(least=2, most=5):
        return " ".join(dice.choice(words) for _ in range(dice.randint(least, most)))

    nodes, statements = {}, []

    def node(key, kind, **more):
        nodes[key] = {"node": key, "kind": kind, "label": name(), **more}

    def state(start, relation, end, **more):
        statements.append({"from": start, "relation": relation, "to": end, "via": "made up", **more})

    def scheme(prefix, kind, count, family):
        leaves, top = [], 0
        while len(leaves) < count:
            top += 1
            node(f"{prefix}:{top}", kind, notation=str(top), scheme=prefix)
            for index in range(1, min(family, count - len(leaves)) + 1):
                key = f"{prefix}:{top}.{index}"
                node(key, kind, notation=f"{top}.{index}", scheme=prefix)
                state(key, "BROADER", f"{prefix}:{top}")
                leaves.append(key)
        return leaves

    height, width = SIZES[size]
    rows = scheme("rows@1", "TaxonomyNode", height, 5)
    columns = scheme("cols@1", "RiskDomain", width, 3)
    papers = [f"paper:p{index}" for index in range(14 if sourced else 0)]
    for index, paper in enumerate(papers):
        node(paper, "Paper", authors=name(1, 2), year=2015 + index % 10)
    for index, row in enumerate(rows):
        for column in columns:
            if dice.random() > 0.4:
                continue
            for _ in range(dice.choice([1, 1, 2, 5, 13])):
                key = f"mitigation:m{len(nodes)}"
                node(key, "Mitigation")
                source = {"source": dice.choice(papers)} if papers else {}
                if papers:
                    state(source["source"], "PROPOSES", key, **source)
                state(key, "CLASSIFIED_AS", row, **source)
                state(
                    key, "ADDRESSES", column, evidenceType=dice.choice(TYPES),
                    confidence=round(dice.uniform(0.2, 1), 2),
                    stance=dice.choice(["supports"] * 6 + ["opposes", "mixed"]), **source)
    nodes["mitigation:hub"] = {"node": "mitigation:hub", "kind": "Mitigation", "label": name()}
    for column in columns:
        # Its work is recent enough for every selection.
        more = {"source": papers[9]} if papers else {}
        state("mitigation:hub", "ADDRESSES", column, evidenceType="experimental", **more)
    if papers:
        state(papers[9], "PROPOSES", "mitigation:hub", source=papers[9])
    header = {
        "evidence": 1, "title": name(3, 6), "asOf": "2025-12-03",
        "schemes": [
            {"id": "rows@1", "title": name(3, 5), "kind": "TaxonomyNode"},
            {"id": "cols@1", "title": name(3, 5), "kind": "RiskDomain"},
        ],
        "searches": [
            {"rows": ["rows@1:1"], "columns": ["cols@1:1"], "relation": "ADDRESSES",
             "date": "2025-11-01", "by": name(1, 2)},
        ],
        "notices": [{"text": name(6, 12) + ".", "via": "made up"}],
    }
    lines = [header] + list(nodes.values()) + statements
    with open(path, "w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def main():
    folder = sys.argv[1]
    for script in SCRIPTS:
        write(f"{folder}/small-{script}.jsonl", script, "small")
    for size in SIZES:
        write(f"{folder}/{size}.jsonl", "latin", size)
    write(f"{folder}/unsourced.jsonl", "latin", "small", sourced=False)


main()
