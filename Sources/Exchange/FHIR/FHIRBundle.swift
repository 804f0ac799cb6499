/// Writes resources as they come: as one collection bundle, or a resource per line (NDJSON).
package struct FHIRBundle {
  private let lines: Bool
  private let sink: (UnsafeRawBufferPointer) throws -> Void
  private var waiting = ""
  private var isEmpty = true

  package init(lines: Bool, sink: @escaping (UnsafeRawBufferPointer) throws -> Void) {
    self.lines = lines
    self.sink = sink
  }

  package mutating func add(_ resource: JSONValue) throws {
    if lines {
      waiting += resource.compactText + "\n"
    } else {
      let address = "\(FHIRAddress.base)\(resource.resourceType)/\(resource.resourceID)"
      let entry = JSONValue.members(["fullUrl": .string(address), "resource": resource])
      waiting += (isEmpty ? "{\"entry\":[\n" : ",\n") + entry.compactText
    }
    isEmpty = false
    if waiting.utf8.count > 1 << 16 { try flush() }
  }

  package mutating func finish() throws {
    if !lines {
      waiting += isEmpty ? "{" : "\n],"
      waiting += "\"resourceType\":\"Bundle\",\"type\":\"collection\"}\n"
    }
    try flush()
  }

  private mutating func flush() throws {
    try waiting.withUTF8 { try sink(UnsafeRawBufferPointer($0)) }
    waiting = ""
  }
}

extension JSONValue {
  package var resourceType: String { text(of: "resourceType") }
  package var resourceID: String { text(of: "id") }

  private func text(of name: String) -> String {
    if case .object(let members) = self,
      case .string(let text)? = members.first(where: { $0.name == name })?.value
    {
      return text
    }
    return ""
  }
}
