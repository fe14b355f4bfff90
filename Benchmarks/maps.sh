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

# M2: a layered map of 10,000 nodes and 30,000 edges beside dot and sfdp belongs here:
#   if has sfdp "the counterpart of M2"; then m2+=("sfdp -Tsvg" "sfdp -Tsvg '$folder/layers.dot' -o \$out"); fi
#   compare M2 "${m2[@]}"
