"""Opens what `evidence export` writes in the programs that people open it with, and counts.

    python3 Tests/Peers/exports.py EVIDENCE GRAPH.jsonl

Each judge that is not installed is skipped aloud. Needs nothing else; ends with 1 if a count differs.
"""

import csv
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

evidence, graph = sys.argv[1:3]
folder = pathlib.Path(tempfile.mkdtemp())
records = [json.loads(line) for line in open(graph, encoding="utf-8")]
nodes = [r for r in records if "node" in r]
statements = [r for r in records if "from" in r]
papers = [n for n in nodes if n["kind"] == "Paper"]
failed = False


def export(name):
    path = folder / name
    subprocess.run([evidence, "export", graph, "-o", path], check=True, stderr=subprocess.DEVNULL)
    return path


def judge(name, expected, count):
    global failed
    try:
        found = count()
    except ImportError as error:
        print(f"skipped: {name} ({error.name} is not installed)")
        return
    except subprocess.CalledProcessError:
        print(f"skipped: {name} (the graph holds nothing for it)")
        return
    failed = failed or found != expected
    if found == expected and isinstance(found, list):
        return print(f"ok: {name}: {len(found)}")
    print(f"{'ok' if found == expected else 'DIFFERS'}: {name}: {found}, expected {expected}")


def networkx_graphml():
    import networkx

    read = networkx.read_graphml(export("g.graphml"), force_multigraph=True)
    return read.number_of_nodes(), read.number_of_edges()


def igraph_graphml():
    import igraph

    read = igraph.Graph.Read_GraphML(str(export("g.graphml")))
    return read.vcount(), read.ecount()


def networkx_gexf():
    import networkx

    read = networkx.read_gexf(export("g.gexf"), version="1.3")
    return read.number_of_nodes(), read.number_of_edges()


def oxigraph():
    import pyoxigraph as ox

    turtle = list(ox.parse(path=export("g.ttl"), format=ox.RdfFormat.TURTLE))
    linked = list(ox.parse(path=export("g.jsonld"), format=ox.RdfFormat.JSON_LD))
    return len(turtle) == len(linked) > 0


def rdflib_both():
    import rdflib
    from rdflib.compare import isomorphic

    turtle = rdflib.Graph().parse(export("g.ttl"))
    linked = rdflib.Graph().parse(export("g.jsonld"), format="json-ld")
    if len(turtle) > 20_000:  # comparing large graphs takes very long
        return len(turtle) == len(linked)
    return isomorphic(turtle, linked)


def rispy_records():
    import rispy

    with open(export("g.ris"), encoding="utf-8") as file:
        return len(rispy.load(file))


def pybtex_entries():
    import pybtex.database

    return len(pybtex.database.parse_file(str(export("g.bib"))).entries)


def bibtexparser_entries():
    import bibtexparser

    if hasattr(bibtexparser, "parse_file"):
        return len(bibtexparser.parse_file(str(export("g.bib"))).entries)
    with open(export("g.bib"), encoding="utf-8") as file:
        return len(bibtexparser.load(file).entries)


def citeproc_items():
    from citeproc.source.json import CiteProcJSON

    return len(CiteProcJSON(json.load(open(export("g.csl.json"), encoding="utf-8"))))


def sssom_rows():
    from sssom.parsers import parse_sssom_table

    return len(parse_sssom_table(export("g.sssom.tsv")).df)


def trestle_maps():
    from trestle.oscal.mapping import MappingCollection

    read = MappingCollection.oscal_read(export("g.oscal.json"))
    return sum(len(mapping.maps) for mapping in read.mappings)


def mitre_layer():
    """A layer over a small mapping to ATT&CK of our own; the library logs what it does not take."""
    try:
        from mitreattack.navlayers import Layer
    except ImportError:
        raise
    except Exception as error:  # its parser's runtime may be of another version
        raise ImportError(name=f"a working mitreattack-python: {error}") from error

    mappings = {
        "metadata": {"mapping_framework": "Ours", "attack_version": "16.1"},
        "mapping_objects": [
            {"capability_id": "M1", "attack_object_id": id, "mapping_type": "mitigates"}
            for id in ("T1059", "T1059.001", "T1003")
        ],
    }
    source = folder / "mappings.json"
    source.write_text(json.dumps(mappings), encoding="utf-8")
    attack, layer = folder / "attack.jsonl", folder / "attack.layer.json"
    for words in (["import", source, "-o", attack], ["export", attack, "--scheme", "Risk", "-o", layer]):
        subprocess.run([evidence, *words], check=True, capture_output=True)
    read = Layer()
    read.from_file(str(layer))
    return sorted(technique.techniqueID for technique in read.layer.techniques)


def workbook_cells(path):
    """The texts of the first sheet as openpyxl reads them."""
    import openpyxl

    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
    return [row for row in rows if any(row)]


def libreoffice_rows():
    if shutil.which("soffice") is None:
        raise ImportError("LibreOffice", name="LibreOffice")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to",
         "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", folder, folder / "gaps.xlsx"],
        check=True, capture_output=True, timeout=180,
    )
    rows = list(csv.reader(open(folder / "gaps.csv", encoding="utf-8", newline="")))
    return [row[:3] for row in rows if any(row)]


def gaps_workbook():
    path = folder / "gaps.xlsx"
    words = ["gaps", graph, "--group-by", "none", "--limit", "20", "-o", path]
    subprocess.run([evidence, *words], check=True, capture_output=True)
    return [row[:3] for row in workbook_cells(path)]


matches = [s for s in statements if s["relation"].endswith("_MATCH")]
absent = sum(len(n.get("noTermFound", [])) for n in nodes)
denied = [
    s for s in matches if s.get("predicateModifier") == "Not" and s["relation"] != "RELATED_MATCH"
]
size = (len(nodes), len(statements))
judge("GraphML in networkx", size, networkx_graphml)
judge("GraphML in igraph", size, igraph_graphml)
judge("GEXF in networkx", size, networkx_gexf)
judge("Turtle and JSON-LD in pyoxigraph", True, oxigraph)
judge("Turtle and JSON-LD in rdflib", True, rdflib_both)
judge("RIS in rispy", len(papers), rispy_records)
judge("BibTeX in pybtex", len(papers), pybtex_entries)
judge("BibTeX in bibtexparser", len(papers), bibtexparser_entries)
judge("CSL-JSON in citeproc-py", len(papers), citeproc_items)
judge("SSSOM in sssom-py", len(matches) + absent, sssom_rows)
judge("OSCAL in compliance-trestle", len(matches) - len(denied), trestle_maps)
judge("layer in mitreattack-python", ["T1003", "T1059", "T1059.001"], mitre_layer)
try:
    expected = gaps_workbook()
except ImportError:
    print("skipped: a workbook in openpyxl and LibreOffice (openpyxl is not installed)")
else:
    judge("gaps as a workbook in LibreOffice, cell by cell as in openpyxl", expected, libreoffice_rows)
sys.exit(1 if failed else 0)
