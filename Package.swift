// swift-tools-version: 6.2
import PackageDescription

// `EVIDENCE_STRICT=1` (set by the Makefile and CI) turns every warning into an error.
let strict = Context.environment["EVIDENCE_STRICT"] == "1"

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (strict ? [.treatAllWarnings(as: .error)] : [])

let package = Package(
  name: "evidence-graph",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "evidence", targets: ["evidence"]),
    .library(name: "EvidenceCore", targets: ["EvidenceCore"]),
    .library(name: "EvidenceQuery", targets: ["EvidenceQuery"]),
    .library(name: "EvidenceAnalysis", targets: ["EvidenceAnalysis"]),
    .library(name: "EvidenceFormats", targets: ["EvidenceFormats"]),
    .library(name: "EvidenceMaps", targets: ["EvidenceMaps"]),
  ],
  traits: [
    .trait(name: "Graphviz", description: "Lay maps out with the Graphviz C library (libgvc)."),
    .trait(name: "XML", description: "Read XML with expat."),
    .trait(
      name: "XLSX",
      description: "Read and write workbooks (libzip, expat, libxlsxwriter).",
      enabledTraits: ["XML"]
    ),
    .trait(name: "RDF", description: "Read Turtle and N-Triples with serd."),
    .trait(name: "Gzip", description: "Read files that gzip has compressed, with zlib."),
    .default(enabledTraits: ["Graphviz", "XLSX", "RDF", "Gzip"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CGraphviz",
      pkgConfig: "libgvc",
      providers: [.apt(["libgraphviz-dev"]), .brew(["graphviz"])]
    ),
    .systemLibrary(
      name: "CExpat",
      pkgConfig: "expat",
      providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]
    ),
    .systemLibrary(
      name: "CZlib",
      pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
    ),
    .systemLibrary(
      name: "CZip",
      pkgConfig: "libzip",
      providers: [.apt(["libzip-dev"]), .brew(["libzip"])]
    ),
    .systemLibrary(
      name: "CSerd",
      pkgConfig: "serd-0",
      providers: [.apt(["libserd-dev"]), .brew(["serd"])]
    ),
    .systemLibrary(
      name: "CXLSXWriter",
      pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev", "zlib1g-dev"]), .brew(["libxlsxwriter"])]
    ),
    .target(
      name: "EvidenceCore",
      dependencies: [.product(name: "SystemPackage", package: "swift-system")],
      swiftSettings: settings
    ),
    .target(name: "EvidenceQuery", dependencies: ["EvidenceCore"], swiftSettings: settings),
    .target(
      name: "EvidenceAnalysis",
      dependencies: [
        "EvidenceCore", "EvidenceQuery",
        .product(name: "HeapModule", package: "swift-collections"),
        .product(name: "OrderedCollections", package: "swift-collections"),
      ],
      swiftSettings: settings
    ),
    .target(
      name: "EvidenceFormats",
      dependencies: [
        "EvidenceCore",
        .target(name: "CExpat", condition: .when(traits: ["XML"])),
        .target(name: "CZip", condition: .when(traits: ["XLSX"])),
        .target(name: "CXLSXWriter", condition: .when(traits: ["XLSX"])),
        .target(name: "CSerd", condition: .when(traits: ["RDF"])),
        .target(name: "CZlib", condition: .when(traits: ["Gzip"])),
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: settings
    ),
    .target(
      name: "EvidenceMaps",
      dependencies: [
        "EvidenceCore", "EvidenceAnalysis",
        .target(name: "CGraphviz", condition: .when(traits: ["Graphviz"])),
      ],
      resources: [.embedInCode("Report/Page")],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "evidence",
      dependencies: [
        "EvidenceCore", "EvidenceQuery", "EvidenceAnalysis", "EvidenceFormats", "EvidenceMaps",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "BuildAGraph",
      dependencies: ["EvidenceCore", "EvidenceQuery"],
      path: "Examples/BuildAGraph",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "FindPaths",
      dependencies: ["EvidenceCore", "EvidenceAnalysis"],
      path: "Examples/FindPaths",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "MeasureCoverage",
      dependencies: ["EvidenceCore", "EvidenceAnalysis"],
      path: "Examples/MeasureCoverage",
      swiftSettings: settings
    ),
    .target(
      name: "EvidenceTestSupport",
      dependencies: ["EvidenceCore"],
      path: "Tests/EvidenceTestSupport",
      swiftSettings: settings
    ),
    .testTarget(
      name: "EvidenceCoreTests",
      dependencies: ["EvidenceCore", "EvidenceTestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "EvidenceQueryTests",
      dependencies: ["EvidenceQuery", "EvidenceTestSupport"],
      exclude: ["TCK/failing.txt"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "EvidenceAnalysisTests",
      dependencies: ["EvidenceAnalysis", "EvidenceFormats", "EvidenceTestSupport"],
      exclude: ["Snapshots"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "EvidenceFormatsTests",
      dependencies: ["EvidenceFormats", "EvidenceAnalysis", "EvidenceTestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "EvidenceMapsTests",
      dependencies: ["EvidenceMaps", "EvidenceTestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "GraphTests",
      dependencies: [
        "evidence", "EvidenceFormats", "EvidenceAnalysis", "EvidenceMaps", "EvidenceTestSupport",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "CommandTests",
      dependencies: ["evidence", "EvidenceTestSupport"],
      exclude: ["Fixtures", "Snapshots"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ExampleTests",
      dependencies: [
        "evidence", "BuildAGraph", "FindPaths", "MeasureCoverage", "EvidenceTestSupport",
        "EvidenceCore", "EvidenceQuery", "EvidenceAnalysis", "EvidenceFormats",
      ],
      exclude: ["Snapshots"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ArchitectureTests",
      dependencies: ["EvidenceTestSupport"],
      swiftSettings: settings
    ),
  ],
  swiftLanguageModes: [.v6]
)
