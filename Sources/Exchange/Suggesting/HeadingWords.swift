package import Outcomes

/// What a column may hold besides the answers of instruments.
enum ColumnMeaning: CaseIterable {
  case id, familyName, givenName, wholeName, birthDate, sex, disease, diagnosisDay, onset
  case visitDay, stampDay, therapy, start, stop, dose, unit, interval, stopReason, note
  case analyte, item, value, reference, rater, key

  /// Headings in six languages; compared without capitals, accents, blanks and signs.
  private var headings: [String] {
    switch self {
    case .id:
      [
        "patient id", "pat id", "patient no", "patient number", "pat nr", "pat no", "patienten id",
        "patientennummer", "patient nr", "hosp no", "hospital no", "hospital number", "mrn", "nhc",
        "study id", "study no", "study number", "studien id", "record id", "subject id", "subject",
        "usubjid", "participant id", "participant", "local identifier", "identifier",
        "clinic number", "your clinic number", "clinic no", "case no", "case id", "fallnummer",
        "fall nr", "pseudonym", "patient", "id", "pid", "chart no", "ipp", "nip", "no dossier",
        "n dossier", "dossier", "numero dossier",
        "numero patient", "numero de historia", "historia clinica", "n historia", "id paciente",
        "id patient", "codice paziente", "codigo paciente", "cartella", "processo", "nhs number",
        "access code", "token access code", "token", "patient code", "subject code", "kennung",
        "id paziente", "numero utente", "n processo", "medical record number",
      ]
    case .familyName:
      [
        "surname", "family name", "last name", "nachname", "familienname", "apellido", "apellidos",
        "nom", "nom de famille", "cognome", "apelido",
      ]
    case .givenName:
      [
        "first name", "given name", "forename", "vorname", "prenom", "nombre", "nome",
        "nome proprio",
      ]
    case .wholeName: ["name", "patient name", "full name", "nombre y apellidos", "nom et prenom"]
    case .birthDate:
      [
        "dob", "born", "date of birth", "birth date", "birthdate", "birthday", "geb",
        "geburtsdatum", "geb dat", "gebdat", "birthdat", "brthdat",
        "geboren", "geb datum", "date de naissance", "naissance", "ddn", "fecha de nacimiento",
        "fecha nacimiento", "nacimiento", "f nacimiento", "data di nascita", "nascita",
        "data de nascimento", "nascimento", "ne le", "nee le", "ne e le", "date naissance",
        "geb am",
        "geboren am", "nato il", "nata il", "data nascita",
      ]
    case .sex:
      [
        "sex", "gender", "m w", "w m", "m f", "f m", "geschlecht", "geschl", "sexe", "sexo",
        "sesso",
        "genero",
      ]
    case .disease:
      [
        "dx", "diagnosis", "diagnose", "disease", "erkrankung", "krankheit", "diagnostic",
        "diagnostico", "diagnosi", "maladie", "enfermedad", "malattia", "doenca", "condition",
        "main diagnosis", "hauptdiagnose",
      ]
    case .diagnosisDay:
      [
        "dx date", "date of diagnosis", "diagnosis date", "diagnosed", "diagnosed on", "ed",
        "erstdiagnose", "diagnosedatum", "datum der diagnose", "date du diagnostic",
        "date diagnostic", "fecha de diagnostico", "fecha diagnostico", "data di diagnosi",
        "data diagnosi", "data do diagnostico", "date dx",
      ]
    case .onset:
      [
        "onset", "symptom onset", "onset date", "date of onset", "first symptom", "first symptoms",
        "symptombeginn", "erste symptome", "debut des symptomes", "inicio de los sintomas",
        "inicio sintomas", "inicio de sintomas", "esordio", "inicio dos sintomas",
      ]
    case .visitDay:
      [
        "date", "datum", "fecha", "data", "visit date", "date of visit", "visit", "seen", "besuch",
        "besuchsdatum", "visite", "untersuchung", "untersuchungsdatum", "untersucht am",
        "assessment date", "date of assessment", "examination date", "exam date", "entnahme",
        "entnahmedatum", "collected", "collection date", "sample date", "abnahme", "abnahmedatum",
        "date de visite", "date de la visite", "fecha de visita", "fecha visita", "data visita",
        "data della visita", "data da visita", "todays date", "test date", "messdatum",
        "infusion date",
      ]
    case .stampDay:
      [
        "timestamp", "zeitstempel", "submitdate", "date submitted", "submitdate date submitted",
        "submitted", "created", "last modified", "modified", "entered", "startdate", "datestamp",
        "updated", "marca temporal", "horodateur", "completion time", "start time",
      ]
    case .therapy:
      [
        "therapy", "therapie", "treatment", "drug", "medication", "medikament", "medikation",
        "product", "produkt", "praparat", "substanz", "traitement", "medicament", "tratamiento",
        "farmaco", "medicamento", "terapia", "tratamento", "produit", "producto", "prodotto",
        "phase", "phasename", "medicine", "behandlung",
      ]
    case .start:
      [
        "start", "start date", "started", "begin", "beginn", "from", "von", "seit", "ab", "debut",
        "date debut", "inicio", "fecha inicio", "fecha de inicio", "inizio", "data inizio",
        "data inicio", "first dose", "startdatum", "since", "desde", "dal", "drug start",
      ]
    case .stop:
      [
        "stop", "stop date", "stopped", "end", "end date", "ende", "bis", "to", "until", "fin",
        "date fin", "fecha fin", "fecha de fin", "hasta", "fine", "data fine", "fim", "data fim",
        "last dose", "enddatum", "al", "drug stop",
      ]
    case .dose:
      [
        "dose", "dosis", "dosage", "dosierung", "dosi", "menge", "amount", "g", "mg", "dose g",
        "dose mg", "posologie", "posologia", "drug dose", "gramm", "grams",
      ]
    case .unit: ["unit", "units", "einheit", "unite", "unidad", "unita", "unidade"]
    case .interval:
      [
        "interval", "intervall", "frequency", "frequenz", "intervalle", "intervalo", "intervallo",
        "frequence", "frecuencia", "frequenza", "every", "alle",
      ]
    case .stopReason:
      ["reason for stop", "stop reason", "reason", "grund", "absetzgrund", "motif", "motivo"]
    case .note:
      [
        "comment", "comments", "note", "notes", "remark", "remarks", "bemerkung", "bemerkungen",
        "kommentar", "commentaire", "commentaires", "remarques", "comentario", "comentarios",
        "observaciones", "observacoes", "commenti", "anything else", "anmerkung", "anmerkungen",
      ]
    case .analyte:
      [
        "analyse", "analyt", "analyte", "test", "parameter", "parametre", "parametro", "measure",
        "measurement", "instrument", "scale", "skala", "score name", "examen", "prueba", "esame",
        "untersuchung", "variable", "assessment", "outcome", "test name", "qstest", "lbtest",
      ]
    case .item: ["item", "items", "item name", "question", "frage", "domain", "element", "subitem"]
    case .value:
      [
        "value", "wert", "result", "ergebnis", "resultat", "valeur", "valor", "resultado", "valore",
        "risultato", "score", "punkte", "points", "total", "qsorres", "lborres", "messwert",
      ]
    case .reference:
      [
        "reference", "referenz", "reference range", "referenzbereich", "range", "norm", "normal",
        "normwert", "upper limit", "uln", "valeurs de reference", "rango", "referencia",
        "riferimento", "upper limit of normal", "obergrenze",
      ]
    case .rater: ["rater", "examiner", "untersucher", "evaluator", "examinateur", "evaluador"]
    case .key: []
    }
  }

  private static let lastOfNumbers: Set<String> = [
    "id", "nr", "no", "number", "nummer", "code", "identifier", "identifiant", "codigo", "codice",
  ]
  private static let otherNumbers: Set<String> = [
    "visit", "lot", "sample", "order", "auftrag", "response", "row", "item", "batch", "event",
    "form",
    "phone", "tel", "zip", "plz", "icd", "drug", "instance", "measure", "test", "probe", "postal",
  ]

  /// A number of something that may be the patient.
  static func mayBeID(_ field: LookedField) -> Bool {
    guard let last = field.words.last, field.words.count > 1 else { return false }
    return lastOfNumbers.contains(last) && !field.words.contains(where: otherNumbers.contains)
  }

  private static let table: [ColumnMeaning: Set<String>] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, Set($0.headings.map(FoldedWord.of))) })

  /// Whether a heading says so, with what stands in its brackets left out.
  func isMeant(by field: LookedField) -> Bool {
    guard let table = Self.table[self] else { return false }
    return table.contains(field.folded) || table.contains(FoldedWord.of(field.name))
  }
}

/// Words for the sexes.
package enum SexWords {
  private static let words: [Sex: Set<String>] = [
    .female: [
      "f", "female", "w", "weiblich", "frau", "woman", "femme", "feminin", "mujer", "femenino",
      "hembra", "donna", "femmina", "feminino", "mulher",
    ],
    .male: [
      "m", "male", "mannlich", "mann", "man", "homme", "masculin", "h", "hombre", "masculino",
      "varon",
      "uomo", "maschio", "homem",
    ],
  ]

  /// nil: no such word, or one that means either: `M` beside `H` is a woman.
  package static func sex(_ word: String, beside others: [String] = []) -> Sex? {
    let folded = FoldedWord.of(word)
    if folded == "m", others.contains(where: { FoldedWord.of($0) == "h" }) { return nil }
    return words.first { $0.value.contains(folded) }?.key
  }
}
