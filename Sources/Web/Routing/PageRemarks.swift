import Synchronization

/// What a page has to say besides its own matter, found out while it is made.
package final class PageRemarks: Sendable {
  private let isUnnoted = Mutex(false)

  func noteLater() { isUnnoted.withLock { $0 = true } }

  /// nil: nothing.
  var text: String? {
    isUnnoted.withLock { $0 }
      ? "That you looked at this could not be noted yet, because the disk of this machine takes"
        + " nothing at present; it is noted as soon as it does. Nothing can be saved until then: tell"
        + " whoever runs the program." : nil
  }
}
