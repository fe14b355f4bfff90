"""Opens maps in the programs that people edit drawings with, and looks at their colours.

    python3 Tests/Peers/drawings.py EVIDENCE GRAPH.jsonl

Needs Pillow, and of Inkscape and LibreOffice those that are there; what is missing is skipped aloud. A program that
understands less of a style sheet than a browser must still draw the light map: its page light, its ink dark, and the
colour of gaps where the map has it. Ends with 1 where it does not.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

evidence, graph = sys.argv[1:3]
AXES = ["--rows", "mit-mitigation@2", "--columns", "mit-risk@4", "--columns-level", "1"]
MAPS = {"coverage": ["coverage", *AXES], "gaps": ["gaps", *AXES], "overview": ["overview"]}
# The red of gaps in the light palette, and how far a drawn colour may be from it.
GAP, NEAR = (0xA8, 0x32, 0x06), 24


def inkscape(svg, png):
    subprocess.run(["inkscape", svg, "--export-type=png", f"--export-filename={png}", "-w", "800"],
                   check=True, capture_output=True)


def libreoffice(svg, png):
    subprocess.run(["soffice", "--headless", "--convert-to", "png", "--outdir", png.parent, svg],
                   check=True, capture_output=True)
    (png.parent / f"{svg.stem}.png").replace(png)


def main():
    try:
        from PIL import Image
    except ImportError:
        print("skipped: drawings (Pillow is not installed)")
        return 0
    failed = False
    folder = pathlib.Path(tempfile.mkdtemp())
    for name, arguments in MAPS.items():
        svg = folder / f"{name}.svg"
        subprocess.run([evidence, "map", graph, *arguments, "-o", svg], check=True, capture_output=True)
        for program, draw in (("inkscape", inkscape), ("soffice", libreoffice)):
            if not shutil.which(program):
                print(f"skipped: {name} in {program} (it is not installed)")
                continue
            png = folder / f"{name}-{program}.png"
            draw(svg, png)
            colours = Image.open(png).convert("RGB").getcolors(1 << 24)
            total = sum(count for count, _ in colours)
            light = sum(count for count, c in colours if min(c) > 200) / total
            dark = sum(count for count, c in colours if max(c) < 80) / total
            gap = sum(count for count, c in colours if all(abs(a - b) < NEAR for a, b in zip(c, GAP)))
            holds = light > 0.75 and 0.001 < dark < 0.1 and gap > 20
            failed = failed or not holds
            print(f"{'ok' if holds else 'FAILED'}: {name} in {program}: {light:.0%} light, {dark:.1%} dark, "
                  f"{gap} points in the colour of gaps")
    return 1 if failed else 0


sys.exit(main())
