// swift-tools-version: 6.2
// The reader of tables alone, without what the program needs besides: built in a minute.
import PackageDescription

let package = Package(
  name: "recheck",
  targets: [
    .systemLibrary(
      name: "LibArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .target(name: "Tables", dependencies: ["LibArchive"]),
    .executableTarget(name: "read-table", dependencies: ["Tables"]),
  ]
)
for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
  ]
}
