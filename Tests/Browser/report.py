#!/usr/bin/env python3
"""Tries the report's page in a real browser.

usage: report.py EVIDENCE [--pictures FOLDER] [--only PART...] [--strict]

EVIDENCE is the built command. Needs a Chromium of the system and PyPI's `playwright` and
`axe-playwright-python`; where one of them is missing, the whole is skipped, and said so; with --strict it fails.
"""

import argparse
import csv
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import acts  # noqa: E402
import chains  # noqa: E402
import folds  # noqa: E402
import records  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
GRAPHS = {name: ROOT / "Graphs" / name / "graph.jsonl"
          for name in ("frontier-mitigations", "ai-risk-repository")}
STATES = ["not-searched", "searched-empty", "opposed", "conflicting", "inferred-only",
          "unsourced", "asserted-only", "thin", "covered"]


def skip(reason):
    # Where the tests have to run, what is missing is a failure.
    is_wanted = "--strict" in sys.argv
    print(f"{'FAILED' if is_wanted else 'skipped'}: the report was not tried in a browser: {reason}")
    sys.exit(1 if is_wanted else 0)


try:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright
except ImportError as error:
    skip(f"{error.name} is not installed (pip install playwright axe-playwright-python)")

BROWSER = next((found for name in ("chromium", "chromium-browser", "google-chrome")
                if (found := shutil.which(name))), None)
if BROWSER is None:
    skip("no chromium is installed (apt-get install chromium)")


class Run:
    """The command, the browser, and what was found."""

    def __init__(self, evidence, folder, pictures):
        self.evidence, self.folder, self.pictures = evidence, folder, pictures
        self.checks, self.faults = 0, []

    def expect(self, holds, what):
        self.checks += 1
        if not holds:
            self.faults.append(what)
            print("FAILED:", what)

    def ask(self, *arguments):
        done = subprocess.run([self.evidence, *map(str, arguments)], check=True, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return done.stdout

    def report(self, name, graph, *arguments):
        page = self.folder / f"{name}.html"
        self.ask("report", graph, "-o", page, *arguments)
        again = self.ask("report", graph, "-o", "-", *arguments)
        self.expect(again == page.read_text(), f"{name}: the same bytes twice")
        return page

    def open(self, browser, page, **options):
        context = browser.new_context(**options)
        tab = context.new_page()
        tab.on("console", lambda message: self.faults.append(f"console: {message.text}")
               if message.type in ("error", "warning") else None)
        tab.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        tab.on("dialog", lambda dialog: (self.faults.append("an alert"), dialog.dismiss()))
        tab.on("request", lambda request: self.faults.append(f"asks for {request.url}")
               if not request.url.startswith(("file:", "blob:")) else None)
        tab.goto(page.as_uri())
        return tab

    def picture(self, tab, name, **options):
        if self.pictures:
            tab.screenshot(path=str(self.pictures / f"{name}.png"), **options)

    def audit(self, tab, what):
        found = Axe().run(tab).response["violations"]
        for fault in found:
            nodes = [node["target"] for node in fault["nodes"][:3]]
            print(f"  axe: {fault['id']}: {fault['help']} {nodes} ({len(fault['nodes'])})")
        self.expect(not found, f"{what}: axe finds nothing")

    def heads(self, tab, what, may_be_cut=False):
        """No head of a column is cut or hangs over the cells."""
        cut = tab.evaluate("""mayBeCut => [...document.querySelectorAll('.cells thead th')].filter(head => {
          const text = head.firstElementChild, box = head.getBoundingClientRect();
          const inner = text.getBoundingClientRect();
          const isCut = text.scrollWidth > text.clientWidth + 1
            || text.scrollHeight > text.clientHeight + 1;
          return (isCut && !mayBeCut) || inner.bottom > box.bottom + 1 || inner.top < box.top - 1
            || inner.left < box.left - 2 || inner.right > box.right + 2;
        }).map(head => head.textContent)""", may_be_cut)
        self.expect(not cut, f"{what}: {len(cut)} heads are cut: {cut[:2]}")

    def saved(self, tab, selector):
        with tab.expect_download() as waiting:
            tab.click(selector)
        download = waiting.value
        return download.suggested_filename, pathlib.Path(download.path()).read_bytes().decode()


def counted(tab, number=0):
    """What the page says of each cell of a question, by the keys of its row and column."""
    return {tuple(place): tuple(cell) for place, cell in tab.evaluate("""([n, states]) => {
      const [, ...ids] = evidenceReport.questions()[n];
      const [rows, columns] = ids.map(id => evidenceReport.axes().find(axis => axis[0] === id)[1]);
      return evidenceReport.cells(n).map((cell, index) => [
        [rows[Math.floor(index / columns.length)], columns[index % columns.length]],
        [cell.state, cell.isFiltered, cell.works, cell.held, cell.supporting, cell.mixed,
          cell.opposing, cell.also.filter(mark => states.includes(mark)).join(' ')]]);
    }""", [number, STATES])}


def counted_by_command(run, graph, *arguments):
    rows = json.loads(run.ask("coverage", graph, *arguments, "--format", "json"))["cells"]
    return {(c["row"], c["column"]): (
        c["state"], c.get("filtered", False), c["independentPapers"], c["witnesses"],
        c["supporting"], c["mixed"], c["opposing"], " ".join(c["marks"])) for c in rows}


SHOWN = {
    "frontier-mitigations": [("--rows", "mit-mitigation@2", "--columns", "mit-risk@4")],
    "ai-risk-repository": [
        ("--of", "Risk", "--rows", "mit-risk@4", "--columns", "mit-causal-entity@4"),
        ("--rows", "mit-mitigation@1", "--columns", "mit-risk@4")],
}


def filters(tab, graph):
    """What is chosen in the page, and the same for the command."""
    key = tab.evaluate("""() => {
      const values = [...document.forms.filters.source.options].map(o => o.value).slice(1);
      return values[Math.floor(values.length / 2)];
    }""")
    return [
        ("to 2024", lambda: tab.fill("[name=until]", "2024"), ("--until", "2024")),
        ("from 2025", lambda: tab.fill("[name=since]", "2025"), ("--since", "2025")),
        ("one source", lambda: tab.select_option("[name=source]", key), ("--source", key)),
        ("without assertions", lambda: tab.uncheck("[name=type][value=assertion]"),
         ("--evidence", "expert-judgment", "case", "observational", "experimental", "synthesis")),
        ("reviewed", lambda: tab.evaluate("""() => {
          const box = document.forms.filters.reviewed;
          box.checked = true;
          box.dispatchEvent(new Event('change', {bubbles: true}));
        }"""), ("--reviewed",)),
    ]


def matrices(run, browser, pages):
    for name, page in pages.items():
        graph, shown = GRAPHS[name], SHOWN[name]
        tab = run.open(browser, page)

        def same(what, *arguments):
            for number, axes in enumerate(shown):
                mine, theirs = counted(tab, number), counted_by_command(run, graph, *axes, *arguments)
                apart = [(place, mine.get(place), theirs[place]) for place in theirs
                         if mine.get(place) != theirs[place]]
                run.expect(not apart, f"{name}, matrix {number + 1}, {what}: {apart[:3]}")

        same("no filter")
        for what, prepare, arguments in filters(tab, graph):
            if not tab.is_visible("[name=type] >> nth=0"):
                tab.click("#filters details summary")
            prepare()
            tab.keyboard.press("Tab")
            same(what, *arguments)
            run.expect("shown" in tab.text_content("#filter-status"), f"{what} is announced")
            tab.click("#filters button[type=reset]")
            tab.wait_for_timeout(50)
        same("reset")
        tab.context.close()
    axes, graph = SHOWN["frontier-mitigations"][0], GRAPHS["frontier-mitigations"]
    tab = run.open(browser, pages["frontier-mitigations"])
    tab.click("#filters details summary")
    run.expect(counted(tab) == counted_by_command(run, graph, *axes), "the page counts all")
    tab.uncheck("[name=stance][value=supports]")
    run.expect(all(cell[0] in ("not-searched", "opposed", "conflicting")
                   for cell in counted(tab).values()),
               "without support only opposition is left")
    tab.click("#filters button[type=reset]")
    tab.wait_for_timeout(50)
    tab.uncheck("[name=state][value=not-searched]")
    hidden = tab.locator("td.c-off").count()
    run.expect(hidden == sum(cell[0] == "not-searched" for cell in counted(tab).values()),
               "state filter")
    name, text = run.saved(tab, "#filters .csv")
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    run.expect(name == "cells.csv" and len(rows) - 4 == len(counted(tab)) - hidden, "cells as CSV")
    run.expect("policy default" in rows[1][0] and "cells: " in rows[2][0], f"it says what it is: {rows[:3]}")
    name, text = run.saved(tab, "#filters .ris")
    run.expect(text.startswith("TY  - ") and text.count("ER  - ") >= 2 and "AU  - Uuk" in text,
               "sources as RIS")
    name, text = run.saved(tab, "#filters .bib")
    run.expect(name == "works.bib" and "@" in text and "title = {{" in text, "sources as BibTeX")
    tab.context.close()


def keyboard(run, browser, pages):
    tab = run.open(browser, pages["frontier-mitigations"])
    tab.keyboard.press("Tab")
    run.expect(tab.evaluate("document.activeElement.className") == "skip", "skip link is first")
    run.expect(tab.locator(".skip").bounding_box()["x"] >= 0, "skip link is seen in focus")
    tab.keyboard.press("Enter")
    run.expect(tab.evaluate("document.activeElement.id") == "main", "skip link skips")
    for _ in range(120):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.matches('.cells td')"):
            break
    run.expect(tab.evaluate("document.activeElement.cellIndex") == 1, "the grid is one stop")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowDown")
    place = "[document.activeElement.cellIndex, document.activeElement.parentNode.rowIndex]"
    run.expect(tab.evaluate(place) == [2, 2], "arrows walk over the grid")
    tab.wait_for_timeout(600)  # the page scrolls smoothly
    seen = tab.evaluate("""() => { const a = document.activeElement, b = a.getBoundingClientRect();
      return a.contains(document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2)); }""")
    run.expect(seen, "the cell in focus is not behind a head")
    outline = tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    run.expect(outline == "solid", "focus is visible")
    tab.keyboard.press("Enter")
    run.expect(tab.is_visible("#panel h2"), "Enter opens a cell")
    heading = tab.text_content("#panel-title")
    run.expect("×" in heading, "a cell is named by row and column")
    run.audit(tab, "panel of a cell")
    run.picture(tab, "panel")
    tab.click("#panel .statement button.name >> nth=1")
    run.expect(tab.text_content("#panel-title") != heading, "a name leads to its node")
    run.audit(tab, "panel of a node")
    tab.click("#panel .back")
    run.expect(tab.text_content("#panel-title") == heading, "Back leads back")
    name, text = run.saved(tab, "#panel .actions button:text('CSV')")
    run.expect(name == "cell.csv" and "ADDRESSES" in text, "a cell's statements as CSV")
    tab.keyboard.press("Escape")
    run.expect(not tab.is_visible("#panel"), "Escape closes")
    run.expect(tab.evaluate(place) == [2, 2], "focus comes back to the cell")
    tab.click(".cells tbody td.c-conflicting >> nth=0")
    run.expect(any(f"{n} against" in tab.text_content("#panel") for n in (1, 2)),
               "a click opens a cell")
    tab.context.close()


def lists(run, browser, pages):
    tab = run.open(browser, pages["ai-risk-repository"])
    tab.fill("#find-words", "cyberattacks")
    run.expect("found" in tab.text_content("#find-status"), "search announces what it found")
    tab.click("#find-results button >> nth=0")
    run.expect("yber" in tab.text_content("#panel"), "search leads to a node")
    tab.keyboard.press("Escape")
    tab.select_option("#gap-filter [name=kind]", "risk-without-mitigation")
    tab.fill("#gap-filter [name=words]", "privacy")
    status = tab.text_content("#gap-status")
    found = int(re.match(r"([\d,]+) gaps? found", status).group(1).replace(",", ""))
    run.expect(0 < found < 500, f"gaps with a word: {found}")
    run.expect("gapWords=privacy" in tab.url, "and the address says so")
    name, text = run.saved(tab, "#gap-filter .csv")
    run.expect(len(list(csv.reader(io.StringIO(text)))) - 4 == found, "these gaps as CSV")
    tab.locator("#gap-list li button").first.click()
    run.expect("rivacy" in tab.text_content("#panel"), "a gap opens its node")
    tab.keyboard.press("Escape")
    tab.select_option("#gap-filter [name=kind]", "")
    listed = tab.text_content("#gap-status")
    tab.fill("#gap-filter [name=words]", "")
    total = len(json.loads(run.ask("gaps", GRAPHS["ai-risk-repository"], "--format", "json")))
    for axes in SHOWN["ai-risk-repository"]:
        total += len(json.loads(run.ask("gaps", GRAPHS["ai-risk-repository"], *axes, "--format", "json")))
    listed = int(re.match(r"([\d,]+) gaps in all", tab.text_content("#gap-status")).group(1).replace(",", ""))
    run.expect(listed == total, f"as many gaps as the command lists: {listed}, {total}")
    tab.locator("#gaps td[data-cell] button").first.click()
    run.expect("To ask:" in tab.text_content("#panel"), "a gap of a cell says what to ask")
    tab.keyboard.press("Escape")
    tab.context.close()


def paths(run, browser, pages):
    """The chains of pages against the command, on both shipped graphs and on small made-up ones."""
    for name, graph in GRAPHS.items():
        tab = run.open(browser, pages[name])
        chains.shipped(run, tab, graph, name)
        tab.context.close()
    chains.synthetic(run, browser)
    chains.form(run, browser, pages["ai-risk-repository"])


def forms(run, browser, pages):
    for name, page in pages.items():
        for kind, options in {
            "desktop": {"viewport": {"width": 1280, "height": 900}},
            "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
            "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True,
                      "has_touch": True},
            "narrow": {"viewport": {"width": 320, "height": 640}},
            "tablet": {"viewport": {"width": 1024, "height": 768}},
            "zoomed": {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
            "forced": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
            "still": {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"},
        }.items():
            tab = run.open(browser, page, **options)
            wide = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
            run.expect(wide <= 0, f"{name}, {kind}: the page is {wide} px too wide")
            if options["viewport"]["width"] > 640:
                run.heads(tab, f"{name}, {kind}")
            else:
                acts.phone(run, tab, f"{name}, {kind}")
            run.audit(tab, f"{name}, {kind}")
            run.picture(tab, f"{name}-{kind}")
            run.picture(tab, f"{name}-{kind}-whole", full_page=True)
            tab.context.close()
        tab = run.open(browser, page, java_script_enabled=False)
        run.expect(tab.locator("noscript").count() == 2, f"{name}: says that scripts are off")
        for part in (".answers svg", ".cells", "#maps svg", "#gaps table", "#works table", "#sources table"):
            run.expect(tab.locator(part).first.is_visible(), f"{name}: {part} without scripts")
        for part in ("#filters", "#find", "#gap-filter", "#path-form", "#work-filter", "#panel"):
            run.expect(not tab.locator(part).is_visible(), f"{name}: no {part} without scripts")
        tab.context.close()
        tab = run.open(browser, page)
        tab.emulate_media(media="print")
        run.expect(not tab.is_visible("nav") and not tab.is_visible("#filters"),
                   f"{name}: paper has no controls")
        wide = tab.evaluate("""() => { document.body.style.width = '182mm';
          const most = document.body.getBoundingClientRect().right;
          return [...document.querySelectorAll('.cells, figure svg, .list, .picture')].map(
            e => Math.round(e.getBoundingClientRect().right - most)).filter(d => d > 1); }""")
        run.expect(not wide, f"{name}: too wide for A4 by {wide} px")
        tab.evaluate("document.body.style.width = '273mm'")  # matrices stand on landscape pages
        # A table of several pages would lose its heads on the later ones, were they not cut.
        longest = tab.evaluate("Math.max(...[...document.querySelectorAll('.cells')].map(t => t.rows.length))")
        run.heads(tab, f"{name} on paper", may_be_cut=longest > 20)
        tab.evaluate("document.body.style.width = ''")
        paper = tab.pdf(format="A4", prefer_css_page_size=True)
        run.expect(paper.startswith(b"%PDF"), f"{name}: prints")
        if run.pictures:
            (run.pictures / f"{name}.pdf").write_bytes(paper)
        tab.context.close()


HOSTILE = ["</script><script>hacked=1</script>", "<img src=x onerror=hacked=1>", "=1+1",
           "\u2028<!--<script>", "{{data}}", "'\"><svg onload=hacked=1>", "javascript:hacked=1",
           "@SUM(A1)", "W" * 1_000_000]


def hostile(run, browser, _):
    records = [{"evidence": 1, "title": HOSTILE[0], "asOf": "2025-01-01",
                "schemes": [{"id": "a@1", "title": HOSTILE[1], "kind": "TaxonomyNode"},
                            {"id": "b@1", "title": HOSTILE[5], "kind": "RiskDomain"}],
                "notices": [{"text": HOSTILE[0] + " javascript:alert(1)", "via": HOSTILE[1]}]}]
    statements = []
    for index, text in enumerate(HOSTILE):
        records += [
            {"node": f"a@1:{index}", "kind": "TaxonomyNode", "label": text, "notation": str(index)},
            {"node": f"b@1:{index}", "kind": "RiskDomain", "label": text, "notation": str(index)},
            {"node": f"mitigation:{index}", "kind": "Mitigation", "label": text},
            {"node": f"paper:{index}", "kind": "Paper", "label": text, "authors": [text],
             "url": "javascript:hacked=1"}]
        for relation, start, end in [("PROPOSES", "paper:", "mitigation:"),
                                     ("CLASSIFIED_AS", "mitigation:", "a@1:"),
                                     ("ADDRESSES", "mitigation:", "b@1:")]:
            statements.append({"from": f"{start}{index}", "relation": relation,
                               "to": f"{end}{index}", "rationale": text, "via": text,
                               "source": f"paper:{index}"})
    graph = run.folder / "hostile.jsonl"
    graph.write_text("".join(json.dumps(record) + "\n" for record in records + statements))
    page = run.report("hostile", graph, "--rows", "a@1", "--columns", "b@1")
    run.expect(page.stat().st_size < 1_000_000, "a name of 1 MB does not make the page so large")
    tab = run.open(browser, page)
    run.expect(len(counted(tab)) == 81, "the hostile graph is read")
    for index in range(len(HOSTILE)):
        tab.locator(".cells tbody tr").nth(index).locator("td").nth(index).click()
        tab.keyboard.press("Escape")
    tab.fill("#find-words", "paper:")
    tab.click("#find-results button >> nth=0")
    name, text = run.saved(tab, "#panel .actions button:text('CSV')")
    run.saved(tab, "#panel .actions button:text('RIS')")
    tab.keyboard.press("Escape")
    name, text = run.saved(tab, "#filters .csv")
    cells = [cell for row in csv.reader(io.StringIO(text.lstrip("\ufeff"))) for cell in row]
    run.expect(not [cell for cell in cells if cell[:1] in "=+@" and cell], "no formula in CSV")
    run.expect(any("'=1+1" in cell or "0 " in cell for cell in cells), "formulas are made plain")
    run.expect(tab.evaluate("typeof hacked") == "undefined", "nothing of the data runs")
    links = tab.evaluate("[...document.querySelectorAll('a')].map(a => a.href)")
    run.expect(all(link.startswith(("http", "mailto:", "file:")) for link in links), "links")
    tab.evaluate("""() => { const s = document.createElement('script');
      s.textContent = 'window.hacked = 1'; document.body.append(s); }""")
    run.expect(tab.evaluate("typeof hacked") == "undefined", "the page's policy stops a script")
    run.faults = [fault for fault in run.faults if "Content Security Policy" not in fault]
    tab.context.close()


def large(run, browser, _):
    """A graph too large for the page: it counts all of it, and says what it does not name."""
    records = [{"evidence": 1, "title": "Large", "asOf": "2025-01-01",
                "schemes": [{"id": "t@1", "kind": "TaxonomyNode"},
                            {"id": "d@1", "kind": "RiskDomain"}]}]
    records += [{"node": f"paper:{number}", "kind": "Paper", "label": f"P {number}", "year": 2018 + number}
                for number in range(7)]
    statements = []
    types = [None, "assertion", "case", "experimental", "synthesis"]
    for number in range(9):
        records += [{"node": f"t@1:{number}", "kind": "TaxonomyNode", "notation": str(number)},
                    {"node": f"d@1:{number}", "kind": "RiskDomain", "notation": str(number)}]
    for number in range(16000):
        records.append({"node": f"mitigation:{number}", "kind": "Mitigation", "label": f"M {number}"})
        claim = {"from": f"mitigation:{number}", "relation": "ADDRESSES", "to": f"d@1:{number // 9 % 9}",
                 "source": f"paper:{number % 7}", "rationale": f"{number} " + "because it is said so " * 26}
        if types[number % 5]:
            claim["evidenceType"] = types[number % 5]
        if number % 11 == 0:
            claim["stance"] = "opposes"
        if number % 1000 == 3:
            claim["reviewer"] = "somebody"
        statements += [
            {"from": f"mitigation:{number}", "relation": "CLASSIFIED_AS", "to": f"t@1:{number % 9}"},
            {"from": f"paper:{number % 7}", "relation": "PROPOSES", "to": f"mitigation:{number}"}, claim]
    graph = run.folder / "large.jsonl"
    graph.write_text("".join(json.dumps(record) + "\n" for record in records + statements))
    page = run.report("large", graph, "--rows", "t@1", "--columns", "d@1")
    size = page.stat().st_size
    run.expect(1e6 < size < 5e6, f"a page of {size} bytes")
    tab = run.open(browser, page)
    run.expect("This page carries" in tab.text_content("#findings"), "the page says what is left out")
    tab.fill("#path-form [name=from]", "mitigation:1")
    tab.fill("#path-form [name=to]", "d@1:1")
    tab.click("#path-form button[type=submit]")
    run.expect("too large for this page" in tab.text_content("#paths"), "so does the list of chains")
    axes = ("--rows", "t@1", "--columns", "d@1")
    run.expect(counted(tab) == counted_by_command(run, graph, *axes), "cells are those of the whole")
    for what, prepare, arguments in [*filters(tab, graph), (
            "both", lambda: (tab.fill("[name=since]", "2020"), tab.fill("[name=until]", "2022")),
            ("--since", "2020", "--until", "2022"))]:
        if not tab.is_visible("[name=type] >> nth=0"):
            tab.click("#filters details summary")
        prepare()
        tab.keyboard.press("Tab")
        apart = [place for place, cell in counted_by_command(run, graph, *axes, *arguments).items()
                 if counted(tab).get(place) != cell]
        run.expect(not apart, f"large, {what}: {apart[:3]}")
        tab.click("#filters button[type=reset]")
        tab.wait_for_timeout(50)
    tab.fill("[name=since]", "2023")
    tab.keyboard.press("Tab")
    tab.click(".cells tbody td:not(.c-filtered):not(.sum) >> nth=0")
    panel = tab.text_content("#panel")
    run.expect("that this page carries" in panel and "under the filter" in panel, "a cell says what it lists")
    run.expect("undefined" not in panel and "null" not in panel, "and nothing that it does not know")
    run.saved(tab, "#panel .actions button:text('CSV')")
    tab.keyboard.press("Escape")
    tab.select_option("[name=look]", "review")
    _, text = run.saved(tab, "#filters .csv")
    run.expect(len(text.splitlines()) == 85, "all cells as CSV")
    run.saved(tab, "#filters .ris")
    tab.fill("#find-words", "M 1")
    run.expect("named here" in tab.text_content("#find-status"), "search says where it looks")
    tab.keyboard.press("Escape")
    run.audit(tab, "large")
    run.picture(tab, "large")
    tab.context.close()


def explore(run, browser, pages):
    acts.explore(run, browser, pages, counted_by_command, GRAPHS)


def beside(run, browser, pages):
    acts.beside(run, browser, GRAPHS)


PARTS = {part.__name__: part for part in (matrices, keyboard, explore, beside, lists, paths,
                                          folds.folds, records.records, forms, hostile, large)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("evidence")
    parser.add_argument("--pictures", type=pathlib.Path)
    parser.add_argument("--only", nargs="+", choices=PARTS)
    parser.add_argument("--strict", action="store_true", help="fail where something is missing")
    options = parser.parse_args()
    if options.pictures:
        options.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        run = Run(options.evidence, pathlib.Path(folder), options.pictures)
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        pages = {name: run.report(name, graph) for name, graph in GRAPHS.items()}
        for part in options.only or PARTS:
            print(part)
            PARTS[part](run, browser, pages)
        browser.close()
    for fault in run.faults:
        print("fault:", fault)
    print(f"{run.checks} checks, {len(run.faults)} faults")
    sys.exit(1 if run.faults else 0)


main()
