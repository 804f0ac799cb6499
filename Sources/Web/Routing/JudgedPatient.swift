import Clinic
import Outcomes

extension PageRequest {
  /// The judgement of a patient at the desk's day, and what else is asked of the desk with it; 404
  /// for one who is not registered.
  func judge<Value: Sendable>(
    _ id: Patient.ID, _ body: @escaping @Sendable (Desk, PatientJudgement) throws -> Value
  ) async throws -> (PatientJudgement, Value) {
    do {
      return try await atDesk { desk in
        let judged = try desk.judge(id)
        return (judged, try body(desk, judged))
      }
    } catch DeskRefusal.unknownPatient {
      throw WebFault.notFound
    }
  }

  func judge(_ id: Patient.ID) async throws -> PatientJudgement {
    try await judge(id) { _, _ in }.0
  }
}
