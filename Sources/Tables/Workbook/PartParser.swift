import Foundation
import FoundationXML

/// What is read out of one part.
protocol PartEvents: AnyObject {
  /// An element begins; its name and those of its attributes are without prefix but for `r:id`.
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
    depth += 1
    hasRoot = true
    do { try events.start(Self.local(name), attributes) } catch { stop(parser, error) }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    guard fault == nil else { return }
    depth -= 1
    do { try events.end(Self.local(name)) } catch { stop(parser, error) }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { events.text(string) }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    events.text(String(decoding: block, as: UTF8.self))
  }

  private func stop(_ parser: XMLParser, _ error: any Error) {
    fault = error
    parser.abortParsing()
  }

  /// The name without its prefix.
  private static func local(_ name: String) -> String {
    guard let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) else { return name }
    return String(name[name.utf8.index(after: colon)...])
  }
}
