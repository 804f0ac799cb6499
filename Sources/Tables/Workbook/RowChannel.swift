import Dispatch
import Synchronization

/// Carries rows from the thread that parses a sheet to the one that asks for them, a few at a time.
final class RowChannel: Sendable {
  /// Some rows, and what was passed over up to their end; the last one brings how it ended.
  struct Batch: Sendable {
    var rows: [TableRow] = []
    var passedOver = PassedOver()
    var end: End?
  }

  enum End: Sendable {
    case complete
    case fault(TableFault)
  }

  private struct State {
    var batches: [Batch] = []
    var isClosed = false
  }

  private let state = Mutex(State())
  private let filled = DispatchSemaphore(value: 0)
  private let free = DispatchSemaphore(value: 0)

  init() {
    // Two on their way at most. Counted up here, since a semaphore may not end below its beginning.
    free.signal()
    free.signal()
  }

  /// Hands over a batch, after waiting for room; false when nobody wants it any more.
  func put(_ batch: Batch) -> Bool {
    free.wait()
    let isWanted = state.withLock { state in
      if !state.isClosed { state.batches.append(batch) }
      return !state.isClosed
    }
    filled.signal()
    return isWanted
  }

  /// Waits for the next batch; not to be called after the last one.
  func take() -> Batch? {
    filled.wait()
    let batch = state.withLock { $0.batches.isEmpty ? nil : $0.batches.removeFirst() }
    free.signal()
    return batch
  }

  /// Nobody takes any more.
  func close() {
    state.withLock {
      $0.isClosed = true
      $0.batches = []
    }
    free.signal()
  }
}
