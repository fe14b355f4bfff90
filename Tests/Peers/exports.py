"""Opens what `evidence export` writes in the programs that people open it with, and counts.

    python3 Tests/Peers/exports.py EVIDENCE GRAPH.jsonl

Each judge that is not installed is skipped aloud. Needs nothing else; ends with 1 if a count differs.
"""

import json
import pathlib
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
sys.exit(1 if failed else 0)
