// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "recheck",
  products: [.executable(name: "recheck", targets: ["Command"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/pointfreeco/swift-custom-dump", exact: "1.7.3"),
    .package(url: "https://github.com/pointfreeco/xctest-dynamic-overlay", exact: "1.13.1"),
  ],
  targets: [
    // The domain: pure functions over values, nothing but the standard library.
    .target(name: "Outcomes"),
    // The definitions (YAML) and their typed door.
    .target(
      name: "Measures",
      dependencies: ["Outcomes", .product(name: "Yams", package: "Yams")],
      path: "Measures",
      exclude: ["README.md", "LIBRARY.md"],
      plugins: ["EmbedFiles"]),
    // The report templates and their door.
    .target(name: "Reports", path: "Reports", exclude: ["README.md"], plugins: ["EmbedFiles"]),
    // The clinic file.
    .target(
      name: "Registry",
      dependencies: [
        "Outcomes",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    // A report is a table value; writers draw it.
    .target(
      name: "Reporting",
      dependencies: [
        "Outcomes", "Reports", .product(name: "Mustache", package: "swift-mustache"),
      ]),
    // Files from and for other programs.
    .target(name: "Exchange", dependencies: ["Outcomes"]),
    // One function per thing a person does.
    .target(
      name: "Clinic",
      dependencies: ["Outcomes", "Measures", "Registry", "Reporting", "Exchange"]),
    // The executable.
    .executableTarget(
      name: "Command",
      dependencies: [
        "Clinic", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "EmbedTool"),
    .testTarget(name: "OutcomesTests", dependencies: ["Outcomes"]),
    .testTarget(name: "MeasuresTests", dependencies: ["Measures", "Outcomes"]),
    .testTarget(name: "ExchangeTests", dependencies: ["Exchange", "Outcomes"]),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Reporting", "Reports", "Outcomes", .product(name: "CustomDump", package: "swift-custom-dump"),
        .product(name: "IssueReportingTestSupport", package: "xctest-dynamic-overlay"),
      ]),
    .testTarget(
      name: "RegistryTests",
      dependencies: [
        "Registry", "Outcomes", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "CustomDump", package: "swift-custom-dump"),
        .product(name: "IssueReportingTestSupport", package: "xctest-dynamic-overlay"),
      ]),
    .testTarget(
      name: "ClinicTests",
      dependencies: [
        "Clinic", "Exchange", "Measures", "Outcomes", "Registry", "Reporting",
        .product(name: "CustomDump", package: "swift-custom-dump"),
        .product(name: "IssueReportingTestSupport", package: "xctest-dynamic-overlay"),
      ]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Command", .product(name: "CustomDump", package: "swift-custom-dump"),
        .product(name: "IssueReportingTestSupport", package: "xctest-dynamic-overlay"),
      ],
      exclude: ["Sessions"]),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["EmbedTool"]),
  ]
)

let shared: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]
for target in package.targets where target.type != .plugin {
  target.swiftSettings = (target.swiftSettings ?? []) + shared
}
