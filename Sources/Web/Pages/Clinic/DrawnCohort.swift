import Clinic
import Outcomes
import Synchronization

/// What the cohort page shows of the clinic's lists, the same for everybody who may see it.
struct DrawnCohort: Sendable {
  let html: HTMLWriter
  let patients: Int
  let courses: Int
}

/// Cohort pages as they were drawn last: as long as nothing is entered, whoever asks is given the same.
final class DrawnCohorts: Sendable {
  private struct State {
    var lists: ClinicLists.Version
    var pages: [Cohort.Selection: DrawnCohort] = [:]
  }

  /// Held while a page is drawn: who asks meanwhile would draw the same.
  private let state = Mutex<State?>(nil)
  /// More choices than people make between two entries; addresses can name any number.
  private static let most = 50

  func page(
    of lists: ClinicLists, _ filter: CohortFilter, draw: () -> DrawnCohort
  ) -> DrawnCohort {
    state.withLock { state in
      var kept = state ?? State(lists: lists.version)
      if kept.lists != lists.version || kept.pages.count >= Self.most {
        kept = State(lists: lists.version)
      }
      if let page = kept.pages[filter.selection] { return page }
      let page = draw()
      kept.pages[filter.selection] = page
      state = kept
      return page
    }
  }
}
