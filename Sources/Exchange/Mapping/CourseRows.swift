import Outcomes
import Tables

extension TableRows {
  /// One course; where no therapy or no first dose is said there was none.
  func course(_ rule: CourseRule, _ row: TableRow, _ index: Int, _ patient: RowPatient) {
    let repetition = rule.repetition
    let therapy = reading.line(rule.therapy, row, repetition, index)
    if therapy.isNothing { return }
    func day(_ source: CellSource?) -> Reading {
      source.map { reading.day($0, row, repetition, index, mayBePartial: true) } ?? .nothing(nil)
    }
    let start = day(rule.start)
    if rule.therapy.isFixed, start.isNothing { return }
    let stop = day(rule.stop)
    let stopReason = reading.line(rule.stopReason, row, repetition, index)
    let intent = reading.line(rule.intent, row, repetition, index)
    let dose = reading.amount(rule.dose, row, repetition, index)
    var unit = reading.line(rule.unit, row, repetition, index)
    if rule.unit == nil, case .text(let text) = dose, text.groups.count > 1 {
      unit = .text(CellText(text: text.groups[1], cell: text.cell))
    }
    if dose.string.isEmpty { unit = .nothing(unit.cell) }
    let interval = reading.amount(rule.intervalDays, row, repetition, index)
    let other = reading.line(rule.otherName, row, repetition, index)
    let note = reading.note(rule.note, row, repetition, index)
    if case .nothing(let cell?) = start { into.refuse(cell, .needed) }
    guard case .text = therapy, case .text = start else { return }
    into.addCourse(
      MappedRow(
        layout: .treatments,
        fields: [
          patient.id, therapy.string, start.string, stop.string, intent.string, dose.string,
          unit.string, interval.string, note.text, stopReason.string, other.string,
        ],
        cells: [
          patient.cell, therapy.cell, start.cell, stop.cell, intent.cell, dose.cell, unit.cell,
          interval.cell, note.cell, stopReason.cell, other.cell,
        ], group: MappedGroup(cell: therapy.cell ?? start.cell)))
  }

  /// A single dose, kept until all rows were read.
  func event(_ rule: EventRule, _ row: TableRow, _ patient: RowPatient) {
    let therapy = reading.line(rule.therapy, row)
    if therapy.isNothing { return }
    let date = reading.day(rule.date, row, mayBePartial: false)
    let dose = reading.amount(rule.dose, row)
    let unit = reading.line(rule.unit, row)
    if case .nothing(let cell?) = date { into.refuse(cell, .needed) }
    guard case .text = therapy, case .text(let text) = date, let day = Day(iso: text.text),
      !dose.isRefused
    else { return }
    let isFirst = into.events.add(
      EventCourses.Event(
        day: day, dose: dose.string, unit: dose.string.isEmpty ? "" : unit.string,
        cells: [patient.cell, therapy.cell, date.cell, dose.cell, unit.cell]),
      patient: patient.id, therapy: therapy.string, rule)
    if !isFirst, let cell = date.cell {
      into.refuse(cell, .secondOfDay(measure: therapy.string, row: 0))
    }
  }
}

extension MappedSink {
  /// The courses that single doses make.
  func finishEvents() { for row in events.rows { addCourse(row) } }
}

/// Puts single doses together to courses.
struct EventCourses {
  struct Event {
    var day: Day
    var dose: String
    var unit: String
    /// Of patient, therapy, day, dose and unit.
    var cells: [SourceCell?]
  }

  private struct Key: Hashable {
    let patient: String
    let therapy: String
  }

  private var order: [Key] = []
  private var events: [Key: (rule: EventRule, events: [Event])] = [:]

  /// False: a dose of that day is there already.
  mutating func add(
    _ event: Event, patient: String, therapy: String, _ rule: EventRule
  ) -> Bool {
    let key = Key(patient: patient, therapy: therapy)
    if events[key] == nil { order.append(key) }
    if events[key]?.events.contains(where: { $0.day == event.day }) == true { return false }
    events[key, default: (rule, [])].events.append(event)
    return true
  }

  var rows: [MappedRow] {
    order.flatMap { key -> [MappedRow] in
      guard let (rule, all) = events[key] else { return [] }
      var courses: [[Event]] = []
      for event in all.sorted(by: { $0.day < $1.day }) {
        if let last = courses.last?.last, event.day - last.day <= rule.gapWeeks * 7 {
          courses[courses.count - 1].append(event)
        } else {
          courses.append([event])
        }
      }
      return courses.enumerated().compactMap { position, course in
        row(course, after: position > 0 ? courses[position - 1].last?.day : nil, key, rule)
      }
    }
  }

  private func row(
    _ course: [Event], after earlier: Day?, _ key: Key, _ rule: EventRule
  ) -> MappedRow? {
    guard let first = course.first, let last = course.last else { return nil }
    var notes: [String] = []
    if let earlier {
      notes.append(
        "\((first.day - earlier) / 7) weeks after the last infusion: a new course by the gap that the mapping names"
      )
    }
    for (before, event) in zip(course, course.dropFirst())
    where event.dose != before.dose && !event.dose.isEmpty {
      let dose = [event.dose, event.unit].filter { !$0.isEmpty }.joined(separator: " ")
      notes.append("\(dose) from \(event.day.iso): a change of dose within the course")
    }
    let runsOn = rule.complete.map { $0 - last.day <= rule.gapWeeks * 7 } ?? false
    return MappedRow(
      layout: .treatments,
      fields: [
        key.patient, key.therapy, first.day.iso, runsOn ? "" : last.day.iso, "", first.dose,
        first.unit, interval(course).map(String.init) ?? "", notes.joined(separator: "; "), "", "",
      ],
      cells: [
        first.cells[0], first.cells[1], first.cells[2], last.cells[2], nil, first.cells[3],
        first.cells[4], nil, nil, nil, nil,
      ], group: MappedGroup(cell: first.cells[1] ?? first.cells[2]))
  }

  /// The days between doses where they hardly differ: the middle one, and all within 3 days or a
  /// quarter of it.
  private func interval(_ course: [Event]) -> Int? {
    let distances = zip(course, course.dropFirst()).map { $1.day - $0.day }.sorted()
    guard !distances.isEmpty else { return nil }
    let middle = distances[(distances.count - 1) / 2]
    return distances.allSatisfy { abs($0 - middle) <= max(3, middle / 4) } ? middle : nil
  }
}
