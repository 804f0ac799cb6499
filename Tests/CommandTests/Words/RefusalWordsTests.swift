import Clinic
import Outcomes
import Registry
import Testing

@testable import Command

/// What the terminal says where somebody else was faster; the words of the other refusals stand in
/// the sessions.
@Suite struct `The words for what was changed meanwhile` {
  private static let a = Patient.ID("A")
  private static let day = Day(number: 20_000)
  private static let score = ChangedMeanwhile.Subject.score(
    number: 4, .init("incat"), day, variant: "")

  private func said(
    _ what: ChangedMeanwhile.What, _ subject: ChangedMeanwhile.Subject = score, now: Int? = 2,
    reason: String = "", about step: ChangedMeanwhile.Subject? = nil
  ) -> String {
    RefusalWords.text(
      .changedMeanwhile(
        ChangedMeanwhile(
          patient: Self.a, subject: subject, now: now,
          steps: [
            ChangedMeanwhile.Step(
              entry: 1, author: "Dr Weber", instant: "2026-03-12T14:03:22.000Z", reason: reason,
              subject: step ?? subject, what: what)
          ])))
  }

  @Test func `name who, when, from what to what, and how to go on`() {
    #expect(
      said(.changed([FieldChange(.item("arms"), "3", "1")]), reason: "misread") == """
        Changed meanwhile by Dr Weber on 2026-03-12 at 14:03:22 UTC: arms 3 -> 1. Reason: misread.
        Nothing was stored. 'recheck patient show A' shows what stands now. To change it all the same, give the command again with --seen 2.
        """)
    #expect(
      said(.changed([FieldChange(.note, "", "a b"), FieldChange(.stop, "2026-01-01", "")]))
        .hasPrefix(
          "Changed meanwhile by Dr Weber on 2026-03-12 at 14:03:22 UTC: note (empty) -> 'a b', stop 2026-01-01 -> (empty).\n"
        ))
    #expect(
      said(.withdrawn, now: nil, reason: "other patient") == """
        Withdrawn meanwhile by Dr Weber on 2026-03-12 at 14:03:22 UTC. Reason: other patient.
        Nothing was stored. 'recheck patient show A' shows what stands now.
        """)
    #expect(
      said(.merged(Self.a, into: .init("B")), now: nil, about: .record) == """
        A was merged into B by Dr Weber on 2026-03-12 at 14:03:22 UTC.
        Nothing was stored. Name B: 'recheck patient show B' shows what stands there.
        """)
    #expect(
      said(.recorded, .record, now: nil, about: Self.score) == """
        Score 4, incat of 2024-10-04, recorded meanwhile by Dr Weber on 2026-03-12 at 14:03:22 UTC.
        Nothing was stored. 'recheck review show A' shows the evidence. Then decide again.
        """)
    let redated = ChangedMeanwhile.Subject.score(
      number: 4, .init("incat"), Self.day + 7, variant: "")
    #expect(
      said(.changed([FieldChange(.item("arms"), "3", "1")]), about: redated)
        .hasPrefix("Changed meanwhile by Dr Weber"))
    let now = Instant.now.text
    let today = ChangedMeanwhile.Step(
      entry: 1, author: "Dr Weber", instant: now, reason: "", subject: Self.score, what: .withdrawn)
    #expect(
      RefusalWords.text(
        .changedMeanwhile(
          ChangedMeanwhile(patient: Self.a, subject: Self.score, now: nil, steps: [today]))
      ).hasPrefix(
        "Withdrawn meanwhile by Dr Weber at \(now.dropFirst(11).prefix(8)) UTC.\n"))
  }

  @Test func `name every way out as a command there is`() {
    let ways: [WayOut] = [
      .showPatients, .showMeasures, .showDiseases, .showTherapies, .showPatient(nil),
      .showPatient(Self.a), .showFlags(Self.a), .editPatient(nil), .changeDiagnosis(nil),
      .changeTreatment(nil, number: nil), .correctScore(nil, number: 4), .separate(Self.a),
      .backUp, .restoreBackup, .verifyFile,
    ]
    let groups = Recheck.configuration.subcommands.map { ($0.configuration.commandName ?? "", $0) }
    for way in ways {
      let commands = WayWords.text(way).split(separator: "'").filter { $0.hasPrefix("recheck ") }
      #expect(!commands.isEmpty, "\(way)")
      for command in commands {
        let words = command.split(separator: " ").map(String.init)
        let group = groups.first { $0.0 == words[1] }?.1
        #expect(group != nil, "\(command)")
        let below = group?.configuration.subcommands.map {
          $0.configuration.commandName ?? "\($0)".lowercased()
        }
        if let below, !below.isEmpty, words.count > 2 {
          #expect(below.contains(words[2]), "\(command)")
        }
      }
    }
    #expect(WayWords.text(.addEvenIfSimilar) == "with --even-if-similar")
    #expect(WayWords.text(.chooseMeasure) == "with --measure ID")
    #expect(WayWords.text(.chooseDates(nil)) == "--dates d.m.y or --dates m/d/y")
    #expect(WayWords.text(.chooseDates("d.m.y")) == "--dates d.m.y")
  }

  @Test func `say that a number or a version is none`() {
    #expect(
      RefusalWords.text(.unknownFact(.course, 7)) == "The patient has no course of the number 7.")
    #expect(
      RefusalWords.text(.noSuchVersion(9, now: 2))
        == "There is no version 9 of it: it stands as version 2. Look at it again, then repeat the change."
    )
  }
}
