package import GRDB

/// The tables of the web app's accounts, as the first schema had them.
///
/// They are working tables, not sealed facts: only `account_event`, the trail of sign-ins and of
/// changes to accounts, is append-only and chained.
package enum AccountSchema {
  /// The migration's name in the clinic file.
  package static let migration = "accounts 1"

  /// Creates the tables; one migration of its own.
  package static func create(_ database: Database) throws {
    try database.execute(sql: tables)
  }

  /// Accounts are never deleted, so a sign-in name is never used again.
  ///
  /// Instants are whole seconds since 1970 in UTC. Tokens and one-time codes are kept only as their
  /// SHA-256.
  private static let tables = """
    CREATE TABLE account (
      name TEXT PRIMARY KEY NOT NULL CHECK (length(name) BETWEEN 2 AND 32),
      full_name TEXT NOT NULL UNIQUE CHECK (length(full_name) > 0),
      role TEXT NOT NULL CHECK (role IN ('staff', 'physician', 'researcher', 'administrator')),
      password TEXT,
      code BLOB,
      code_ends INTEGER,
      closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
      CHECK ((code IS NULL) = (code_ends IS NULL))
    ) STRICT;
    CREATE TRIGGER account_is_kept BEFORE DELETE ON account BEGIN
      SELECT RAISE(ABORT, 'accounts are closed, never deleted');
    END;
    CREATE TRIGGER account_name_is_kept BEFORE UPDATE OF name ON account BEGIN
      SELECT RAISE(ABORT, 'a sign-in name never changes');
    END;

    CREATE TABLE session (
      token BLOB PRIMARY KEY NOT NULL CHECK (length(token) = 32),
      account TEXT NOT NULL REFERENCES account(name),
      started INTEGER NOT NULL,
      seen INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX session_account ON session(account);
    CREATE TABLE spent_form (
      nonce BLOB PRIMARY KEY NOT NULL,
      session BLOB NOT NULL REFERENCES session(token) ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX spent_form_session ON spent_form(session);

    CREATE TABLE draft (
      account TEXT NOT NULL REFERENCES account(name),
      form TEXT NOT NULL,
      patient TEXT NOT NULL,
      content TEXT NOT NULL,
      saved INTEGER NOT NULL,
      PRIMARY KEY (account, form, patient)
    ) STRICT;

    CREATE TABLE sign_in_throttle (
      subject TEXT PRIMARY KEY NOT NULL,
      attempts INTEGER NOT NULL,
      since INTEGER NOT NULL,
      wait_until INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE web_secret (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      secret BLOB NOT NULL CHECK (length(secret) = 32)
    ) STRICT;

    CREATE TABLE account_event (
      id INTEGER PRIMARY KEY,
      instant INTEGER NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      account TEXT NOT NULL,
      detail TEXT NOT NULL,
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT;
    CREATE TRIGGER account_event_is_final BEFORE UPDATE ON account_event BEGIN
      SELECT RAISE(ABORT, 'the audit trail is append-only');
    END;
    CREATE TRIGGER account_event_is_kept BEFORE DELETE ON account_event BEGIN
      SELECT RAISE(ABORT, 'the audit trail is append-only');
    END;
    """
}
