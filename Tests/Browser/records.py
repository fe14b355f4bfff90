"""What people recorded of cells: a corner in the cell, words in the panel, a filter over the map."""

import json


def records(run, browser, _):
    lines = [
        {"evidence": 1, "title": "Recorded", "asOf": "2026-01-01",
         "schemes": [{"id": "t@1", "kind": "TaxonomyNode"}, {"id": "d@1", "kind": "RiskDomain"}],
         "judgments": [{"row": "t@1:1", "column": "d@1:1", "of": "Mitigation", "certainty": "low",
                        "reasons": "one small study", "by": "ab"}],
         "statuses": [{"row": "t@1:1", "column": "d@1:1", "status": "planned", "owner": "cd"},
                      {"row": "t@1:2", "column": "d@1:2", "status": "accepted"}]},
        {"node": "paper:1", "kind": "Paper", "label": "P", "year": 2024},
        {"node": "mitigation:a/1", "kind": "Mitigation", "label": "M"},
    ]
    lines += [{"node": f"{scheme}@1:{place}", "kind": kind, "label": f"{kind} {place}",
               "notation": str(place)}
              for scheme, kind in (("t", "TaxonomyNode"), ("d", "RiskDomain")) for place in (1, 2)]
    lines += [
        {"from": "paper:1", "relation": "PROPOSES", "to": "mitigation:a/1"},
        {"from": "mitigation:a/1", "relation": "CLASSIFIED_AS", "to": "t@1:1"},
        {"from": "mitigation:a/1", "relation": "ADDRESSES", "to": "d@1:1", "source": "paper:1"},
    ]
    graph = run.folder / "recorded.jsonl"
    graph.write_text("".join(json.dumps(line) + "\n" for line in lines))
    tab = run.open(browser, run.report("recorded", graph, "--rows", "t@1", "--columns", "d@1"))
    marked = tab.locator(".cells tbody td.noted")
    run.expect(marked.count() == 2, "each cell of which something is recorded has a corner")
    run.expect("planned" in marked.first.text_content() and "low" in marked.first.text_content(),
               "and says it aloud")
    styles = tab.locator(".cells tbody td").evaluate_all(
        "cells => cells.map((cell) => getComputedStyle(cell).fontStyle)")
    run.expect(set(styles) == {"normal"}, f"and is written as others are: {styles}")
    run.expect(tab.locator(".legend .noted").is_visible(), "the legend explains the corner")
    run.audit(tab, "recorded")
    tab.locator(".legend .noted").scroll_into_view_if_needed()
    run.picture(tab, "recorded")
    tab.click("#more-filters summary")
    options = tab.locator("[name=recorded] option").all_text_contents()
    run.expect(options == ["anything", "a certainty", "status: planned", "status: accepted"],
               f"what is recorded can be chosen: {options}")
    for value, shown in (("judged", 1), ("planned", 1), ("accepted", 1), ("", 4)):
        tab.select_option("[name=recorded]", value)
        run.expect(f"{shown} cell" in tab.text_content("#filter-status"), f"shown: {value}")
        run.expect(tab.locator(".cells tbody td.c-off").count() == 4 - shown, f"the others are not: {value}")
        run.expect(("recorded=" + value in tab.url) == (value != ""), f"in the address: {value}")
    tab.select_option("[name=recorded]", "judged")
    chip = tab.locator("#chips .chip")
    run.expect(chip.text_content().startswith("recorded: certainty"), "a chip says so")
    chip.click()
    run.expect(tab.locator(".cells tbody td.c-off").count() == 0, "and takes it off")
    tab.locator(".cells tbody td").first.click()
    run.expect("Status: " in tab.text_content("#panel"), "the panel says it whole")
    tab.context.close()
