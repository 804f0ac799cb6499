// swift-tools-version: 6.2
// The readers of what others wrote, and libFuzzer, without the server that the program is besides.
// Our own modules count which branches an input takes; Scripts/fuzz adds the address sanitizer to all.
import PackageDescription

/// Compiled with coverage counters; tests look into these modules.
let watched: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .unsafeFlags(["-sanitize=fuzzer", "-enable-testing"]),
]

/// The targets of the program of these names, as its own Package.swift has them.
func watched(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Tree/Sources/\(name)", swiftSettings: watched)
}

func system(_ name: String, _ pkgConfig: String? = nil) -> Target {
  .systemLibrary(name: name, path: "Tree/Sources/\(name)", pkgConfig: pkgConfig)
}

let package = Package(
  name: "fuzzing",
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
  ],
  targets: [
    system("LibCrypto", "libcrypto"), system("LibArchive", "libarchive"),
    system("LibXLSXWriter", "xlsxwriter"), system("LibReadStat"), system("LibSQLite", "sqlite3"),
    .target(name: "Cryptography", dependencies: ["LibCrypto"], path: "Tree/Sources/Cryptography"),
    .target(
      name: "YAMLTree", dependencies: [.product(name: "Yams", package: "Yams")],
      path: "Tree/Sources/YAMLTree"),
    .executableTarget(
      name: "EmbedTool", dependencies: ["Cryptography", "YAMLTree"], path: "Tree/Sources/EmbedTool"),
    .plugin(
      name: "EmbedFiles", capability: .buildTool(), dependencies: ["EmbedTool"],
      path: "Tree/Plugins/EmbedFiles"),
    watched("Outcomes", []),
    watched("Tables", ["LibArchive"]),
    watched("TableFiles", ["Outcomes", "LibXLSXWriter", "LibReadStat"]),
    watched("Exchange", ["Outcomes", "Tables"]),
    watched("Mappings", ["Outcomes", "Measures", "Exchange", "Tables"]),
    .target(
      name: "Measures", dependencies: ["Outcomes", "YAMLTree"], path: "Tree/Measures",
      exclude: ["README.md", "LIBRARY.md"], swiftSettings: watched, plugins: ["EmbedFiles"]),
    .target(
      name: "Reports", path: "Tree/Reports", exclude: ["README.md"], swiftSettings: watched,
      plugins: ["EmbedFiles"]),
    // Reads nothing. The compiler (Swift 6.3.1) ends itself at its optimization.
    .target(
      name: "Reporting",
      dependencies: [
        "Outcomes", "Reports", .product(name: "Mustache", package: "swift-mustache"),
      ],
      path: "Tree/Sources/Reporting", swiftSettings: watched + [.unsafeFlags(["-Onone"])]),
    watched(
      "Registry",
      ["Outcomes", "Cryptography", "LibSQLite", .product(name: "GRDB", package: "GRDB.swift")]),
    watched(
      "Clinic",
      [
        "Outcomes", "Cryptography", "Measures", "Registry", "Reporting", "Exchange", "Mappings",
        "Tables", "TableFiles",
      ]),
    // Of the web app what reads forms, and nothing that serves.
    .target(
      name: "Web",
      dependencies: [
        "Outcomes", "Cryptography", .product(name: "HTTPTypes", package: "swift-http-types"),
      ],
      swiftSettings: watched),
    .target(
      name: "TestSupport",
      dependencies: ["Clinic", "Cryptography", "Measures", "Outcomes", "Registry", "Reporting"],
      path: "Tree/Tests/TestSupport", swiftSettings: watched),
    .systemLibrary(name: "LibFuzzer"),
    .executableTarget(
      name: "fuzz-readers",
      dependencies: [
        "TestSupport", "Clinic", "Web", "Mappings", "Measures", "Exchange", "Outcomes", "Registry",
        "Tables", "LibArchive", "LibFuzzer",
      ],
      swiftSettings: watched,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
  ]
)
