extension ClinicFile {
  /// Lends the right to write, and returns when it is given back or the borrower is gone; changes of
  /// this process come before and after it.
  ///
  /// - Parameters:
  ///   - seconds: after these `lasts` is called, once.
  func lend(to peer: LocalSocket, after seconds: Int32, lasts: () -> Void) throws {
    guard let pool, let lock else { throw RegistryError.openedForReading }
    pool.writeWithoutTransaction { _ in
      guard !hasStopped else {
        peer.send(WriterLoan.Word.stopped)
        return
      }
      guard peer.send(WriterLoan.Word.lent, file: lock.descriptor) else { return }
      var last = peer.receive(within: seconds)
      if last == .nothingInTime {
        lasts()
        last = peer.receive(within: nil)
      }
      if last == .byte(WriterLoan.Word.unconfirmed, file: nil) { isStopped.withLock { $0 = true } }
      WriterLock.sign(lock.descriptor)
    }
  }
}
