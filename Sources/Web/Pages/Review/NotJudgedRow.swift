import Clinic
import Outcomes

/// A patient of the review list whose record is not judged: above all flags, whatever is chosen.
enum NotJudgedRow {
  static func markup(_ patient: Patient, _ request: PageRequest) throws -> Markup {
    let name = patient.listName
    return """
      <tr><td data-label="Urgency"><span class="sev">Not judged</span></td>\
      <th scope="row" data-label="Patient"><span><a data-row id="row-\(patient.id.text)" \
      href="\(try request.path(of: patient.id))">\(name.isEmpty ? patient.id.text : name)</a>\
      <span class="under">\(ReviewRow.who(patient, request.asOf))</span></span></th>\
      <td data-label="Diagnosis">–</td>\
      <td data-label="Question"><span><b>The seals of the record do not hold</b>\
      <span class="under">What it says may not be what was entered. The page Verification, for \
      administrators, has what was found.</span></span></td>\
      <td data-label="Response index" class="spark">–</td>\
      <td data-label="Now" class="num">–</td>\
      <td data-label="Leading score">–</td>\
      <td data-label="Reviewed" class="reviewed">–</td></tr>

      """
  }
}
