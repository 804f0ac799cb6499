import Cryptography
import Foundation
import Measures
package import Outcomes

/// The repository's folder of definitions, read as a site's own folder is.
package enum FolderOnDisk {
  package static let files: [(path: String, text: String)] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Measures")
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { $0.hasSuffix(".yaml") }.sorted().map { path in
      (path, (try? String(contentsOf: folder.appending(path: path), encoding: .utf8)) ?? "")
    }
  }()

  package static func hash(_ text: String) -> String {
    let running = SHA256.Running()
    Data(text.utf8).withUnsafeBytes { running.add($0) }
    return running.finished()
  }

  private static let read = Result { try Definitions.read(shipped: files, hash: hash) }

  package static func library() throws -> Library { try read.get().library }
}
