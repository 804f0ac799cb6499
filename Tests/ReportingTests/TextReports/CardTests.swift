import CustomDump
import Outcomes
import Reporting
import Testing

/// The cards of definitions, each full and minimal.
@Suite struct CardTests {
  private func card(_ measure: Measure) throws -> String {
    try ReportTexts().measureCard(MeasureCard(measure))
  }
  private func card(_ disease: Disease) throws -> String {
    try ReportTexts().diseaseCard(DiseaseCard(disease, library: Fixture.library))
  }
  private func card(_ therapy: Therapy) throws -> String {
    try ReportTexts().therapyCard(TherapyCard(therapy, library: Fixture.library))
  }

  @Test func aMeasure() throws {
    expectNoDifference(
      try card(Fixture.incat),
      """
      INCAT disability score (incat, version 1)

      Arms and legs, each 0 to 5.

        - functional, reported by: clinician
        - 0 to 10 points, higher is worse
        - total: sum of the items; none when an item is missing
        - two scores are compared by legs plus arms; a change of the arms between 0
          and 1 is not counted
        - recall: today

      Items
        - arms: Arms
            - 0 grade 0
            - 1 grade 1
            - 2 grade 2
            - 3 grade 3
            - 4 grade 4
            - 5 grade 5
        - legs: Legs
            - 0 grade 0
            - 1 grade 1
            - 2 grade 2
            - 3 grade 3
            - 4 grade 4
            - 5 grade 5

      Thresholds
        - improvement: 1 point (judges). Trial 2008, doi 10.1/trial.
        - worsening: 1 point (judges). Our rule [a convention, not a published
          figure].

      Statuses
        - Mild: 2 or less. Our rule [a convention, not a published figure].

      Not read in its source
        - worsening threshold: a convention, not a published figure
        - status Mild: a convention, not a published figure

      Licence
        - terms not known; labels in our own words. No statement was seen.

      Sources
        - Trial 2008, doi 10.1/trial

      Codes
        - loinc 1-8, a code. Trial 2008, doi 10.1/trial.

      """)
  }

  @Test func aMeasureWithoutThresholds() throws {
    expectNoDifference(
      try card(Fixture.pain),
      """
      Pain (pain-nrs, version 1)

        - symptom, reported by: patient
        - 0 to 10 points, higher is worse
        - total: the value as entered

      Items
        - value: Pain
            - 0 to 10 points in steps of 1

      Licence
        - terms not known; labels in our own words

      """)
  }

  @Test func aComposite() throws {
    expectNoDifference(
      try card(Fixture.composite),
      """
      Total improvement (tis, version 1)

        - composite, reported by: record
        - 0 to 100 points, higher is better
        - total: computed from the change of other measures, never entered

      Thresholds
        - improvement: 20 points (judges). Trial 2008, doi 10.1/trial.

      Points for a change in percent of the range
        - Strength, by mmt8: above 2 % 10, above 10 % 20
        - Enzyme, by ck: above 5 % 2.5
        - levels: minimal 20 or more
        - the scores of one set lie within 14 days

      Not read in its source
        - the range of muscle enzymes: not verified against any source

      Licence
        - terms not known; labels in our own words

      """)
  }

  @Test func aDisease() throws {
    expectNoDifference(
      try card(Fixture.cidp),
      """
      Chronic inflammatory neuropathy (cidp)

        - chronic, neuropathy
        - baseline: up to 90 days before the first dose, or 7 after it
        - scores at least every 26 weeks on treatment. Our rule [a convention, not a
          published figure].
        - usual first assessments in weeks 3, 6
        - measures of a visit: INCAT, Grip
        - watched, never judged: Pain

      Counted for judging a response, the leading one first
        - INCAT, functional; one meaningful change: 1 point. Trial 2008, doi
          10.1/trial.
        - Grip, objective; one meaningful change: 8 kPa. Trial 2008, doi 10.1/trial.

      When a response is due, in weeks from the first dose
        Therapy       First   Assess  Deadline  Trial  Expected     Rate %  Verified
                     effect       by
        ----------  -------  -------  --------  -----  -----------  ------  ----------
        IVIG              3        6         9      3  improvement      40  seen
        Prednisone        2       12        12      8  improvement          convention

      Published criteria, shown beside the verdict
        - INCAT better by 1 and kept. Trial 2008, doi 10.1/trial.
        - Pain 2 or less. Trial 2008, doi 10.1/trial.

      To reconsider when the response is missing
        - Autoimmune nodopathy: antibodies by a cell-based assay; tremor. (Trial 2008,
          doi 10.1/trial)

      Codes
        - icd-10 G61.8, polyneuropathy. Trial 2008, doi 10.1/trial.

      A note of the definition.

      """)
  }

  @Test func aDiseaseWithNothing() throws {
    expectNoDifference(
      try card(Fixture.bare),
      """
      A disease with nothing (bare)

        - not chronic, junction
        - baseline: up to 90 days before the first dose, or 7 after it
        - scores at least every 26 weeks on treatment. Our rule [a convention, not a
          published figure].

      """)
  }

  @Test func aTherapy() throws {
    expectNoDifference(
      try card(Fixture.ivig),
      """
      Intravenous immunoglobulin (ivig)

        - immunoglobulin, fast-onset, long-acting
        - an immunotherapy
        - intravenous: 2 g/kg, then 1 g/kg every 3 weeks
        - the last dose keeps working for 42 days. Our rule [a convention, not a
          published figure].

      When a response is due, in weeks from the first dose
        CIDP
          - first effect in week 3, to be assessed by week 6, deadline week 9;
            expected: improvement. Trial 2008, doi 10.1/trial.
          - an adequate trial: 3 weeks from the first to the last dose, the deadline
            less the time its last dose works [a convention, not a published figure].
          - how many respond: 40 % against 21 % on placebo. Trial 2008, doi
            10.1/trial.
          - caution: Headache is common. Our rule [a convention, not a published
            figure].
          - Judge after two courses.
        DM
          - first effect in week 4, to be assessed by week 16, deadline week 16;
            expected: improvement. Our rule [a convention, not a published figure].
          - an adequate trial: 10 weeks from the first to the last dose, the deadline
            less the time its last dose works [a convention, not a published figure].

      """)
  }

  @Test func aTherapyWithoutWindows() throws {
    expectNoDifference(
      try card(Fixture.pyridostigmine),
      """
      Pyridostigmine (pyridostigmine)

        - cholinesterase-inhibitor, symptomatic
        - not an immunotherapy: it neither fails nor shares a response
        - oral: 60 mg
        - the last dose keeps working for 1 day. Our rule [a convention, not a
          published figure].

      """)
  }

  /// The rows of the parent stand where a variant has none of its own for that intent.
  @Test func aVariantShowsWhatItInherits() {
    var variant = Fixture.cidp
    variant.id = .init("cidp-motor")
    variant.short = "Motor CIDP"
    variant.variantOf = Fixture.cidp.id
    var prednisone = Fixture.prednisone
    prednisone.expectations.append(
      Expectation(
        disease: variant.id, intent: .maintenance, firstEffect: Rational(2),
        assessBy: Rational(8), deadline: Rational(10), expected: .stability,
        evidence: Fixture.habit))
    let library = Library(
      measures: Fixture.library.measures, diseases: [Fixture.cidp, variant],
      therapies: [Fixture.ivig, prednisone])
    func rows() -> [String] {
      (DiseaseCard(variant, library: library).expectationTable?.rows ?? []).map {
        $0.map(\.text).joined(separator: "|")
      }
    }
    expectNoDifference(
      rows(),
      [
        "IVIG, as CIDP||3|6|9|3|improvement|40|seen",
        "Prednisone|maintenance|2|8|10|6|stability||convention",
        "Prednisone, as CIDP||2|12|12|8|improvement||convention",
      ])
    // A row for any intent leaves nothing to inherit.
    prednisone.expectations[1].intent = nil
    let own = Library(
      measures: [], diseases: [Fixture.cidp, variant], therapies: [prednisone])
    #expect(
      DiseaseCard(variant, library: own).expectationTable?.rows.map { $0[0].text }
        == ["Prednisone"])
  }

  @Test func aDiseaseThatIsNotJudged() throws {
    let disease = Disease(
      notJudged: .init("mnd"), name: "Motor neuron disease", short: "MND", group: .neuropathy,
      codes: [
        Code(
          system: "icd-10", code: "G12.2", meaning: "motor neuron disease", evidence: Fixture.trial)
      ],
      evidence: Fixture.trial, note: nil, hash: "")
    expectNoDifference(
      try card(disease),
      """
      Motor neuron disease (mnd)

        - neuropathy, not judged: a diagnosis can be revised to it; scores are kept
          and shown, without a verdict
        - described as an alternative or a companion in: Trial 2008, doi 10.1/trial

      Codes
        - icd-10 G12.2, motor neuron disease. Trial 2008, doi 10.1/trial.

      """)
  }

  /// Weeks of the trial, what the card says of it.
  @Test(
    arguments: [
      (
        "3",
        "an adequate trial: 3 weeks from the first to the last dose. Trial 2008, doi 10.1/trial."
      ),
      (
        "1",
        "an adequate trial: 1 week from the first to the last dose. Trial 2008, doi 10.1/trial."
      ),
      ("0", "an adequate trial as soon as it is given. Trial 2008, doi 10.1/trial."),
    ])
  func aPublishedTrial(weeks: String, text: String) {
    var therapy = Fixture.ivig
    therapy.expectations[0].trial = .init(weeks: Fixture.number(weeks), evidence: Fixture.trial)
    let points = TherapyCard(therapy, library: Fixture.library).windows[0].points
    #expect(points.map(\.text).contains(text))
  }

  @Test func noTrialWhereNothingIsExpected() {
    var therapy = Fixture.ivig
    therapy.expectations[0].expected = .none
    let points = TherapyCard(therapy, library: Fixture.library).windows[0].points
    #expect(!points.contains { $0.text.contains("trial:") })
  }

  @Test func theLevelThatJudges() throws {
    var measure = Fixture.composite
    measure.composite?.judgedLevel = Rational(20)
    #expect(
      try card(measure).contains("one meaningful change when a response is judged: minimal"))
  }
}
