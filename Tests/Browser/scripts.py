#!/usr/bin/env python3
"""Maps of graphs in seven scripts, drawn by a real browser with the fonts that it finds for them.

usage: scripts.py EVIDENCE [--strict]

Each text has to lie on its sheet, and no two texts may lie on each other. Needs a Chromium of the system, PyPI's `playwright`, and fonts of all scripts, as Debian's
packages fonts-noto-core, fonts-noto-cjk and fonts-noto-color-emoji bring them; where one of them is missing, the
whole is skipped, and said so; with --strict it fails.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
AXES = ["--rows", "rows@1", "--columns", "cols@1"]
SCRIPTS = ["latin", "long", "cjk", "arabic", "hebrew", "thai", "emoji"]
MAPS = [
    ["taxonomy", "--scheme", "cols@1"], ["taxonomy", "--scheme", "rows@1", "--radial"],
    ["coverage", *AXES], ["overview"], ["overview", "--detail", "concepts", *AXES],
    ["gaps", *AXES], ["gaps"], ["around", "cols@1:1.1"], ["paths", "mitigation:hub", "cols@1:1.1"],
]

# Signs that a font without them draws as boxes: one of each script.
SIGNS = {"cjk": "zh", "arabic": "ar", "hebrew": "he", "thai": "th"}

# A drawing with two texts that lie on each other, one of which leaves the sheet.
FAULTY = """<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><text x="10" y="50">監査 audit</text>
<text x="40" y="52">a text that leaves the sheet</text></svg>"""

# Every text with its box on the screen.
READ = """() => {
  const sheet = document.documentElement.getBoundingClientRect();
  const texts = [];
  for (const text of document.querySelectorAll('text')) {
    if (!text.textContent.trim() || getComputedStyle(text).visibility === 'hidden') continue;
    const box = text.getBoundingClientRect();
    if (!box.width) continue;
    const turned = (text.getAttribute('transform') || text.parentElement.getAttribute('transform') || '')
      .includes('rotate');
    texts.push({ text: text.textContent, turned, x: box.left, y: box.top, right: box.right, bottom: box.bottom });
  }
  return { sheet: { x: sheet.left, y: sheet.top, right: sheet.right, bottom: sheet.bottom }, texts };
}"""


def skip(reason):
    is_wanted = "--strict" in sys.argv
    print(f"{'FAILED' if is_wanted else 'skipped'}: maps were not drawn in a browser: {reason}")
    sys.exit(1 if is_wanted else 0)


def faults(drawing):
    """What lies outside the sheet, and which texts lie on each other."""
    sheet, texts = drawing["sheet"], drawing["texts"]
    for text in texts:
        beyond = max(sheet["x"] - text["x"], sheet["y"] - text["y"], text["right"] - sheet["right"],
                     text["bottom"] - sheet["bottom"])
        if beyond > 0.5:
            yield f"{text['text']!r} leaves the sheet by {beyond:.1f}"
    # Boxes of turned texts hold much that is empty. A line's box is higher than its letters.
    level = sorted((t for t in texts if not t["turned"]), key=lambda t: t["y"])
    for index, one in enumerate(level):
        for other in level[index + 1:]:
            if other["y"] > one["bottom"]:
                break
            wide = min(one["right"], other["right"]) - max(one["x"], other["x"])
            low = min(one["bottom"], other["bottom"]) - max(one["y"], other["y"])
            least = min(one["bottom"] - one["y"], other["bottom"] - other["y"])
            if wide > 1.5 and low > 0.55 * least:
                yield f"{one['text']!r} and {other['text']!r} lie on each other, {wide:.1f} wide"


def main():
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        skip(f"{error.name} is not installed (pip install playwright)")
    browser_path = next((found for name in ("chromium", "chromium-browser", "google-chrome")
                         if (found := shutil.which(name))), None)
    if browser_path is None:
        skip("no chromium is installed (apt-get install chromium)")
    for script, language in SIGNS.items():
        found = subprocess.run(["fc-list", f":lang={language}"], capture_output=True, text=True)
        if not found.stdout.strip():
            skip(f"no font of the script '{script}' is installed (apt-get install fonts-noto-core fonts-noto-cjk)")

    evidence = str(pathlib.Path(sys.argv[1]).resolve())
    count, found = 0, []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        subprocess.run([sys.executable, str(ROOT / "Tests/Maps/graphs.py"), folder], check=True)
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 1600})
        faulty = pathlib.Path(folder) / "faulty.svg"
        faulty.write_text(FAULTY, encoding="utf-8")
        page.goto(faulty.as_uri())
        if len(list(faults(page.evaluate(READ)))) != 2:
            found.append("a drawing with two faults is not found to have two")
        for script in SCRIPTS:
            for number, kind in enumerate(MAPS):
                name = pathlib.Path(folder) / f"{script}-{number}.svg"
                subprocess.run([evidence, "map", f"{folder}/small-{script}.jsonl", *kind, "-o", str(name)],
                               check=True, capture_output=True)
                page.goto(name.as_uri())
                count += 1
                found += [f"{script}: {' '.join(kind)}: {fault}" for fault in faults(page.evaluate(READ))]
        browser.close()
    for fault in found:
        print(fault)
    print(f"{count} maps in {len(SCRIPTS)} scripts, drawn by a browser: {len(found)} faults")
    sys.exit(1 if found else 0)


main()
