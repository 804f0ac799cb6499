import Outcomes
import Testing

@testable import Reporting

@Suite struct TreatmentTextTests {
  private func course(_ dose: Rational?, _ unit: String = "g/kg", every days: Int? = nil)
    -> TreatmentCourse
  {
    TreatmentCourse(
      therapy: .init("ivig"), start: Day(number: 20_000), dose: dose, unit: unit,
      intervalDays: days)
  }

  /// A dose is entered with up to four digits after the point, and none of them is lost.
  @Test func dosesAreAsExactAsTheyWereEntered() {
    #expect(TreatmentText.regimen(course(Rational(1, over: 16))) == "0.0625 g/kg")
    #expect(TreatmentText.regimen(course(Rational(1, over: 10_000))) == "0.0001 g/kg")
    #expect(TreatmentText.regimen(course(Rational(2), every: 21)) == "2 g/kg every 3 weeks")
    #expect(TreatmentText.regimen(course(Rational(60), "mg", every: 1)) == "60 mg daily")
    #expect(TreatmentText.regimen(course(Rational(60), "", every: 7)) == "60 weekly")
    #expect(TreatmentText.regimen(course(nil, every: 10)) == "every 10 days")
    #expect(TreatmentText.regimen(course(nil)) == nil)
  }
}
