import Registry

/// How the seal of the clinic file is written beside what was made of it.
enum SealWords {
  /// 'recheck verify --since' takes it, or its beginning.
  static func line(_ seal: FileSeal) -> String {
    "Seal: \(seal.text) (entry \(seal.entry))"
  }

  /// The end of a report on paper; empty where nothing was entered.
  static func ending(_ seal: FileSeal?) -> String { seal.map { "\n" + line($0) } ?? "" }
}
