import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A plain socket, for requests that no client library would send.
struct RawConnection {
  private let socket: Int32

  init(port: Int) throws {
    var hints = addrinfo()
    #if canImport(Glibc)
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      hints.ai_socktype = SOCK_STREAM
    #endif
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo("localhost", "\(port)", &hints, &list) == 0 else {
      throw POSIXError(.EHOSTUNREACH)
    }
    defer { freeaddrinfo(list) }
    var next = list
    while let address = next?.pointee {
      let socket = Self.open(address)
      if socket >= 0 {
        self.socket = socket
        return
      }
      next = address.ai_next
    }
    throw POSIXError(.ECONNREFUSED)
  }

  private static func open(_ address: addrinfo) -> Int32 {
    let socket = makeSocket(address.ai_family, address.ai_socktype, address.ai_protocol)
    guard socket >= 0 else { return -1 }
    var timeout = timeval(tv_sec: 40, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    if connect(socket, address.ai_addr, address.ai_addrlen) == 0 { return socket }
    _ = closeSocket(socket)
    return -1
  }

  func send(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let sent = bytes.withUnsafeBytes { write(socket, $0.baseAddress, $0.count) }
      guard sent > 0 else { return }
      bytes = bytes.dropFirst(sent)
    }
  }

  /// Everything until the other side closes, or until nothing came for 40 seconds.
  func readToEnd() -> String {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(socket, &buffer, buffer.count)
      guard count > 0 else { break }
      all += buffer[..<count]
    }
    return String(decoding: all, as: UTF8.self)
  }

  func close() { _ = closeSocket(socket) }

  /// Does something that waits, on a thread of its own: waiting on one that runs tasks would keep
  /// the program under test from answering.
  static func waiting<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
  }
}

private func makeSocket(_ family: Int32, _ type: Int32, _ proto: Int32) -> Int32 {
  socket(family, type, proto)
}

private func closeSocket(_ socket: Int32) -> Int32 { close(socket) }
