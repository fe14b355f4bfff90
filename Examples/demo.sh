#!/usr/bin/env bash
# Draws the maps of both shipped graphs into out/demo, prints their paths and three findings.
set -euo pipefail
cd "$(dirname "$0")/.."
evidence="${EVIDENCE:?set EVIDENCE to the command}"
out="out/demo"
mkdir -p "$out"

for graph in ai-risk-repository frontier-mitigations; do
  archive="Graphs/$graph/graph.jsonl"
  echo "== $graph"
  "$evidence" stats "$archive" --format json
  for request in Graphs/"$graph"/maps/*.args; do
    map="$out/$graph-$(basename "$request" .args).svg"
    line="$(sed "s#GRAPH#$archive#" "$request")"
    eval "set -- $line"
    "$evidence" "$@" -o "$map"
    echo "map: $map"
  done
  echo
done

repository="Graphs/ai-risk-repository/graph.jsonl"
frontier="Graphs/frontier-mitigations/graph.jsonl"

echo "== Paths: how a framework bears on the loss of human agency"
"$evidence" paths "$repository" "Frontier AI Risk Management Framework (v1.0)" mit-risk@4:5.2
echo "== Paths: what a survey of experts says against mass harm"
"$evidence" paths "$frontier" arxiv:2412.02145 mit-risk@4:4.2 --limit 2

echo "== Finding 1: a matrix that nothing can fill, and why"
"$evidence" coverage "$repository" --rows mit-mitigation@1 --rows-level 1 \
  --columns mit-risk@4 --columns-level 1 | head -2
echo "== Finding 2: a path that is none, and what is missing"
"$evidence" paths "$repository" A0086 mit-risk@4:2.2
echo "== Finding 3: for and against, about different measures or in one mixed statement"
"$evidence" gaps "$frontier" --rows mit-mitigation@2 --rows-level 2 --columns mit-risk@4 \
  --columns-level 1 --kind conflicting
