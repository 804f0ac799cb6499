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
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(url: "https://github.com/pointfreeco/swift-custom-dump", exact: "1.7.3"),
    .package(url: "https://github.com/pointfreeco/xctest-dynamic-overlay", exact: "1.13.1"),
  ],
  targets: [
    // The domain: pure functions over values, nothing but the standard library.
    .target(name: "Outcomes"),
    // YAML as a flat list of nodes, which the program carries of its definitions.
    .target(name: "YAMLTree", dependencies: [.product(name: "Yams", package: "Yams")]),
    // The definitions (YAML) and their typed door.
    .target(
      name: "Measures",
      dependencies: ["Outcomes", "YAMLTree"],
      path: "Measures",
      exclude: ["README.md", "LIBRARY.md"],
      plugins: ["EmbedFiles"]),
    // The report templates and their door.
    .target(name: "Reports", path: "Reports", exclude: ["README.md"], plugins: ["EmbedFiles"]),
    // OpenSSL's libcrypto as the system has it, and the few things asked of it.
    .systemLibrary(
      name: "LibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "Cryptography", dependencies: ["LibCrypto"]),
    // libarchive as the system has it: zip files are opened by it.
    .systemLibrary(
      name: "LibArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    // Rows of cells from text files and workbooks.
    .target(name: "Tables", dependencies: ["LibArchive"]),
    // libxlsxwriter and ReadStat as the system has them: workbooks and SPSS files are written by them.
    .systemLibrary(
      name: "LibXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "LibReadStat", providers: [.apt(["libreadstat-dev"])]),
    // Tables as files of other programs.
    .target(name: "TableFiles", dependencies: ["Outcomes", "LibXLSXWriter", "LibReadStat"]),
    // libsqlite3 as the system has it: what GRDB leaves unset.
    .systemLibrary(
      name: "LibSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    // The clinic file.
    .target(
      name: "Registry",
      dependencies: [
        "Outcomes", "Cryptography", "LibSQLite", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    // A report is a table value; writers draw it.
    .target(
      name: "Reporting",
      dependencies: [
        "Outcomes", "Reports", .product(name: "Mustache", package: "swift-mustache"),
      ]),
    // Files from and for other programs, and what their tables mean.
    .target(name: "Exchange", dependencies: ["Outcomes", "Tables"]),
    // The clinic's own mappings (YAML) and their typed door.
    .target(name: "Mappings", dependencies: ["Outcomes", "Measures", "Exchange", "Tables"]),
    // One function per thing a person does.
    .target(
      name: "Clinic",
      dependencies: [
        "Outcomes", "Cryptography", "Measures", "Registry", "Reporting", "Exchange", "Mappings",
        "Tables", "TableFiles",
      ]),
    // An invented clinic, from a fixed seed.
    .target(
      name: "Demonstration", dependencies: ["Outcomes", "Clinic", "Registry", "Reporting"]),
    // The web app.
    .target(
      name: "Web",
      dependencies: [
        "Outcomes", "Cryptography", "Measures", "Registry", "Clinic", "Reporting", "Reports",
        "Exchange", .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]),
    // The executable.
    .executableTarget(
      name: "Command",
      dependencies: [
        "Clinic", "Demonstration", "Web", "Outcomes", "Registry", "Reporting", "Exchange",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "EmbedTool", dependencies: ["Cryptography", "YAMLTree"]),
    .testTarget(name: "OutcomesTests", dependencies: ["Outcomes"]),
    .testTarget(name: "CryptographyTests", dependencies: ["Cryptography"]),
    .testTarget(
      name: "MeasuresTests",
      dependencies: ["TestSupport", "Measures", "Outcomes", "Cryptography", "YAMLTree"]),
    .testTarget(
      name: "TablesTests", dependencies: ["Tables", "LibArchive"], exclude: ["Fixtures"]),
    .testTarget(
      name: "ExchangeTests",
      dependencies: [
        "Exchange", "Outcomes", .product(name: "CustomDump", package: "swift-custom-dump"),
        .product(name: "IssueReportingTestSupport", package: "xctest-dynamic-overlay"),
      ]),
    .testTarget(
      name: "MappingsTests",
      dependencies: [
        "Mappings", "Measures", "Exchange", "Tables", "Outcomes",
        .product(name: "CustomDump", package: "swift-custom-dump"),
        .product(name: "IssueReportingTestSupport", package: "xctest-dynamic-overlay"),
      ]),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Reporting", "Reports", "Outcomes",
        .product(name: "CustomDump", package: "swift-custom-dump"),
        .product(name: "IssueReportingTestSupport", package: "xctest-dynamic-overlay"),
      ]),
    .testTarget(
      name: "RegistryTests",
      dependencies: [
        "Registry", "Outcomes", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "CustomDump", package: "swift-custom-dump"),
        .product(name: "IssueReportingTestSupport", package: "xctest-dynamic-overlay"),
      ],
      exclude: [
        "Fixtures/version-1.sqlite", "Fixtures/version-2.sqlite", "Fixtures/version-3.sqlite",
        "Fixtures/version-4.sqlite", "Fixtures/version-5.sqlite",
      ]),
    // What tests of several targets share.
    .target(
      name: "TestSupport",
      dependencies: ["Clinic", "Cryptography", "Measures", "Outcomes", "Registry", "Reporting"],
      path: "Tests/TestSupport"),
    .testTarget(
      name: "ClinicTests",
      dependencies: [
        "TestSupport", "Clinic", "Command", "Demonstration", "Exchange", "Measures",
        "Outcomes", "Registry", "Reporting", "Tables", "TableFiles",
        .product(name: "CustomDump", package: "swift-custom-dump"),
        .product(name: "IssueReportingTestSupport", package: "xctest-dynamic-overlay"),
      ],
      exclude: ["FHIR/Golden"]),
    .testTarget(
      name: "WebTests",
      dependencies: [
        "TestSupport", "Web", "Clinic", "Cryptography", "Exchange", "Measures", "Registry",
        "Reporting", "Reports", "Outcomes",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]),
    .testTarget(
      name: "FuzzTests",
      dependencies: [
        "TestSupport", "Web", "Clinic", "Mappings", "Measures", "Exchange", "Outcomes", "Registry",
        "Tables", "LibArchive",
      ],
      exclude: ["Corpus", "README.md"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Command", "Clinic", "Exchange", "Outcomes", "Registry", "Reporting",
        .product(name: "CustomDump", package: "swift-custom-dump"),
        .product(name: "IssueReportingTestSupport", package: "xctest-dynamic-overlay"),
      ],
      exclude: ["Sessions", "Spreadsheets"]),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["EmbedTool"]),
  ]
)

let shared: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]
for target in package.targets where ![.plugin, .system].contains(target.type) {
  target.swiftSettings = (target.swiftSettings ?? []) + shared
}
