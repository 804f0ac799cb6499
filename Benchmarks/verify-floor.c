/* The floor of `recheck verify`: a C program that reads every sealed row of a clinic file, puts the
 * same bytes together, hashes them in the same chains and compares the seals.
 *
 *   verify-floor CLINIC       what verify checks of a file: SQLite's structures, references, what is in
 *                             force and what is there twice, and every seal; no totals
 *   verify-floor CLINIC hash  the seals alone
 *
 * Prints the number of scores and the seal of the last entry, which `recheck verify` prints as well.
 * Ends with 1 where a seal does not fit. It knows the tables of `generate`'s clinics; of the others it
 * takes the seal of the last row for the entries, which must be without rows here.
 */
#define OPENSSL_SUPPRESS_DEPRECATED 1
#include <openssl/sha.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef long long num;
/* In the order in which an entry seals them. `always`: columns sealed also where they are NULL. */
typedef struct {
  const char *name, *columns;
  int count, always, later, versioned, entry;
  sqlite3_stmt *rows;
  unsigned char head[32], origin[32];
  long checked;
  int at_row;
} Table;
#define V "row, number, version, entry, patient, "
static Table tables[] = {
  {"patient", V "family_name, given_name, birth_date, sex, birth_precision, physician", 11, 9, 0, 1, 3},
  {"diagnosis", V "withdrawn, disease, diagnosed_on, onset_on, ended_on, note, other_name, diagnosed_precision, onset_precision",
    14, 11, 0, 1, 3},
  {"course", V "withdrawn, therapy, start, stop, intent, dose, dose_scale, unit, interval_days, note, stop_reason, other_name,"
    " start_precision, stop_precision", 19, 15, 0, 1, 3},
  {"score", V "withdrawn, measure, definition, day, variant, total, scale, part, part_scale, answers, rater, note, total_only",
    18, 17, 0, 1, 3},
  {"review", 0}, {"definition", "row, entry, measure, name, version, hash, fields", 7, 7, 0, 0, 1},
  {"merge", 0}, {"site_table", 0}, {"study_code", 0}, {"consideration", 0, .later = 1}, {"visit", 0, .later = 1},
  {"mapping", 0, .later = 1}};
enum { TABLES = sizeof tables / sizeof *tables };

static sqlite3 *db;
static unsigned char bytes[1 << 16];
static size_t used;
static long wrong;

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *s;
  if (sqlite3_prepare_v2(db, sql, -1, &s, 0)) { fprintf(stderr, "%s: %s\n", sqlite3_errmsg(db), sql); exit(3); }
  return s;
}

/* Adds columns of a row, up to the last one that is sealed. */
static void add(sqlite3_stmt *row, int first, int count, int always) {
  size_t end = used;
  for (int i = first; i < count; i++) {
    switch (sqlite3_column_type(row, i)) {
    case SQLITE_NULL: bytes[used++] = 0; break;
    case SQLITE_INTEGER: {
      num v = sqlite3_column_int64(row, i);
      bytes[used++] = 1; memcpy(bytes + used, &v, 8); used += 8; end = used; break;
    }
    default: {
      const unsigned char *text = sqlite3_column_text(row, i);
      unsigned k = sqlite3_column_bytes(row, i);
      if (used + k > sizeof bytes - 4096) { fprintf(stderr, "a row is too long\n"); exit(3); }
      bytes[used++] = 2; memcpy(bytes + used, &k, 4); used += 4; memcpy(bytes + used, text, k); used += k; end = used;
    }
    }
    if (i + 1 <= always) end = used;
  }
  used = end;
}

static void start(const unsigned char *head) { memcpy(bytes, head, 32); used = 32; }

static void check(sqlite3_stmt *row, int seal, unsigned char *head, const char *table) {
  unsigned char due[32];
  SHA256(bytes, used, due);
  if (sqlite3_column_bytes(row, seal) != 32 || memcmp(due, sqlite3_column_blob(row, seal), 32)) {
    fprintf(stderr, "%s row %lld: its seal does not match\n", table, (num)sqlite3_column_int64(row, 0));
    wrong++;
  }
  memcpy(head, due, 32);
}

static unsigned char audit_head[32];

/* Lines of the record trail that were there when the entry was sealed: its own and all before it, but none about looks and
 * exports that came after it. Returns whether more follow. */
static int check_audit(sqlite3_stmt *audit, int at_line, num entry) {
  while (at_line) {
    num own = sqlite3_column_int64(audit, 1);
    const char *action = (const char *)sqlite3_column_text(audit, 4);
    int access = !strcmp(action, "view") || !strcmp(action, "export");
    if (own > entry || (own == entry && access)) break;
    start(audit_head);
    add(audit, 0, 11, 10);
    check(audit, 11, audit_head, "audit");
    at_line = sqlite3_step(audit) == SQLITE_ROW;
  }
  return at_line;
}

static void none(const char *sql) {
  sqlite3_stmt *s = prepare(sql);
  while (sqlite3_step(s) == SQLITE_ROW)
    if (strcmp((const char *)sqlite3_column_text(s, 0), "ok")) { fprintf(stderr, "found by: %s\n", sql); wrong++; }
  sqlite3_finalize(s);
}

int main(int argc, char **argv) {
  if (argc < 2 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, 0)) return 2;
  char sql[1000];
  sqlite3_exec(db, "PRAGMA cache_size = -8192; PRAGMA cell_size_check = ON; BEGIN", 0, 0, 0);
  if (argc < 3 || strcmp(argv[2], "hash")) {
    none("PRAGMA integrity_check(100)");
    none("PRAGMA foreign_key_check");
    for (Table *t = tables; t < tables + TABLES; t++) {
      if (!t->versioned) continue;
      const char *withdrawn = t == tables ? "0" : "f.withdrawn";
      const char *later = t == tables ? "n.patient = f.patient AND n.version > f.version"
        : "n.number = f.number AND n.version > 1 AND n.version > f.version";
      snprintf(sql, sizeof sql, "SELECT f.row FROM %s f WHERE (f.current <> 0) <> (%s = 0 AND NOT EXISTS (SELECT 1 FROM %s n WHERE %s))",
        t->name, withdrawn, t->name, later);
      none(sql);
    }
    none("SELECT owner FROM score WHERE current = 1 GROUP BY owner, measure, day, variant HAVING count(*) > 1 LIMIT 1");
    none("SELECT owner FROM diagnosis WHERE current = 1 GROUP BY owner, diagnosed_on, disease HAVING count(*) > 1 LIMIT 1");
    none("SELECT owner FROM course WHERE current = 1 GROUP BY owner, start, therapy HAVING count(*) > 1 LIMIT 1");
  }
  for (Table *t = tables; t < tables + TABLES; t++) {
    int n = snprintf(sql, sizeof sql, "recheck %s", t->name);
    SHA256((unsigned char *)sql, n, t->origin);
    memcpy(t->head, t->origin, 32);
    if (!t->columns) {
      snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", t->name);
      sqlite3_stmt *s = prepare(sql);
      if (sqlite3_step(s) != SQLITE_ROW || sqlite3_column_int(s, 0)) { fprintf(stderr, "%s has rows\n", t->name); return 2; }
      sqlite3_finalize(s);
      continue;
    }
    snprintf(sql, sizeof sql, "SELECT %s, seal FROM %s ORDER BY row", t->columns, t->name);
    t->rows = prepare(sql);
    t->at_row = sqlite3_step(t->rows) == SQLITE_ROW;
  }
  unsigned char entry_head[32];
  SHA256((unsigned char *)"recheck audit", 13, audit_head);
  SHA256((unsigned char *)"recheck entry", 13, entry_head);
  sqlite3_stmt *audit = prepare("SELECT id, entry, instant, author, action, subject, patient, number, old, new, channel, seal FROM audit ORDER BY id");
  int at_line = sqlite3_step(audit) == SQLITE_ROW;
  sqlite3_stmt *entries = prepare("SELECT id, instant, author, action, reason, patient, accounts, channel, seal FROM entry ORDER BY id");
  while (sqlite3_step(entries) == SQLITE_ROW) {
    num entry = sqlite3_column_int64(entries, 0);
    for (Table *t = tables; t < tables + TABLES; t++)
      while (t->at_row && sqlite3_column_int64(t->rows, t->entry) <= entry) {
        start(t->head);
        add(t->rows, 0, t->count, t->always);
        check(t->rows, t->count, t->head, t->name);
        t->checked++;
        t->at_row = sqlite3_step(t->rows) == SQLITE_ROW;
      }
    at_line = check_audit(audit, at_line, entry);
    start(entry_head);
    add(entries, 0, 6, 6);
    int last = -1;
    for (int i = 0; i < TABLES; i++)
      if (!tables[i].later || memcmp(tables[i].head, tables[i].origin, 32)) last = i;
    for (int i = 0; i <= last; i++) { memcpy(bytes + used, tables[i].head, 32); used += 32; }
    memcpy(bytes + used, audit_head, 32); used += 32;
    add(entries, 6, 8, 8);
    check(entries, 8, entry_head, "entry");
  }
  check_audit(audit, at_line, (num)1 << 60);
  printf("%ld scores, ", tables[3].checked);
  for (int i = 0; i < 32; i++) printf("%02x", entry_head[i]);
  puts("");
  return wrong != 0;
}
