// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that neither users nor the other benchmarks build what it needs.
let package = Package(
  name: "evidence-microbenchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(name: "evidence-graph", path: "../../", traits: []),
    // Without its traits: they count allocations with libraries that are not everywhere.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "Kernels",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "EvidenceCore", package: "evidence-graph"),
        .product(name: "EvidenceQuery", package: "evidence-graph"),
        .product(name: "EvidenceAnalysis", package: "evidence-graph"),
      ],
      path: "Benchmarks/Kernels",
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
      ],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
    )
  ],
  swiftLanguageModes: [.v6]
)
