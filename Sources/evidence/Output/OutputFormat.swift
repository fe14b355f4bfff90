internal import ArgumentParser

/// The forms in which an answer can be written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, tsv, json, jsonl, markdown
}
