#!/usr/bin/env bash
# Times maps of this package beside Graphviz's own programs on the same content.
#
#   Benchmarks/maps.sh [EVIDENCE] [RUNS]
#
# EVIDENCE is the command, built with -c release; RUNS (7) are taken in turn, one of each program after
# the other, so that what else the machine does falls on all alike. Printed are medians in seconds:
# wall time, processor time of the user, and the bytes written.
set -euo pipefail
cd "$(dirname "$0")/.."
evidence="${1:-.build/release/evidence}"
runs="${2:-7}"
if [ ! -x "$evidence" ]; then
  echo "no command at '$evidence': swift build -c release --product evidence" >&2
  exit 1
fi
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
TIMEFORMAT='%R %U'

median() { sort -n | awk '{ a[NR] = $1 } END { print (a[int((NR + 1) / 2)] + a[int(NR / 2) + 1]) / 2 }'; }

# compare QUESTION NAME COMMAND [NAME COMMAND …]: every command writes what it draws to $out.
compare() {
  local question="$1" run name i
  shift
  local -a names=() commands=()
  while [ $# -gt 1 ]; do
    names+=("$1")
    commands+=("$2")
    shift 2
  done
  for ((run = 0; run <= runs; run++)); do
    for i in "${!names[@]}"; do
      rm -rf "$folder/out" && mkdir "$folder/out"
      out="$folder/out/map.svg"
      # The first run fills the caches and is not counted.
      { time eval "${commands[$i]}" >"$folder/said" 2>&1; } 2>"$folder/time" || {
        echo "$question ${names[$i]}: failed: $(head -1 "$folder/said")" >&2
        return 1
      }
      [ "$run" -eq 0 ] || cat "$folder/time" >>"$folder/$question.$i"
      cat "$folder"/out/* | wc -c >"$folder/$question.$i.bytes"
    done
  done
  for i in "${!names[@]}"; do
    printf '%s  %-34s wall %6.3f  user %6.3f  %9d bytes\n' "$question" "${names[$i]}" \
      "$(cut -d' ' -f1 "$folder/$question.$i" | median)" \
      "$(cut -d' ' -f2 "$folder/$question.$i" | median)" "$(cat "$folder/$question.$i.bytes")"
  done
}

has() {
  command -v "$1" >/dev/null && return 0
  echo "skipped: $2, because '$1' is not installed" >&2
  return 1
}

# M1: a matrix of 100 × 50 cells. A made-up graph: 2,000 measures of 200 papers.
matrix() {
  awk 'BEGIN {
    print "{\"evidence\":1,\"title\":\"Made-up\",\"asOf\":\"2026-01-01\",\"schemes\":[{\"id\":\"risks@1\"," \
      "\"kind\":\"RiskDomain\",\"title\":\"Risks\"},{\"id\":\"types@1\",\"kind\":\"TaxonomyNode\",\"title\":\"Types\"}]}"
    for (i = 1; i <= 200; i++)
      printf "{\"node\":\"paper:p%d\",\"kind\":\"Paper\",\"label\":\"Made-up paper %d\",\"year\":%d}\n", i, i, 2000 + i % 25
    for (i = 1; i <= 2000; i++)
      printf "{\"node\":\"mitigation:m%d\",\"kind\":\"Mitigation\",\"label\":\"Made-up measure %d\"}\n", i, i
    for (i = 1; i <= 50; i++)
      printf "{\"node\":\"risks@1:%d\",\"kind\":\"RiskDomain\",\"label\":\"Made-up risk %d\",\"notation\":\"%d\"}\n", i, i, i
    for (i = 1; i <= 100; i++)
      printf "{\"node\":\"types@1:%d\",\"kind\":\"TaxonomyNode\",\"label\":\"Made-up type of measure %d\",\"notation\":\"%d\"}\n", i, i, i
    for (i = 1; i <= 2000; i++) {
      source = "\"source\":\"paper:p" (i % 200 + 1) "\""
      printf "{\"from\":\"paper:p%d\",\"relation\":\"PROPOSES\",\"to\":\"mitigation:m%d\",%s}\n", i % 200 + 1, i, source
      printf "{\"from\":\"mitigation:m%d\",\"relation\":\"CLASSIFIED_AS\",\"to\":\"types@1:%d\",%s}\n", i, i * 7 % 100 + 1, source
      for (j = 0; j < 3; j++)
        printf "{\"from\":\"mitigation:m%d\",\"relation\":\"ADDRESSES\",\"to\":\"risks@1:%d\",%s}\n", i, (int(i / 3) * 11 + j * 17) % 50 + 1, source
    }
  }'
}

matrix >"$folder/matrix.jsonl"
ask="'$evidence' map '$folder/matrix.jsonl' coverage --rows types@1 --columns risks@1"
eval "$ask --format dot -o '$folder/matrix.dot'"
# --table reads the graph and counts, as every map does first and dot never: the difference is drawing.
m1=("evidence map --sheets" "$ask --sheets -o \$out" "evidence map --plain" "$ask --plain -o \$out" "evidence map --table"
  "$ask --table -o \$out")
if has dot "the counterpart of M1"; then
  m1+=("dot -Tsvg, the DOT text of --plain" "dot -Tsvg '$folder/matrix.dot' -o \$out")
fi
compare M1 "${m1[@]}"

# M2: 10,000 nodes in layers with 30,000 statements between them, every node a box. A made-up graph,
# spread by a fixed generator of numbers; a fifth of the statements go to few nodes.
layers() {
  awk 'function pick(n,  r) {
    seed = (seed * 16807) % 2147483647
    r = seed % n
    seed = (seed * 16807) % 2147483647
    return seed % 1000 < 200 ? r % 40 : r
  }
  function state(from, n, relation, to, m, count,  a, b) {
    while (count > 0) {
      a = pick(n); b = pick(m)
      if ((from, a, relation, b) in seen) continue
      seen[from, a, relation, b]
      printf "{\"from\":\"%s%d\",\"relation\":\"%s\",\"to\":\"%s%d\"}\n", from, a, relation, to, b
      count--
    }
  }
  function name(key, kind, label, n,  i) {
    for (i = 0; i < n; i++)
      printf "{\"node\":\"%s%d\",\"kind\":\"%s\",\"label\":\"%s %d\"}\n", key, i, kind, label, i
  }
  BEGIN {
    seed = 7
    print "{\"evidence\":1,\"title\":\"Made-up\",\"asOf\":\"2026-01-01\"}"
    name("paper:p", "Paper", "Made-up paper", 4000)
    name("mitigation:m", "Mitigation", "Made-up measure", 4000)
    name("risk:r", "Risk", "Made-up risk", 1500)
    name("types@1:", "TaxonomyNode", "Made-up type", 300)
    name("risks@1:", "RiskDomain", "Made-up domain", 200)
    state("paper:p", 4000, "PROPOSES", "mitigation:m", 4000, 12000)
    state("paper:p", 4000, "IDENTIFIES", "risk:r", 1500, 2000)
    state("mitigation:m", 4000, "ADDRESSES", "risk:r", 1500, 9000)
    state("mitigation:m", 4000, "CLASSIFIED_AS", "types@1:", 300, 5000)
    state("risk:r", 1500, "IN_DOMAIN", "risks@1:", 200, 2000)
  }'
}

layers >"$folder/layers.jsonl"
ask="'$evidence' map '$folder/layers.jsonl' overview"
eval "$ask --detail nodes --format dot -o '$folder/placed.dot'"
# The same boxes and lines without their places.
sed -E 's/, pos="[^"]*"//; s/layout=nop2, //' "$folder/placed.dot" >"$folder/layers.dot"
m2=(
  "evidence map, every node" "$ask --detail nodes -o \$out"
  "evidence map, folded" "$ask -o \$out"
)
if has dot "dot beside M2"; then
  m2+=("dot -Tsvg, places given" "dot -Tsvg '$folder/placed.dot' -o \$out")
fi
if has sfdp "sfdp beside M2"; then
  m2+=("sfdp -Tsvg" "sfdp -Tsvg '$folder/layers.dot' -o \$out")
fi
compare M2 "${m2[@]}"
if has dot "dot beside M2" && has timeout "dot beside M2"; then
  if timeout 60 dot -Tsvg "$folder/layers.dot" -o "$folder/dot.svg" 2>/dev/null; then
    echo "M2  dot -Tsvg                          done within 60 s"
  else
    echo "M2  dot -Tsvg                          not done within 60 s"
  fi
fi
