"""Tries what pictures and large tables fold: by mouse, by keyboard, and with scripts off."""

import json


LONG = "things whose names are so long that three lines of the usual length do not hold them, " \
    "as it is with sentences that somebody took for a name and never shortened"


def wide_graph(folder):
    """Two schemes whose matrix has more cells than a page lists."""
    records = [{"evidence": 1, "title": "Wide", "asOf": "2025-01-01",
                "schemes": [{"id": "t@1", "kind": "TaxonomyNode"},
                            {"id": "d@1", "kind": "RiskDomain"}]}]
    statements = []
    for scheme, kind, families in (("t@1", "TaxonomyNode", 5), ("d@1", "RiskDomain", 3)):
        for top in range(1, families + 1):
            records.append({"node": f"{scheme}:{top}", "kind": kind, "label": f"Family {top} of " + LONG,
                            "notation": str(top)})
            for child in range(1, 37):
                key = f"{scheme}:{top}.{child}"
                records.append({"node": key, "kind": kind, "label": f"Member {top}.{child}",
                                "notation": f"{top}.{child}"})
                statements.append({"from": key, "relation": "BROADER", "to": f"{scheme}:{top}"})
    records += [{"node": "paper:1", "kind": "Paper", "label": "P"},
                {"node": "mitigation:1", "kind": "Mitigation", "label": "M"}]
    statements += [{"from": "paper:1", "relation": "PROPOSES", "to": "mitigation:1"},
                   {"from": "mitigation:1", "relation": "CLASSIFIED_AS", "to": "t@1:2.3"},
                   {"from": "mitigation:1", "relation": "ADDRESSES", "to": "d@1:1.4"}]
    graph = folder / "wide.jsonl"
    graph.write_text("".join(json.dumps(record) + "\n" for record in records + statements))
    return graph


def opened(run, tab, opener, name):
    """One folded thing: Enter opens it and shows its members, Escape closes it."""
    def state():
        return opener.get_attribute("aria-expanded")
    run.expect(state() == "false", f"{name}: closed at first")
    opener.focus()
    tab.keyboard.press("Enter")
    card = tab.locator("#" + opener.get_attribute("aria-controls"))
    run.expect(state() == "true" and card.is_visible(), f"{name}: Enter opens it")
    members = card.locator("li").count()
    run.expect(members > 0 and tab.evaluate("document.activeElement.closest('.card') !== null"),
               f"{name}: the focus is at its members")
    for _ in range(20):  # the page scrolls smoothly
        inside = card.evaluate("""card => { const box = card.getBoundingClientRect();
          return box.left >= 0 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1; }""")
        if inside:
            break
        tab.wait_for_timeout(100)
    run.expect(inside, f"{name}: the members are on the screen")
    run.audit(tab, f"{name}, opened")
    run.picture(tab, f"fold-{name}")
    tab.keyboard.press("Escape")
    run.expect(state() == "false" and not card.is_visible(), f"{name}: Escape closes it")
    run.expect(opener.evaluate("element => element === document.activeElement"),
               f"{name}: and the focus comes back")
    tab.keyboard.press("Space")
    run.expect(state() == "true", f"{name}: the space bar opens it too")
    card.locator("button.close").click()
    run.expect(state() == "false", f"{name}: Close closes it")
    return members


def folds(run, browser, pages):
    for name, page in pages.items():
        tab = run.open(browser, page, viewport={"width": 1280, "height": 900})
        opener = tab.locator("#report-overview .folded").first
        run.expect(opener.count() == 1, f"{name}: the overview is folded")
        told = opener.get_attribute("aria-label")
        members = opened(run, tab, opener, f"{name}-overview")
        run.expect(told.endswith(f": {members} folded"), f"{name}: {told}: {members} members")
        openers = tab.locator("#maps .folded")
        if openers.count() < 2:
            tab.context.close()
            continue
        first, second = (openers.nth(at) for at in (0, 1))
        first.click()
        second.click()
        run.expect((first.get_attribute("aria-expanded"), second.get_attribute("aria-expanded"))
                   == ("false", "true"), f"{name}: one is open at a time")
        tab.context.close()
        tab = run.open(browser, page, java_script_enabled=False)
        below = tab.locator("details.folds")
        run.expect(below.count() >= 1, f"{name}: what is folded stands below without scripts")
        below.first.locator("> summary").click()
        below.first.locator("details.fold > summary").first.click()
        run.expect(below.first.locator("li").first.is_visible(), f"{name}: and opens")
        tab.context.close()
    page = run.report("wide", wide_graph(run.folder), "--rows", "t@1", "--columns", "d@1")
    tab = run.open(browser, page)
    run.expect("shown are" in tab.text_content("#matrices"), "a matrix over its budget says so")
    heads = tab.locator("#matrices thead th button:not(.twist)")
    run.expect(heads.count() == 3, f"its columns open: {heads.count()}")
    run.expect(opened(run, tab, heads.nth(1), "wide-column") == 36, "a head shows all below it")
    run.heads(tab, "wide")
    run.audit(tab, "wide")
    run.picture(tab, "wide")
    tab.context.close()
