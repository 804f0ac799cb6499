import Outcomes

/// Section 5: the diagnosis as a whole.
extension ReferenceJudge {
  struct Whole {
    var disease: Disease
    var verdict = DiagnosisVerdict.none
    var index: Rational?
    var immunotherapies = 0
    var failed = 0
    /// Positions in the results of the courses.
    var courses: [Int] = []
  }

  private struct Reference {
    var scale: Scale
    var course: Course
    /// Every score since the reference, of those less than 7 days apart only the later.
    var since: [Point] = []
  }

  static func hasFailed(_ verdict: CourseVerdict) -> Bool {
    [.noResponse, .worsened, .stoppedWithoutEffect].contains(verdict)
  }

  /// One for each disease with a diagnosis in force, its variants included.
  func judgeDiagnoses(_ results: [Result]) -> [Whole] {
    let inForce = record.diagnoses.filter { $0.endedOn == nil }
      .sorted { ($0.diagnosedOn, $0.disease) < ($1.diagnosedOn, $1.disease) }
    let families = Set(inForce.compactMap { family($0.disease) }).sorted()
    return families.compactMap { family in
      guard let last = inForce.last(where: { self.family($0.disease) == family }),
        let disease = disease(last.disease), disease.isJudged
      else { return nil }
      return judge(disease, results)
    }
  }

  private func judge(_ disease: Disease, _ results: [Result]) -> Whole {
    var whole = Whole(disease: disease)
    whole.courses = results.indices.filter {
      results[$0].course.diagnosis != nil
        && family(results[$0].course.diagnosis?.disease) == family(disease.id)
    }
    let own = whole.courses.map { results[$0] }.filter { isImmune($0.course.whole) }
    // Where no response is expected no treatment of the disease has begun.
    let tried = own.filter { $0.verdict != .noResponseExpected }
    whole.immunotherapies = Set(tried.map(\.course.whole.therapy)).count
    let failed = own.filter { Self.hasFailed($0.verdict) }
    whole.failed = Set(failed.map(\.course.whole.therapy)).count

    let references = references(disease, own)
    let changes = references.map(change)
    let counted = changes.filter { $0.change != nil && $0.verdict != .floor }
    whole.index = Self.index(Dictionary(grouping: counted, by: \.scale.counted.groupKey))

    let hasResponded = own.contains {
      [.responding, .responseDeclining, .responseLost].contains($0.verdict) || $0.hadResponse
    }
    let wasStable = own.contains { result in
      result.verdict == .stable
        && failed.contains { result.course.start < $0.course.start }
        && failed.allSatisfy { result.course.start < $0.course.start }
    }
    if whole.failed >= 2, !hasResponded, !wasStable, whole.index.map({ $0 < .half }) ?? true {
      whole.verdict = .unanswered
    } else if disease.chronic, let first = tried.map(\.course.start).min(), today - first >= 182,
      let index = whole.index, index <= -1
    {
      whole.verdict = references.contains(where: wasTreated) ? .worseThanFirstRecord : .worse
    } else if disease.chronic, isRelapse(references, own) {
      whole.verdict = .relapse
    }
    return whole
  }

  private func references(_ disease: Disease, _ own: [Result]) -> [Reference] {
    var found: [Reference] = []
    let treated = own.filter { $0.course.expectation?.expected != Expectation.Expected.none }
      .sorted {
        ($0.course.start, $0.course.whole.therapy) < ($1.course.start, $1.course.whole.therapy)
      }
    for result in treated {
      var course = windowed(result.course)
      course.disease = disease
      for scale in singles(course, until: result.horizon ?? today) where scale.baseline != nil {
        let isKnown = found.contains {
          $0.scale.measure.id == scale.measure.id && $0.scale.hand == scale.hand
        }
        if isKnown { continue }
        var reference = Reference(scale: scale, course: result.course)
        reference.since = since(scale)
        found.append(reference)
      }
    }
    return found
  }

  private func since(_ scale: Scale) -> [Point] {
    guard let baseline = scale.baseline else { return [] }
    let early = courses().map(windowed).compactMap { course in
      course.lastEarlyDay.map { (course.start, $0) }
    }
    var copy = scale
    copy.later = record.scores.filter {
      $0.measure == scale.measure.id && separate(scale.measure, $0.variant) == scale.hand
    }
    .compactMap { point($0, of: scale.measure) }
    .filter { point in
      point.day > baseline.day && isComparable(scale.measure, baseline, point)
        && !early.contains { $0.0 < point.day && point.day <= $0.1 }
    }
    .sorted { $0.day < $1.day }
    return copy.followUps(until: today)
  }

  /// The latest three, one of them 84 days or more after the reference, 28 days from first to last.
  private func change(_ reference: Reference) -> Change {
    let now = Array(reference.since.suffix(3))
    guard let baseline = reference.scale.baseline, let first = now.first, let last = now.last,
      last.day - baseline.day >= 84, last.day - first.day >= 28
    else { return Change(scale: reference.scale) }
    var scale = reference.scale
    scale.incomparable = []
    return change(scale, now, from: nil)
  }

  /// The reference was taken while an earlier immunotherapy acted, of whatever diagnosis.
  private func wasTreated(_ reference: Reference) -> Bool {
    guard let day = reference.scale.baseline?.day else { return false }
    return record.courses.contains { course in
      isImmune(course) && course.start < reference.course.whole.start
        && firstEffect(course) <= day && day <= effectEnd(course) ?? today
    }
  }

  private func isRelapse(_ references: [Reference], _ own: [Result]) -> Bool {
    var end = Int.min
    // What is not judged, or expected to do nothing, acts while it runs.
    for course in courses() where course.therapy?.isImmunotherapy == true {
      guard let stop = course.stop else { return false }
      let expectsEffect = course.expectation.map { $0.expected != .none } ?? false
      end = max(end, expectsEffect ? stop + course.effect : stop)
    }
    guard today > end, end != Int.min else { return false }
    let helped: [CourseVerdict] = [.responding, .responseDeclining, .responseLost, .stable]
    guard own.contains(where: { helped.contains($0.verdict) || $0.hadResponse }) else {
      return false
    }
    let groups = Dictionary(grouping: references, by: \.scale.counted.groupKey)
    let declining = groups.values.filter { group in
      group.contains { reference in
        reference.since.suffix(2).filter { $0.day > end }.count == 2
          && Self.isDeclining(reference.scale, reference.since)
      }
    }
    return declining.count * 2 > groups.count
  }
}
