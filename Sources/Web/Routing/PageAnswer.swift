package import HTTPTypes
import Hummingbird

/// What a route answers.
///
/// The security headers are added outside.
package struct PageAnswer: Sendable {
  package var status: HTTPResponse.Status
  package var headers: HTTPFields
  package var body: Body
  /// A form's answer after which the form may be sent again: it was refused, or only shown anew.
  package var storedNothing: Bool

  package enum Body: Sendable {
    case none
    case text(String)
    case bytes([UInt8])
  }

  package init(status: HTTPResponse.Status, headers: HTTPFields = [:], body: Body = .none) {
    self.status = status
    self.headers = headers
    self.body = body
    storedNothing = status == .unprocessableContent || status == .serviceUnavailable
  }

  /// A finished HTML page.
  package static func html(_ text: String, status: HTTPResponse.Status = .ok) -> PageAnswer {
    PageAnswer(
      status: status, headers: [.contentType: "text/html; charset=utf-8"], body: .text(text))
  }

  /// A long page written as bytes.
  package static func html(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> PageAnswer {
    PageAnswer(
      status: status, headers: [.contentType: "text/html; charset=utf-8"], body: .bytes(bytes))
  }

  /// Goes on to another page of this program; after a form, so that reloading sends nothing again.
  package static func redirect(_ path: String) -> PageAnswer {
    PageAnswer(status: .seeOther, headers: [.location: path])
  }

  /// A file to save.
  ///
  /// The name is for the disk and must hold nothing of a patient.
  package static func file(_ bytes: [UInt8], name: String, type: String) -> PageAnswer {
    PageAnswer(
      status: .ok,
      headers: [
        .contentType: type, .contentDisposition: "attachment; filename=\"\(name)\"",
      ], body: .bytes(bytes))
  }

  var response: Response {
    let body: ResponseBody
    switch self.body {
    case .none: body = ResponseBody()
    case .text(let text): body = ResponseBody(byteBuffer: ByteBuffer(string: text))
    case .bytes(let bytes): body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    }
    return Response(status: status, headers: headers, body: body)
  }
}
