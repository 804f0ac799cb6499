package import Outcomes

extension Therapy {
  /// Done to the patient (an exchange, an operation) and not given as a medicine.
  package var isProcedure: Bool { therapyClass == "apheresis" || roles.contains(.surgical) }
}

extension FHIRFrame {
  package func type(of therapy: Therapy.ID) -> String {
    library.therapy(therapy)?.isProcedure == true ? "Procedure" : "MedicationStatement"
  }

  /// A `MedicationStatement`, or a `Procedure` where the therapy is one.
  ///
  /// - Parameters:
  ///   - number: within the patient, by first dose.
  ///   - condition: number of the diagnosis that the course belongs to.
  package func course(_ course: TreatmentCourse, number: Int, condition: Int?) -> JSONValue {
    let therapy = library.therapy(course.therapy)
    let isProcedure = therapy?.isProcedure ?? false
    var resource = FHIRResource(type(of: course.therapy), id: id(number))
    resource.set("status", isProcedure ? procedureStatus(course, therapy) : status(course))
    if let reason = course.stopReason, hasStopped(course) {
      let concept = FHIRCodes.concept(
        [FHIRCodes.own(.stopReason, reason.rawValue, nil)], text: reason.rawValue)
      resource.set("statusReason", isProcedure ? concept : .array([concept]))
    }
    let name = therapy?.name ?? course.therapy.text
    resource.set(
      isProcedure ? "code" : "medicationCodeableConcept",
      FHIRCodes.concept(
        [FHIRCodes.own(.therapy, course.therapy.text, name)],
        text: free(course.otherName) ?? name))
    resource.set("subject", subject)
    period(course, isProcedure ? "performedPeriod" : "effectivePeriod", in: &resource)
    if let condition {
      resource.set(
        "reasonReference", .array([FHIRResource.reference("Condition", id(condition))]))
    }
    resource.add(
      FHIRResource.own("intent", "valueCode", .string(course.intent.rawValue)))
    let dose = course.dose.map { FHIRCodes.quantity($0, unit(course.unit)) }
    if isProcedure {
      if let dose { resource.add(FHIRResource.own("dose", "valueQuantity", dose)) }
      if let days = course.intervalDays {
        resource.add(FHIRResource.own("interval-days", "valueInteger", .integer(days)))
      }
    } else {
      resource.set("dosage", .array(dosage(dose, course.intervalDays)))
    }
    note(course.note, in: &resource)
    return resource.value
  }

  private func hasStopped(_ course: TreatmentCourse) -> Bool {
    course.stop.map { $0 <= asOf } ?? false
  }

  private func status(_ course: TreatmentCourse) -> String {
    if course.start > asOf { return "intended" }
    guard hasStopped(course) else { return "active" }
    switch course.stopReason {
    // FHIR's "completed" says no more than that it is not taken any longer.
    case .planned, nil: return "completed"
    case .noEffect, .worse, .sideEffect, .other: return "stopped"
    }
  }

  private func procedureStatus(_ course: TreatmentCourse, _ therapy: Therapy?) -> String {
    if course.start > asOf { return "preparation" }
    let isOnce = therapy?.roles.contains(.surgical) ?? false
    guard hasStopped(course) || isOnce else { return "in-progress" }
    switch course.stopReason {
    case .planned, nil: return "completed"
    case .noEffect, .worse, .sideEffect, .other: return "stopped"
    }
  }

  private func period(
    _ course: TreatmentCourse, _ member: String, in resource: inout FHIRResource
  ) {
    if isPseudonymous {
      date(course.startGiven, "", as: "start-day", reckoned: \.latest, in: &resource)
      return date(course.stopGiven, "", as: "stop-day", reckoned: \.latest, in: &resource)
    }
    var period = FHIRResource()
    date(course.startGiven, "start", as: "", reckoned: \.latest, in: &period)
    date(course.stopGiven, "end", as: "", reckoned: \.latest, in: &period)
    resource.set(member, period.value)
  }

  private func dosage(_ dose: JSONValue?, _ days: Int?) -> [JSONValue] {
    var dosage = FHIRResource()
    if let days {
      dosage.set(
        "timing",
        .members([
          "repeat": .members([
            "frequency": .integer(1), "period": .integer(days), "periodUnit": .string("d"),
          ])
        ]))
    }
    if let dose { dosage.set("doseAndRate", .array([.members(["doseQuantity": dose])])) }
    return dosage.value == .object([]) ? [] : [dosage.value]
  }

  /// In a pseudonymous bundle only units that say nothing else.
  private func unit(_ unit: String) -> String {
    isPseudonymous && !PlainUnits.all.contains(unit) ? "" : unit
  }
}
