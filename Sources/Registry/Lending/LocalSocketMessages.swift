import Foundation

/// Bytes over a connection, with an open file where one is handed over (`SCM_RIGHTS`).
extension LocalSocket {
  /// Room for one open file beside a byte: length, level and kind, then its number, in words of the
  /// machine as the kernel wants them.
  private static let room = [UInt](repeating: 0, count: 3)
  private static let headLength = MemoryLayout<UInt>.size + 2 * MemoryLayout<Int32>.size
  /// `SCM_RIGHTS`, whose name Swift does not see.
  private static let rights: Int32 = 1

  /// - Parameter file: an open file that the other side gets too.
  /// - Returns: whether it was sent.
  @discardableResult
  func send(_ byte: UInt8, file: Int32? = nil) -> Bool {
    message(byte) { message, control in
      if let file {
        let length = UInt(Self.headLength + MemoryLayout<Int32>.size)
        control.storeBytes(of: length, toByteOffset: 0, as: UInt.self)
        control.storeBytes(of: SOL_SOCKET, toByteOffset: MemoryLayout<UInt>.size, as: Int32.self)
        control.storeBytes(
          of: Self.rights, toByteOffset: MemoryLayout<UInt>.size + 4, as: Int32.self)
        control.storeBytes(of: file, toByteOffset: Self.headLength, as: Int32.self)
        message.msg_control = control.baseAddress
        message.msg_controllen = control.count
      }
      var sent: Int
      repeat {
        sent = sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL))
      } while sent < 0 && errno == EINTR
      return sent == 1
    }.result
  }

  /// Waits for the next byte.
  ///
  /// - Parameter seconds: nil: as long as the other side is there.
  func receive(within seconds: Int32?) -> Received {
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    var found: Int32
    repeat {
      found = poll(&ready, 1, seconds.map { $0 * 1000 } ?? -1)
    } while found < 0 && errno == EINTR
    guard found > 0 else { return found == 0 ? .nothingInTime : .end }
    let (received, byte) = message(0) { message, control -> (Bool, Int32?) in
      message.msg_control = control.baseAddress
      message.msg_controllen = control.count
      var count: Int
      repeat {
        count = recvmsg(descriptor, &message, Int32(MSG_CMSG_CLOEXEC))
      } while count < 0 && errno == EINTR
      guard count == 1 else { return (false, nil) }
      let kind = control.load(fromByteOffset: MemoryLayout<UInt>.size + 4, as: Int32.self)
      let hasFile = Int(message.msg_controllen) > Self.headLength && kind == Self.rights
      return (true, hasFile ? control.load(fromByteOffset: Self.headLength, as: Int32.self) : nil)
    }
    return received.0 ? .byte(byte, file: received.1) : .end
  }

  /// A message of one byte with room beside it; gives what `body` returned, and the byte after it.
  private func message<Result>(
    _ byte: UInt8, _ body: (inout msghdr, UnsafeMutableRawBufferPointer) -> Result
  ) -> (result: Result, byte: UInt8) {
    var byte = byte
    var room = Self.room
    let result = withUnsafeMutableBytes(of: &byte) { byte in
      room.withUnsafeMutableBytes { control in
        var part = iovec(iov_base: byte.baseAddress, iov_len: 1)
        return withUnsafeMutablePointer(to: &part) { part in
          var message = msghdr()
          message.msg_iov = part
          message.msg_iovlen = 1
          return body(&message, control)
        }
      }
    }
    return (result, byte)
  }
}
