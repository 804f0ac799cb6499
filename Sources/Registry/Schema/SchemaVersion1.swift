import GRDB

/// The first schema.
///
/// Days are day numbers (days since 1970-01-01), exact fractions are a pair of integers in lowest
/// terms, and NULL stands only where a value was not given.
///
/// Of a versioned fact, `number` names the fact through all its versions: the row of its first one.
/// `current` is 1 for the version in force, 0 for a superseded or withdrawn one, 2 for a merged
/// patient's copy of a fact that the surviving patient has too. `owner` is the patient the fact
/// belongs to now; it differs from `patient` after a merge.
///
/// The indexes hold every column that judging reads, `current` too: without it SQLite 3.40 would
/// look each row up in the table. A check that lists three values or more is written out with OR:
/// for `IN` SQLite would fill a table of its own at every row.
enum SchemaVersion1 {
  @Sendable
  static func create(_ database: Database) throws {
    try database.execute(sql: tables)
    for table in SealedTable.all.compactMap({ $0.at(version: 1) }) {
      try database.execute(sql: appendOnly(table))
      try database.execute(sql: audited(table))
    }
    try database.execute(sql: views)
    try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
  }

  /// What every version of a fact begins with.
  static let fact = """
      row INTEGER PRIMARY KEY,
      number INTEGER NOT NULL,
      version INTEGER NOT NULL CHECK (version >= 1 AND (version > 1 OR number = row)),
      entry INTEGER NOT NULL REFERENCES entry (id),
      patient TEXT NOT NULL REFERENCES identifier (patient)
    """
  static let withdrawn = "withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1))"
  static let derived = """
      current INTEGER NOT NULL CHECK (current BETWEEN 0 AND 2),
      owner TEXT NOT NULL REFERENCES identifier (patient),
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    """
  private static let seal = "seal BLOB NOT NULL CHECK (length(seal) = 32)"

  static let tables = """
    -- One row for every thing that a person or an import did. Its seal is set when the
    -- transaction ends and covers the last seal of every other table.
    CREATE TABLE entry (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      instant TEXT NOT NULL CHECK (instant GLOB '????-??-??T??:??:??.???Z'),
      author TEXT NOT NULL CHECK (author <> ''),
      action TEXT NOT NULL CHECK (action <> ''),
      reason TEXT NOT NULL,
      patient TEXT,
      seal BLOB CHECK (length(seal) = 32)
    ) STRICT;
    CREATE UNIQUE INDEX entry_open ON entry (seal IS NULL) WHERE seal IS NULL;

    -- Every patient identifier there ever was.
    CREATE TABLE identifier (
      patient TEXT NOT NULL PRIMARY KEY CHECK (patient <> '')
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE patient (
      \(fact),
      family_name TEXT NOT NULL,
      given_name TEXT NOT NULL,
      birth_date INTEGER,
      sex TEXT CHECK (sex = 'female' OR sex = 'male' OR sex = 'other'),
      \(derived)
    ) STRICT;
    CREATE UNIQUE INDEX patient_version ON patient (patient, version);
    CREATE INDEX patient_current ON patient
      (owner, patient, family_name, given_name, birth_date, sex, number, entry, current)
      WHERE current = 1;
    CREATE INDEX patient_birth_date ON patient (birth_date) WHERE current = 1;

    CREATE TABLE diagnosis (
      \(fact),
      \(withdrawn),
      disease TEXT NOT NULL CHECK (disease <> ''),
      diagnosed_on INTEGER NOT NULL,
      onset_on INTEGER,
      ended_on INTEGER,
      note TEXT NOT NULL,
      \(derived)
    ) STRICT;
    CREATE INDEX diagnosis_current ON diagnosis
      (owner, diagnosed_on, disease, onset_on, ended_on, note, number, entry, current)
      WHERE current = 1;

    CREATE TABLE course (
      \(fact),
      \(withdrawn),
      therapy TEXT NOT NULL CHECK (therapy <> ''),
      start INTEGER NOT NULL,
      stop INTEGER CHECK (stop >= start),
      intent TEXT NOT NULL CHECK (
        intent = 'induction' OR intent = 'maintenance' OR intent = 'bridge'
        OR intent = 'symptomatic'),
      dose INTEGER,
      dose_scale INTEGER CHECK (dose_scale > 0),
      unit TEXT NOT NULL,
      interval_days INTEGER CHECK (interval_days > 0),
      note TEXT NOT NULL,
      \(derived),
      CHECK ((dose IS NULL) = (dose_scale IS NULL))
    ) STRICT;
    CREATE INDEX course_current ON course
      (owner, start, therapy, stop, intent, dose, dose_scale, unit, interval_days, note, number,
      entry, current) WHERE current = 1;

    -- The definitions that stored scores were made with; `measure` is the row of the first one of
    -- that name, `fields` names the answers' places in order.
    CREATE TABLE definition (
      row INTEGER PRIMARY KEY,
      entry INTEGER NOT NULL REFERENCES entry (id),
      measure INTEGER NOT NULL REFERENCES definition (row),
      name TEXT NOT NULL CHECK (name <> ''),
      version TEXT NOT NULL,
      hash TEXT NOT NULL,
      fields TEXT NOT NULL,
      \(seal),
      UNIQUE (name, version, hash)
    ) STRICT;

    -- total / total_scale is the exact total; NULL where the instrument's rule gives none.
    CREATE TABLE score (
      \(fact),
      \(withdrawn),
      measure INTEGER NOT NULL REFERENCES definition (row),
      definition INTEGER NOT NULL REFERENCES definition (row),
      day INTEGER NOT NULL,
      variant TEXT NOT NULL,
      total INTEGER,
      scale INTEGER CHECK (scale > 0),
      part INTEGER,
      part_scale INTEGER CHECK (part_scale > 0),
      answers TEXT NOT NULL,
      rater TEXT NOT NULL,
      note TEXT NOT NULL,
      \(derived),
      CHECK ((total IS NULL) = (scale IS NULL)),
      CHECK ((part IS NULL) = (part_scale IS NULL))
    ) STRICT;
    CREATE INDEX score_current ON score
      (owner, measure, day, variant, definition, total, scale, part, part_scale, number, entry,
      current) WHERE current = 1;

    CREATE TABLE review (
      \(fact),
      subjects TEXT NOT NULL,
      decision TEXT NOT NULL CHECK (decision <> ''),
      revised_to TEXT,
      deferred_until INTEGER,
      note TEXT NOT NULL,
      physician TEXT NOT NULL CHECK (physician <> ''),
      day INTEGER NOT NULL,
      \(derived)
    ) STRICT;
    CREATE INDEX review_current ON review (owner, entry) WHERE current = 1;

    -- The last row about a patient holds; no survivor: the merge was undone.
    CREATE TABLE merge (
      row INTEGER PRIMARY KEY,
      entry INTEGER NOT NULL REFERENCES entry (id),
      patient TEXT NOT NULL REFERENCES identifier (patient),
      survivor TEXT REFERENCES identifier (patient) CHECK (survivor <> patient),
      \(seal)
    ) STRICT;
    CREATE INDEX merge_patient ON merge (patient);

    -- Tables that a site loads (the I-RODS centile); those of the last entry hold.
    CREATE TABLE site_table (
      row INTEGER PRIMARY KEY,
      entry INTEGER NOT NULL REFERENCES entry (id),
      measure TEXT NOT NULL CHECK (measure <> ''),
      raw INTEGER NOT NULL,
      centile INTEGER NOT NULL,
      centile_scale INTEGER NOT NULL CHECK (centile_scale > 0),
      source TEXT NOT NULL,
      \(seal),
      UNIQUE (measure, entry, raw)
    ) STRICT;

    CREATE TABLE study_code (
      row INTEGER PRIMARY KEY,
      entry INTEGER NOT NULL REFERENCES entry (id),
      patient TEXT NOT NULL UNIQUE REFERENCES identifier (patient),
      code TEXT NOT NULL UNIQUE CHECK (length(code) = 10),
      \(seal)
    ) STRICT;

    -- Written by triggers. A row without a seal was not written by Recheck.
    CREATE TABLE audit (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      entry INTEGER NOT NULL,
      instant TEXT NOT NULL,
      author TEXT NOT NULL,
      action TEXT NOT NULL,
      subject TEXT NOT NULL,
      patient TEXT,
      number INTEGER,
      old TEXT,
      new TEXT,
      seal BLOB CHECK (length(seal) = 32)
    ) STRICT;
    CREATE INDEX audit_patient ON audit (patient);

    CREATE TRIGGER entry_kept BEFORE DELETE ON entry
    BEGIN SELECT RAISE(ABORT, 'entry: nothing is ever deleted'); END;
    CREATE TRIGGER entry_fixed BEFORE UPDATE ON entry
    WHEN OLD.seal IS NOT NULL OR NEW.seal IS NULL
      OR (NEW.id, NEW.instant, NEW.author, NEW.action, NEW.reason, NEW.patient)
      IS NOT (OLD.id, OLD.instant, OLD.author, OLD.action, OLD.reason, OLD.patient)
    BEGIN SELECT RAISE(ABORT, 'entry: a stored entry is never changed'); END;
    CREATE TRIGGER entry_not_replaced BEFORE INSERT ON entry
    WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'entry: a stored entry is never changed'); END;

    CREATE TRIGGER audit_kept BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit: nothing is ever deleted'); END;
    CREATE TRIGGER audit_fixed BEFORE UPDATE ON audit
    WHEN OLD.seal IS NOT NULL OR NEW.seal IS NULL
      OR (NEW.id, NEW.entry, NEW.instant, NEW.author, NEW.action, NEW.subject, NEW.patient,
        NEW.number, NEW.old, NEW.new)
      IS NOT (OLD.id, OLD.entry, OLD.instant, OLD.author, OLD.action, OLD.subject, OLD.patient,
        OLD.number, OLD.old, OLD.new)
    BEGIN SELECT RAISE(ABORT, 'audit: a line of the audit trail is never changed'); END;
    CREATE TRIGGER audit_not_replaced BEFORE INSERT ON audit
    WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'audit: a line of the audit trail is never changed'); END;

    CREATE TRIGGER identifier_kept BEFORE DELETE ON identifier
    BEGIN SELECT RAISE(ABORT, 'identifier: nothing is ever deleted'); END;
    CREATE TRIGGER identifier_fixed BEFORE UPDATE ON identifier
    BEGIN SELECT RAISE(ABORT, 'identifier: an identifier is never changed'); END;
    """

  /// For people who query the file with SQL.
  static let views = """
    CREATE VIEW score_view AS
    SELECT s.owner AS patient, date(s.day * 86400, 'unixepoch') AS date, d.name AS measure,
      d.version AS version, s.variant AS variant, CAST(s.total AS REAL) / s.scale AS total,
      s.answers AS answers, s.rater AS rater, s.note AS note, s.number AS score
    FROM score s JOIN definition d ON d.row = s.definition
    WHERE s.current = 1;

    CREATE VIEW answer_view AS
    SELECT s.owner AS patient, date(s.day * 86400, 'unixepoch') AS date, d.name AS measure,
      s.variant AS variant, field.value AS item, answer.value AS value, s.number AS score
    FROM score s JOIN definition d ON d.row = s.definition,
      json_each('["' || replace(s.answers, ',', '","') || '"]') answer,
      json_each('["' || replace(d.fields, ',', '","') || '"]') field
    WHERE s.current = 1 AND field.key = answer.key AND answer.value <> '';
    """
}
