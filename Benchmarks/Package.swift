// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nothing it depends on ever reaches a user.
let package = Package(
  name: "evidence-benchmarks",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "evidence-bench", targets: ["evidence-bench"]),
    .executable(name: "suggestion-holdout", targets: ["suggestion-holdout"]),
  ],
  dependencies: [.package(name: "evidence-graph", path: "../", traits: [])],
  targets: [
    .executableTarget(
      name: "evidence-bench",
      dependencies: [
        .product(name: "EvidenceCore", package: "evidence-graph"),
        .product(name: "EvidenceQuery", package: "evidence-graph"),
        .product(name: "EvidenceAnalysis", package: "evidence-graph"),
        .product(name: "EvidenceFormats", package: "evidence-graph"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
      ]
    ),
    .executableTarget(
      name: "suggestion-holdout",
      dependencies: [
        .product(name: "EvidenceCore", package: "evidence-graph"),
        .product(name: "EvidenceQuery", package: "evidence-graph"),
        .product(name: "EvidenceAnalysis", package: "evidence-graph"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)
