/// Writes resources as they come: as one collection bundle, or a resource per line (NDJSON).
package struct FHIRBundle {
  private let lines: Bool
  private var writer: PartWriter
  private var isEmpty = true

  package init(lines: Bool, sink: @escaping (UnsafeRawBufferPointer) throws -> Void) {
    self.lines = lines
    writer = PartWriter(sink: sink)
  }

  package mutating func add(_ resource: JSONValue) throws {
    if lines {
      try writer.write(resource.compactText + "\n")
    } else {
      let address = "\(FHIRAddress.base)\(resource.resourceType)/\(resource.resourceID)"
      let entry = JSONValue.members(["fullUrl": .string(address), "resource": resource])
      try writer.write((isEmpty ? "{\"entry\":[\n" : ",\n") + entry.compactText)
    }
    isEmpty = false
  }

  package mutating func finish() throws {
    if !lines {
      try writer.write(isEmpty ? "{" : "\n],")
      try writer.write("\"resourceType\":\"Bundle\",\"type\":\"collection\"}\n")
    }
    try writer.finish()
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
