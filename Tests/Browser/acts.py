"""Tries what a reader of the report does with its map: choose, filter, compare, fold, link, look up."""

import json
import random


def phone(run, tab, what):
    """On a phone no table is wider than the screen, and a cell opens a sheet over the page's foot."""
    wide = tab.evaluate("""[...document.querySelectorAll('.cells, .list')].filter(table =>
      table.offsetParent && table.getBoundingClientRect().right > innerWidth + 1).length""")
    run.expect(wide == 0, f"{what}: {wide} tables are wider than the screen")
    told = tab.evaluate("""getComputedStyle(document.querySelector('#works-table td.number'), '::before').content""")
    run.expect("year" in told, f"{what}: a field of a list says what it is: {told}")
    cell = tab.locator(".cells:visible tbody td:not(.sum)").first
    cell.scroll_into_view_if_needed()
    cell.tap() if tab.evaluate("navigator.maxTouchPoints > 0") else cell.click()
    box = tab.locator("#panel").bounding_box()
    size = tab.viewport_size
    run.expect(box is not None and box["width"] >= size["width"] - 1
               and box["y"] > size["height"] * 0.2, f"{what}: the panel is a sheet: {box}")
    run.picture(tab, f"sheet-{size['width']}")
    tab.click("#panel .close")
    run.expect(not tab.is_visible("#panel"), f"{what}: and shuts")


def face(tab):
    return tab.evaluate("""[...document.querySelectorAll('.cells')].find(t => t.offsetParent)
      .tBodies[0].innerText""")


def explore(run, browser, pages, counted_by_command, graphs):
    name = "ai-risk-repository"
    graph = graphs[name]
    tab = run.open(browser, pages[name], viewport={"width": 1440, "height": 900})
    # The first screen answers before anything is pressed.
    run.expect(tab.evaluate("""[...document.querySelectorAll('.answers .finding, .answers svg, .figures')]
      .every(part => part.getBoundingClientRect().bottom < innerHeight)"""),
               "sentences, pictures and figures are on the first screen")
    run.expect("Of the 24 risk subdomains, 10 have no measure" in tab.text_content(".answers"), "a plain sentence")

    # Any scheme on rows and columns, counted as the command counts it.
    for rows, columns, of in (("mit-risk@4", "mit-causal-timing@4", "Risk"),
                              ("mit-risk@4", "Paper", "Risk"),
                              ("mit-risk@4", "mit-causal-intent@4", "Paper"),
                              ("nexus-mit-mitigation@1", "mit-risk@4", "Mitigation")):
        tab.evaluate("""([rows, columns, of]) => {
          const {elements} = document.getElementById('filters');
          for (const [name, value] of [['rows', rows], ['columns', columns], ['of', of]]) {
            elements[name].value = value;
          }
          elements.of.dispatchEvent(new Event('change', {bubbles: true}));
        }""", [rows, columns, of])
        shown = tab.evaluate("""([r, c, of]) => {
          const keys = id => evidenceReport.axes().find(axis => axis[0] === id)[1];
          const [rows, columns] = [keys(r), keys(c)];
          return evidenceReport.count(r_index(r), r_index(c), of, {}).map((cell, index) => [
            [rows[Math.floor(index / columns.length)], columns[index % columns.length]],
            [cell.state, cell.works, cell.held]]);
          function r_index(id) { return evidenceReport.axes().findIndex(axis => axis[0] === id); }
        }""", [rows, columns, of])
        theirs = counted_by_command(run, graph, "--rows", rows, "--columns", columns, "--of", of)
        apart = [place for place, cell in shown
                 if (cell[0], cell[1], cell[2]) != (theirs[tuple(place)][0], *theirs[tuple(place)][2:4])]
        run.expect(not apart and len(shown) == len(theirs), f"{rows} × {columns} of {of}: {apart[:3]}")
        run.expect(f"rows={rows.replace('@', '%40')}" in tab.url, "the axes stand in the address")
        if columns == "Paper":
            run.expect("?" not in face(tab), "what a paper does not say is no gap")
    run.picture(tab, "axes")

    # The state comes back from the address: filters, axes and the open cell.
    tab.click("#more-filters summary")
    tab.fill("[name=since]", "2024")
    tab.keyboard.press("Tab")
    run.expect("papers from 2024" in tab.text_content("#chips"), "a filter stands on a chip")
    tab.locator(".cells:visible tbody td:not(.sum)").nth(3).click()
    heading, seen = tab.text_content("#panel-title"), face(tab)
    other = tab.context.new_page()
    other.goto(tab.url)
    run.expect(other.text_content("#panel-title") == heading, "a link leads to the cell")
    run.expect(face(other) == seen and "papers from 2024" in other.text_content("#chips"),
               "under the same filter")
    other.close()
    run.audit(tab, "filtered, with a panel")
    tab.keyboard.press("Escape")
    run.expect("open=" not in tab.url, "a shut panel leaves the address")
    tab.click("#chips button")
    run.expect(not tab.is_visible("#chips") and "since" not in tab.url, "a chip takes its filter off")

    # Only what lies under a concept.
    tab.select_option("[name=under]", "mit-causal-entity@4 mit-causal-entity@4:1")
    run.expect("only under 1 Human" in tab.text_content("#chips"), "a facet filters")
    tab.click("#filters button[type=reset]")

    # An open panel follows a filter, and leaves the focus where it is.
    tab.locator(".cells:visible tbody td:not(.sum)").nth(4).click()
    before = tab.text_content("#panel")
    tab.focus("[name=until]")
    tab.fill("[name=until]", "2020")
    tab.keyboard.press("Tab")
    run.expect(tab.text_content("#panel") != before
               and tab.evaluate("document.activeElement.closest('#filters') !== null"),
               "a filter recounts the open cell and keeps the focus")
    tab.keyboard.press("Escape")
    tab.click("#filters button[type=reset]")

    # Two layers: what differs is marked.
    tab.click(".question >> nth=0")
    tab.fill("[name=until]", "2023")
    tab.keyboard.press("Tab")
    tab.select_option("[name=layer]", "whole")
    status = tab.text_content("#filter-status")
    marked = tab.locator(".cells:visible td.differs").count()
    run.expect(marked > 0 and f"{marked} cells differ" in status, f"{marked} cells differ: {status}")
    tab.locator(".cells:visible td.differs").first.click()
    run.expect("without the filter" in tab.text_content("#panel"), "the panel says what stands beside")
    run.picture(tab, "layers")
    run.audit(tab, "two layers")
    tab.keyboard.press("Escape")
    tab.click("#filters .keep")
    run.expect(tab.input_value("[name=layer]") == "kept" and tab.input_value("[name=until]") == "",
               "a kept filter is the second layer")
    tab.click("#filters button[type=reset]")

    # For reviewers.
    tab.select_option("[name=look]", "review")
    run.expect("%" in face(tab), "the share of claims that were checked")
    run.expect(tab.is_visible(".legend .types"), "with its legend")
    run.picture(tab, "review")
    run.audit(tab, "for reviewers")
    tab.click("#filters button[type=reset]")

    # Folding, in place and all at once.
    lines = tab.locator(".cells:visible tbody tr:visible")
    before = lines.count()
    tab.click(".cells:visible tbody .twist >> nth=0")
    run.expect(lines.count() == before - 3, "a head folds what is below it")
    run.expect(tab.get_attribute(".cells:visible tbody .twist >> nth=0", "aria-expanded") == "false",
               "and says so")
    tab.click("#filters .fold")
    tab.click("#filters .fold")
    run.expect(lines.count() == 7, "all folds to the top")
    tab.click("#filters .fold")
    run.expect(lines.count() == before, "and unfolds")

    # The crosshair.
    tab.locator(".cells:visible tbody td:not(.sum)").nth(4).hover()
    run.expect(tab.locator(".cells:visible th.on").count() == 2, "both heads of a cell stand out")

    # The bibliography.
    works = tab.locator("#works-table tbody tr:visible")
    papers = json.loads(run.ask("stats", graph, "--format", "json"))["kinds"]["Paper"]
    run.expect(works.count() == papers, "every work is listed")
    tab.click("#works-table th button:text('year')")
    years = [int(text) for text in tab.locator("#works-table td:nth-child(2)").all_inner_texts()
             if text.isdigit()]
    run.expect(years == sorted(years), "sorted by year")
    tab.fill("#work-filter [name=words]", "weidinger")
    run.expect(0 < works.count() < papers, "searched")
    name_, text = run.saved(tab, "#work-filter .ris")
    run.expect(name_ == "works.ris" and text.count("ER  - ") == works.count(), "as RIS")
    run.expect("TY  - GEN" not in text, "with its types")
    name_, text = run.saved(tab, "#work-filter .bib")
    run.expect(name_ == "works.bib" and text.count("\n@") + 1 == works.count(), "as BibTeX")
    tab.fill("#work-filter [name=words]", "")

    # Search, and the state of the panel.
    tab.keyboard.press("Home")
    tab.fill("#find-words", "7.1")
    tab.keyboard.press("Enter")
    run.expect("7.1" in tab.text_content("#panel-title"), "a code leads to its node")
    tab.keyboard.press("Escape")

    # A picture leads to its matrix.
    tab.evaluate("window.scrollTo(0, 0)")
    tab.click(".answers .picture >> nth=1")
    run.expect(tab.evaluate("document.activeElement.id") == "matrices-title", "a picture leads to its map")

    # Many filters, each as the command counts.
    draw = random.Random(11)
    sources = tab.evaluate("[...document.forms.filters.source.options].map(o => o.value).slice(1)")
    types = ["assertion", "expert-judgment", "case", "observational", "experimental", "synthesis"]
    faults, size = [], 50
    for number in range(size):
        wanted, arguments = {}, []
        if draw.random() < .6:
            wanted["since"] = draw.randint(2018, 2025)
            arguments += ["--since", wanted["since"]]
        if draw.random() < .6:
            wanted["until"] = draw.randint(wanted.get("since", 2018), 2025)
            arguments += ["--until", wanted["until"]]
        if draw.random() < .3:
            wanted["source"] = draw.choice(sources)
            arguments += ["--source", wanted["source"]]
        if draw.random() < .3:
            wanted["types"] = draw.sample(types, draw.randint(1, 5))
            arguments += ["--evidence", *wanted["types"]]
        if not arguments:
            continue
        axes = draw.choice([("mit-risk@4", "mit-causal-entity@4", "Risk"),
                            ("mit-risk@4", "Mitigation", "Risk"),
                            ("mit-mitigation@1", "mit-risk@4", "Mitigation"),
                            ("mit-risk@4", "mit-causal-intent@4", "Paper")])
        mine = tab.evaluate("""([[r, c, of], filter]) => {
          const axes = evidenceReport.axes();
          const [row, column] = [r, c].map(id => axes.findIndex(axis => axis[0] === id));
          if (row < 0 || column < 0) return null;
          if (filter.types) filter.types = new Set(filter.types);
          const [rows, columns] = [axes[row][1], axes[column][1]];
          return evidenceReport.count(row, column, of, filter).map((cell, index) => [
            [rows[Math.floor(index / columns.length)], columns[index % columns.length]],
            [cell.works, cell.held, cell.supporting]]);
        }""", [list(axes), wanted])
        if mine is None:
            continue
        theirs = counted_by_command(run, graph, "--rows", axes[0], "--columns", axes[1], "--of", axes[2],
                                    *arguments)
        faults += [(arguments, place) for place, cell in mine
                   if tuple(place) in theirs and tuple(cell) != theirs[tuple(place)][2:5]]
    run.expect(not faults, f"random filters as the command counts them: {faults[:3]}")

    took = tab.evaluate("""() => { const start = performance.now();
      evidenceReport.set({filter: {...evidenceReport.state().filter, since: 2021}});
      document.body.getBoundingClientRect();
      return performance.now() - start; }""")
    print(f"  a filter took {took:.0f} ms; ready after "
          f"{tab.evaluate('performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart')} ms")
    tab.context.close()


def beside(run, browser, graphs):
    """An older release and another policy set beside the graph."""
    graph = graphs["frontier-mitigations"]
    lines = graph.read_text().splitlines()
    first = next(line for line in lines if '"evidenceType"' in line and '"ADDRESSES"' in line)
    source = json.loads(first)["source"]
    older = run.folder / "older.jsonl"
    older.write_text("\n".join(line for line in lines
                               if not ('"from"' in line and json.loads(line).get("source") == source)) + "\n")
    policy = run.folder / "stricter.yaml"
    policy.write_text("name: stricter\nthresholds:\n  thin: 3\n")
    page = run.folder / "beside.html"
    run.ask("report", older, graph, "--beside-policy", policy, "-o", page)
    tab = run.open(browser, page)
    options = tab.locator("[name=layer] option").all_inner_texts()
    run.expect(len(options) == 3 and options[1].endswith("older.jsonl") and options[2] == "policy stricter",
               f"the layers that there are: {options}")
    tab.select_option("[name=layer]", "0")
    cells = tab.locator(".cells:visible td.differs")
    old = {(c["row"], c["column"]): c for c in json.loads(run.ask(
        "coverage", older, "--rows", "mit-mitigation@2", "--columns", "mit-risk@4", "--format", "json"))["cells"]}
    new = json.loads(run.ask("coverage", graph, "--rows", "mit-mitigation@2", "--columns", "mit-risk@4",
                             "--format", "json"))["cells"]
    apart = sum(1 for c in new if (c["state"], c["independentPapers"], c["witnesses"]) != tuple(
        old[c["row"], c["column"]][name] for name in ("state", "independentPapers", "witnesses")))
    run.expect(cells.count() == apart > 0, f"{cells.count()} cells differ, {apart} by the command")
    cells.first.click()
    run.expect("older.jsonl" in tab.text_content("#panel"), "the panel says what it was")
    run.expect("Only here: " in tab.text_content("#panel"), "and which papers came")
    run.picture(tab, "beside")
    run.audit(tab, "an older release beside")
    tab.context.close()
