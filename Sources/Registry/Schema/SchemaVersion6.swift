import Foundation
import GRDB

/// The sixth schema: the sign-in trail in the seal of every entry, accounts that can be rebuilt from
/// their trail, the way by which an entry came, and what a second factor needs.
///
/// Entries and lines of before hold NULL in the new columns and keep their seals. Nobody stays signed
/// in: the trail of before does not tell which session it began.
enum SchemaVersion6 {
  static let migration = "6 accounts in the seal"

  @Sendable
  static func create(_ database: Database) throws {
    try database.execute(sql: trails)
    try database.execute(sql: accounts)
    for name in try String.fetchAll(database, sql: "SELECT name FROM account ORDER BY name") {
      try AccountEvent.append(
        "as-found", account: name, "", by: "-", at: Date(), in: database)
    }
  }

  private static let trails = """
    ALTER TABLE entry ADD COLUMN accounts BLOB CHECK (length(accounts) = 32);
    ALTER TABLE entry ADD COLUMN channel TEXT CHECK (channel <> '');
    ALTER TABLE audit ADD COLUMN channel TEXT CHECK (channel <> '');
    DROP TRIGGER entry_fixed;
    CREATE TRIGGER entry_fixed BEFORE UPDATE ON entry
    WHEN OLD.seal IS NOT NULL OR NEW.seal IS NULL
      OR (NEW.id, NEW.instant, NEW.author, NEW.action, NEW.reason, NEW.patient, NEW.accounts,
        NEW.channel)
      IS NOT (OLD.id, OLD.instant, OLD.author, OLD.action, OLD.reason, OLD.patient, OLD.accounts,
        OLD.channel)
    BEGIN SELECT RAISE(ABORT, 'entry: a stored entry is never changed'); END;
    DROP TRIGGER audit_fixed;
    CREATE TRIGGER audit_fixed BEFORE UPDATE ON audit
    WHEN OLD.seal IS NOT NULL OR NEW.seal IS NULL
      OR (NEW.id, NEW.entry, NEW.instant, NEW.author, NEW.action, NEW.subject, NEW.patient,
        NEW.number, NEW.old, NEW.new, NEW.channel)
      IS NOT (OLD.id, OLD.entry, OLD.instant, OLD.author, OLD.action, OLD.subject, OLD.patient,
        OLD.number, OLD.old, OLD.new, OLD.channel)
    BEGIN SELECT RAISE(ABORT, 'audit: a line of the audit trail is never changed'); END;

    -- SQLite keeps the highest number that was ever given: a cut end shows.
    CREATE TABLE account_event_numbered (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      instant INTEGER NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      account TEXT NOT NULL,
      detail TEXT NOT NULL,
      seal BLOB NOT NULL CHECK (length(seal) = 32),
      state TEXT,
      session BLOB CHECK (length(session) = 32)
    ) STRICT;
    INSERT INTO account_event_numbered (id, instant, actor, action, account, detail, seal)
    SELECT id, instant, actor, action, account, detail, seal FROM account_event ORDER BY id;
    DROP TABLE account_event;
    ALTER TABLE account_event_numbered RENAME TO account_event;
    CREATE TRIGGER account_event_is_final BEFORE UPDATE ON account_event BEGIN
      SELECT RAISE(ABORT, 'the audit trail is append-only');
    END;
    CREATE TRIGGER account_event_is_kept BEFORE DELETE ON account_event BEGIN
      SELECT RAISE(ABORT, 'the audit trail is append-only');
    END;
    """

  private static let accounts = """
    ALTER TABLE account ADD COLUMN totp_secret BLOB;
    ALTER TABLE account ADD COLUMN totp_last INTEGER;
    ALTER TABLE account ADD COLUMN totp_since INTEGER
      CHECK (totp_since IS NULL OR totp_secret IS NOT NULL);
    CREATE TABLE recovery_code (
      account TEXT NOT NULL REFERENCES account(name),
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      used INTEGER,
      PRIMARY KEY (account, hash)
    ) STRICT, WITHOUT ROWID;

    DELETE FROM spent_form;
    DELETE FROM session;
    -- 1: the password was given, and the second factor is still asked for.
    ALTER TABLE session ADD COLUMN half INTEGER NOT NULL DEFAULT 0 CHECK (half IN (0, 1));

    -- A clock that nobody can set: which start of the machine, and the seconds since then.
    ALTER TABLE sign_in_throttle ADD COLUMN boot TEXT NOT NULL DEFAULT '';
    ALTER TABLE sign_in_throttle ADD COLUMN steady_since INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE sign_in_throttle ADD COLUMN steady_until INTEGER NOT NULL DEFAULT 0;
    """
}
