import Synchronization

/// How many sites stand open at once.
///
/// All tests begin together, and each that waits for something lets others go on: without a limit
/// every site of the run is open at once, each with files, connections and threads of its own. One
/// test may have two sites; that as many tests hold one and wait for a second cannot happen while
/// fewer have two than there are places.
package enum Places {
  private static let state = Mutex(State())

  private struct State {
    var free = 16
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  /// Waits until fewer sites are open than may be.
  package static func take() async {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        if state.free > 0 {
          state.free -= 1
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if isFree { continuation.resume() }
    }
  }

  /// Hands the place of a closed site to the one that has waited longest.
  package static func giveBack() {
    let next = state.withLock { state in
      if state.waiting.isEmpty {
        state.free += 1
        return nil as CheckedContinuation<Void, Never>?
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }
}
