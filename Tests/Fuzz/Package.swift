// swift-tools-version: 6.2
import PackageDescription

// A package of its own: it looks inside the libraries (`@testable`) and belongs to no user.
//
// `EVIDENCE_LIBFUZZER=1 swift build --sanitize fuzzer` makes the entry point for libFuzzer instead
// of the loop; see README.md.
let withLibFuzzer = Context.environment["EVIDENCE_LIBFUZZER"] == "1"

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "evidence-fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "evidence-graph", path: "../..", traits: ["XLSX", "RDF", "Gzip"])],
  targets: [
    .target(
      name: "FuzzReaders",
      dependencies: [
        .product(name: "EvidenceCore", package: "evidence-graph"),
        .product(name: "EvidenceQuery", package: "evidence-graph"),
        .product(name: "EvidenceAnalysis", package: "evidence-graph"),
        .product(name: "EvidenceFormats", package: "evidence-graph"),
      ],
      swiftSettings: settings
    ),
    withLibFuzzer
      ? .executableTarget(
        name: "fuzz-libfuzzer",
        dependencies: ["FuzzReaders"],
        swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])],
        linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]
      )
      : .executableTarget(name: "fuzz", dependencies: ["FuzzReaders"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
