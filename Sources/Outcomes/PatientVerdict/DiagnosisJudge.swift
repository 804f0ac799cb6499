/// Judges every diagnosis in force over all courses under it.
struct DiagnosisJudge {
  let library: Library
  let judge: CourseJudge
  let courses: [CourseJudgement]

  private var asOf: Day { judge.asOf }

  func judgeAll() -> [DiagnosisJudgement] {
    var latest: [Diagnosis] = []
    for diagnosis in judge.record.diagnoses where diagnosis.endedOn == nil {
      let family = library.family(of: diagnosis.disease)
      let known = latest.firstIndex { library.family(of: $0.disease) == family }
      if let known {
        if Diagnosis.isEarlier(latest[known], diagnosis) { latest[known] = diagnosis }
      } else {
        latest.append(diagnosis)
      }
    }
    return latest.sorted(by: Diagnosis.isEarlier).compactMap { diagnosis in
      guard let disease = library.disease(diagnosis.disease), disease.isJudged,
        let family = library.family(of: disease.id)
      else { return nil }
      return judge(diagnosis, disease, family)
    }
  }

  private func judge(
    _ diagnosis: Diagnosis, _ disease: Disease, _ family: Disease.ID
  ) -> DiagnosisJudgement {
    // A revision to another variant of the disease does not wipe out what failed before it.
    let positions = courses.indices.filter { position in
      courses[position].isImmunotherapy
        && library.family(of: courses[position].diagnosis?.disease) == family
    }
    let under = positions.map { courses[$0] }
    let references = self.references(disease, under)
    let index = index(references)
    // Where no response is expected no treatment of the disease has begun.
    let tried = under.filter { !$0.rules.expectsNothing }
    let firstDose = tried.map(\.course.start).min()
    func verdict(on day: Day) -> DiagnosisVerdict {
      DiagnosisVerdictTable(
        isChronic: disease.chronic, courses: under, references: references, index: index,
        firstDose: firstDose, lastEffect: lastEffect,
        referenceWasTreated: references.contains(where: wasTreated), asOf: day
      ).verdict
    }
    let now = verdict(on: asOf)
    let dates = [firstDose.map { $0 + Conventions.daysOnTreatment }, lastEffect.map { $0 + 1 }]
    return DiagnosisJudgement(
      diagnosis: diagnosis, disease: disease, courses: positions, firstDose: firstDose,
      references: references, index: index, verdict: now,
      immunotherapies: Set(tried.map(\.course.therapy)).count,
      failed: Set(under.filter(\.hasFailed).map(\.course.therapy)).count,
      changesOn: dates.compactMap(\.self).sorted().first { $0 > asOf && verdict(on: $0) != now })
  }

  /// Of each measure that the disease counts and separate variant, the baseline of the earliest
  /// course that has one.
  private func references(
    _ disease: Disease, _ under: [CourseJudgement]
  ) -> [DiagnosisReference] {
    // Of every course of the patient, whatever its diagnosis and whether it is judged.
    let early = courses.compactMap { course in
      judge.window(of: course).flatMap { window in
        window.earlyWorseningUntil.map { (after: window.start, until: $0) }
      }
    }
    func isEarlyWorsening(_ day: Day) -> Bool {
      early.contains { day > $0.after && day <= $0.until }
    }
    var found: [DiagnosisReference] = []
    for course in under where !course.rules.expectsNothing {
      for series in judge.singles(of: disease, in: course) where series.baselineDay != nil {
        let yardstick = series.yardstick
        let variant = yardstick.measure.separateVariant(series.variant)
        let isKnown = found.contains {
          $0.series.yardstick.measureNumber == yardstick.measureNumber
            && $0.series.yardstick.counted.subscore == yardstick.counted.subscore
            && yardstick.measure.separateVariant($0.series.variant) == variant
        }
        if isKnown { continue }
        found.append(
          DiagnosisReference(
            series, courseStart: course.course.start, asOf: asOf,
            isEarlyWorsening: isEarlyWorsening))
      }
    }
    return found
  }

  private func index(_ references: [DiagnosisReference]) -> Rational? {
    GroupedIndex(references.count) { place in
      GroupedChange(
        group: references[place].series.yardstick.groupNumber, change: references[place].change,
        isDeclining: false)
    }.mean
  }

  /// The reference was taken while an immunotherapy that began before its course acted.
  private func wasTreated(_ reference: DiagnosisReference) -> Bool {
    guard let day = reference.series.baselineDay else { return false }
    return judge.immunotherapies.contains {
      $0.start < reference.courseStart && $0.acts(on: day)
    }
  }

  /// The last day on which any immunotherapy of the patient acts; nil while one runs or none was given.
  ///
  /// What is not judged, or expected to do nothing, acts while it runs.
  private var lastEffect: Day? {
    var last: Day?
    for course in courses where course.rules.isImmunotherapy {
      guard let stop = course.course.stop else { return nil }
      let end = course.rules.expected == .none ? stop : stop + course.rules.effectDays
      last = max(last ?? end, end)
    }
    return last
  }
}
