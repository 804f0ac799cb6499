import Foundation
import FoundationXML

/// What is read out of one part.
protocol PartEvents: AnyObject {
  /// An element begins; its name is without prefix, those of its attributes are as they stand.
  func start(_ name: String, _ attributes: [String: String]) throws
  func end(_ name: String) throws
  func text(_ text: String)
}

/// Hands the elements of a part to what reads them, one after another.
final class PartParser: XMLParserDelegate {
  private let events: any PartEvents
  private var fault: (any Error)?
  /// Elements that are open; a part that is cut may end without an error of the parser.
  private var depth = 0
  private var hasRoot = false
  /// What stands before the names of this part, with its colon.
  private var prefix = ""
  /// The depth of a list of extensions, nothing of which is read.
  private var extensionDepth: Int?

  private init(_ events: any PartEvents) { self.events = events }

  /// Reads a part to its end.
  ///
  /// - Throws: what the events throw, `PartFault`, `ZipFault` or `Unpacking.Exceeded`.
  static func parse(
    _ part: ZipPart, _ unpacking: inout Unpacking, withoutRows: Bool = false,
    _ events: any PartEvents
  ) throws {
    let stream = PartStream(part, unpacking, withoutRows: withoutRows)
    let handler = PartParser(events)
    let parser = XMLParser(stream: stream)
    parser.delegate = handler
    let isWellFormed = parser.parse()
    unpacking = stream.unpacked
    if let fault = handler.fault ?? stream.fault { throw fault }
    guard isWellFormed, handler.hasRoot, handler.depth == 0 else { throw PartFault.damaged }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    guard fault == nil else { return }
    if depth == 0 { prefix = name.split(separator: ":").dropLast().first.map { $0 + ":" } ?? "" }
    depth += 1
    hasRoot = true
    guard extensionDepth == nil, let name = local(name) else { return }
    if name == "extLst" {
      extensionDepth = depth
      return
    }
    do { try events.start(name, attributes) } catch { stop(parser, error) }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    guard fault == nil else { return }
    defer { depth -= 1 }
    if let extensionDepth {
      if extensionDepth == depth { self.extensionDepth = nil }
      return
    }
    guard let name = local(name) else { return }
    do { try events.end(name) } catch { stop(parser, error) }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if extensionDepth == nil { events.text(string) }
  }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    if extensionDepth == nil { events.text(String(decoding: block, as: UTF8.self)) }
  }

  private func stop(_ parser: XMLParser, _ error: any Error) {
    fault = error
    parser.abortParsing()
  }

  /// The name without its prefix; nil where the prefix is not that of the first element, since
  /// programs put words of their own beside those that are the same in all.
  private func local(_ name: String) -> String? {
    if prefix.isEmpty { return name.utf8.contains(UInt8(ascii: ":")) ? nil : name }
    return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
  }
}
