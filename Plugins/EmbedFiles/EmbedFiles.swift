import Foundation
import PackagePlugin

/// Writes every definition, template, style sheet and script of a target's folder into one Swift file, so that the
/// binary needs no files beside it.
@main
struct EmbedFiles: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = target.directoryURL
    let output = context.pluginWorkDirectoryURL.appending(path: "Embedded.swift")
    let inputs = embeddable(in: folder)
    return [
      .buildCommand(
        displayName: "Embed \(inputs.count) files of \(target.name)",
        executable: try context.tool(named: "EmbedTool").url,
        arguments: [output.path, folder.path] + inputs.map(\.path),
        inputFiles: inputs,
        outputFiles: [output])
    ]
  }

  private func embeddable(in folder: URL) -> [URL] {
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (found?.compactMap { $0 as? URL } ?? [])
      .filter { ["yaml", "mustache", "css", "js", "svg"].contains($0.pathExtension) }
      .sorted { $0.path < $1.path }
  }
}
