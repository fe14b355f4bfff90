"""Runs the Python of a page, block after block, and holds what is printed against the page.

    EVIDENCE=.build/debug/evidence python3 Examples/Python/run_page.py Examples/Python/README.md

With --record the page's outputs are written anew. Ends with 1 where they differ, and with 77 where
pandas is missing.
"""

import contextlib
import io
import pathlib
import re
import sys

try:
    import pandas
except ImportError:
    print("skipped: pandas is not installed")
    sys.exit(77)

page = pathlib.Path(sys.argv[1])
text = page.read_text(encoding="utf-8")
sys.path.insert(0, str(page.parent))
pandas.set_option("display.width", 110, "display.max_columns", 8, "display.max_colwidth", 44)
names = {}
differs = False


def replayed(match):
    global differs
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(match[1], names)
    output = "\n".join(line.rstrip() for line in printed.getvalue().splitlines())
    if output != match[2].rstrip("\n"):
        differs = True
        print(f"the page says\n{match[2]}\nand this is printed\n{output}\n")
    return f"```python\n{match[1]}```\n\n```text\n{output}\n```"


again = re.sub(r"```python\n(.*?)```\n\n```text\n(.*?)```", replayed, text, flags=re.DOTALL)
if "--record" in sys.argv:
    page.write_text(again, encoding="utf-8")
elif differs:
    sys.exit(1)
