/* The floor of `recheck import scores.csv`: a C program that reads the same CSV, makes the same checks
 * (known patient, calendar day, not in the future, not before birth, known measure and item, range
 * and step of every answer, whole score by the instrument's rule), seals every score with the same
 * chained SHA-256 and inserts it into the same table with the same constraints, foreign keys and
 * covering index, all or nothing, with the same check for doubles.
 *
 *   import-floor CLINIC scores.csv
 *
 * It knows the ten instruments of `generate`. `run` compares the score tables, seals included,
 * before it takes any time.
 */
#define OPENSSL_SUPPRESS_DEPRECATED 1
#include <openssl/sha.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef long long num;
enum { SUM, MEAN, RATIO, ENTERED, PART_ONLY, NONE };
typedef struct { const char *id; int scored, decimals; num low, high; } Field;   /* bounds in 1/10000 */
typedef struct { const char *id, *version, *key; int rule, part, fields; Field f[26]; int row; } Measure;
#define Z(x) ((num)(x) * 10000)
#define I(n) {"i" #n, 1, 0, 0, Z(2)}
#define H(n) {n, 1, 0, 0, Z(3)}, {n "-aid", 0, 0, 0, 0}
#define X(n) {n, 1, 0, 0, Z(10)}
static Measure M[] = {
  {"grip-vigorimeter", "1", "hand=", ENTERED, -1, 1, {{"", 1, 1, 0, Z(160)}}},
  {"i-rods", "2011", "", SUM, 24, 25, {I(1), I(2), I(3), I(4), I(5), I(6), I(7), I(8), I(9), I(10), I(11), I(12), I(13), I(14), I(15), I(16), I(17), I(18), I(19), I(20), I(21), I(22), I(23), I(24), {"centile", 0, 1, 0, Z(100)}}},
  {"incat", "1", "", SUM, 0, 2, {{"arms", 1, 0, 0, Z(5)}, {"legs", 1, 0, 0, Z(5)}}},
  {"mg-adl", "1999", "", SUM, -1, 8, {H("talking"), H("swallowing"), H("brush-comb"), H("diplopia")}},
  {"ck", "1", "unit=", RATIO, -1, 2, {{"result", 1, 2, 0, Z(400000)}, {"upper-limit", 1, 2, 1, Z(10000)}}},
  {"extramuscular-global", "10 cm VAS", "", ENTERED, -1, 1, {{"", 1, 1, 0, Z(10)}}},
  {"haq-di", "with aids", "", MEAN, -1, 16, {H("dressing"), H("arising"), H("eating"), H("walking"), H("hygiene"), H("reach"), H("grip"), H("activities")}},
  {"mmt8-150", "2010", "", ENTERED, -1, 16, {X("neck-flexors"), X("deltoid-right"), X("deltoid-left"), X("biceps-right"), X("biceps-left"), X("wrist-extensors-right"), X("wrist-extensors-left"), X("gluteus-maximus-right"), X("gluteus-maximus-left"), X("gluteus-medius-right"), X("gluteus-medius-left"), X("quadriceps-right"), X("quadriceps-left"), X("ankle-dorsiflexors-right"), X("ankle-dorsiflexors-left"), {"", 1, 0, 0, Z(150)}}},
  {"patient-global", "10 cm VAS", "", ENTERED, -1, 1, {{"", 1, 1, 0, Z(10)}}},
  {"physician-global", "10 cm VAS", "", ENTERED, -1, 1, {{"", 1, 1, 0, Z(10)}}}};
enum { MEASURES = sizeof M / sizeof *M };

static sqlite3 *db;
static void die(const char *why, long line) { fprintf(stderr, "row %ld: %s\n", line, why); exit(2); }
static void run(const char *sql) { char *e = 0; if (sqlite3_exec(db, sql, 0, 0, &e)) { fprintf(stderr, "%s\n", e); exit(3); } }
static sqlite3_stmt *prepare(const char *sql) { sqlite3_stmt *s; if (sqlite3_prepare_v2(db, sql, -1, &s, 0)) { fprintf(stderr, "%s\n", sqlite3_errmsg(db)); exit(3); } return s; }

static int day_of(const char *s, size_t n) {
  static const int L[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (n != 10 || s[4] != '-' || s[7] != '-') return -1 << 30;
  for (int i = 0; i < 10; i++) if (i != 4 && i != 7 && (s[i] < '0' || s[i] > '9')) return -1 << 30;
  int y = (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 + s[3] - '0', m = (s[5] - '0') * 10 + s[6] - '0', d = (s[8] - '0') * 10 + s[9] - '0';
  if (y < 1 || m < 1 || m > 12 || d < 1 || d > L[m - 1] + (m == 2 && ((y % 4 == 0 && y % 100) || y % 400 == 0))) return -1 << 30;
  int q = m <= 2 ? y - 1 : y, era = q / 400, yoe = q - era * 400, doy = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}
static num gcd(num a, num b) { while (b) { num t = a % b; a = b; b = t; } return a < 0 ? -a : a; }

/* One score in the making. */
static char patient[256], variant[64], rater[256], note[1024]; static size_t np, nv, nr, nn; static char date[16];
static Measure *measure; static int day; static char answer[26][16]; static num value[26]; static int given[26]; static int open_score;
static long line, scores_in;
static char owner[256]; static int born, sex_known;
static unsigned char head[32], bytes[8192]; static size_t used;
static sqlite3_stmt *insert, *find; static num row, entry;

static void tag_int(num v) { bytes[used++] = 1; memcpy(bytes + used, &v, 8); used += 8; }
static void tag_null(void) { bytes[used++] = 0; }
static void tag_text(const char *s, size_t n) { unsigned k = n; bytes[used++] = 2; memcpy(bytes + used, &k, 4); used += 4; memcpy(bytes + used, s, n); used += n; }

static void finish(void) {
  if (!open_score) return;
  num total = 0, scale = 1, part = 0, part_scale = 1; int has = 1, has_part = 0, n = 0;
  char answers[26 * 17]; size_t a = 0;
  int upto = measure->fields; while (upto && !given[upto - 1]) upto--;
  for (int i = 0; i < upto; i++) {
    if (i) answers[a++] = ',';
    if (given[i]) { size_t k = strlen(answer[i]); memcpy(answers + a, answer[i], k); a += k; }
  }
  if (measure->rule == SUM || measure->rule == MEAN) {
    for (int i = 0; i < measure->fields; i++) if (measure->f[i].scored) { if (!given[i]) has = 0; total += value[i]; n++; }
    scale = 10000; if (measure->rule == MEAN) scale *= n;
  } else if (measure->rule == RATIO) { has = given[0] && given[1] && value[1]; total = value[0]; scale = has ? value[1] : 1; }
  else { int i = measure->fields - 1; has = given[i]; total = value[i]; scale = 10000; }
  if (has) { num g = gcd(total, scale); if (g) total /= g, scale /= g; }
  if (measure->part >= 0 && given[measure->part]) { has_part = 1; part = value[measure->part]; part_scale = 10000; num g = gcd(part, part_scale); if (g) part /= g, part_scale /= g; }
  row++; used = 0; memcpy(bytes, head, 32); used = 32;
  tag_int(row); tag_int(row); tag_int(1); tag_int(entry); tag_text(patient, np); tag_int(0); tag_int(measure->row); tag_int(measure->row); tag_int(day); tag_text(variant, nv);
  if (has) tag_int(total), tag_int(scale); else tag_null(), tag_null();
  if (has_part) tag_int(part), tag_int(part_scale); else tag_null(), tag_null();
  tag_text(answers, a); tag_text(rater, nr); tag_text(note, nn);
  SHA256(bytes, used, head);
  sqlite3_bind_int64(insert, 1, row); sqlite3_bind_int64(insert, 2, row); sqlite3_bind_int64(insert, 3, entry);
  sqlite3_bind_text(insert, 4, patient, np, SQLITE_STATIC); sqlite3_bind_int64(insert, 5, measure->row); sqlite3_bind_int64(insert, 6, day);
  sqlite3_bind_text(insert, 7, variant, nv, SQLITE_STATIC);
  if (has) sqlite3_bind_int64(insert, 8, total), sqlite3_bind_int64(insert, 9, scale); else sqlite3_bind_null(insert, 8), sqlite3_bind_null(insert, 9);
  if (has_part) sqlite3_bind_int64(insert, 10, part), sqlite3_bind_int64(insert, 11, part_scale); else sqlite3_bind_null(insert, 10), sqlite3_bind_null(insert, 11);
  sqlite3_bind_text(insert, 12, answers, a, SQLITE_STATIC); sqlite3_bind_text(insert, 13, rater, nr, SQLITE_STATIC); sqlite3_bind_text(insert, 14, note, nn, SQLITE_STATIC);
  sqlite3_bind_text(insert, 15, owner, strlen(owner), SQLITE_STATIC); sqlite3_bind_blob(insert, 16, head, 32, SQLITE_STATIC);
  if (sqlite3_step(insert) != SQLITE_DONE) die(sqlite3_errmsg(db), line);
  sqlite3_reset(insert); scores_in++; open_score = 0;
}

/* Fields of one record; quotes undone in place. */
static char *f[8]; static size_t w[8];
static int record(FILE *in) {
  static char text[1 << 16]; char *p = text; int k = 0, c = getc_unlocked(in);
  if (c == EOF) return 0;
  for (;; ) {
    f[k] = p;
    if (c == '"') {
      while ((c = getc_unlocked(in)) != EOF) { if (c == '"') { if ((c = getc_unlocked(in)) != '"') break; } *p++ = c; }
    } else while (c != ',' && c != '\r' && c != '\n' && c != EOF) { if (c == '"') die("a quote inside a field", line); *p++ = c; c = getc_unlocked(in); if (p - text > 65000) die("too long", line); }
    w[k] = p - f[k]; *p++ = 0; k++;
    if (c == ',') { if (k == 8) die("too many fields", line); c = getc_unlocked(in); continue; }
    if (c == '\r') c = getc_unlocked(in);
    break;
  }
  line++;
  if (k != 8) die("fields", line);
  return 1;
}

int main(int argc, char **argv) {
  if (argc < 3 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, 0)) return 2;
  FILE *in = fopen(argv[2], "rb"); if (!in) return 2;
  static char block[1 << 16]; setvbuf(in, block, _IOFBF, sizeof block);
  run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -8192; BEGIN IMMEDIATE;"
      "INSERT INTO entry (instant, author, action, reason, patient) VALUES (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'floor', 'import', '', NULL)");
  entry = sqlite3_last_insert_rowid(db);
  /* As the product: the triggers of every row rest meanwhile, what they guard is checked at the end. */
  sqlite3_stmt *t = prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name NOT IN ('entry', 'audit') AND (name LIKE '%!_inserted' ESCAPE '!' OR name LIKE '%!_not!_replaced' ESCAPE '!' OR name LIKE '%!_once' ESCAPE '!') AND name NOT LIKE '%still!_once' ESCAPE '!'");
  char *again[100], *names[100]; int nt = 0;
  while (sqlite3_step(t) == SQLITE_ROW) names[nt] = strdup((const char *)sqlite3_column_text(t, 0)), again[nt++] = strdup((const char *)sqlite3_column_text(t, 1));
  sqlite3_finalize(t);
  for (int i = 0; i < nt; i++) { char sql[200]; snprintf(sql, sizeof sql, "DROP TRIGGER %s", names[i]); run(sql); }
  sqlite3_stmt *h = prepare("SELECT row, seal FROM score ORDER BY row DESC LIMIT 1");
  if (sqlite3_step(h) == SQLITE_ROW) row = sqlite3_column_int64(h, 0), memcpy(head, sqlite3_column_blob(h, 1), 32);
  else SHA256((const unsigned char *)"recheck score", 13, head);
  sqlite3_finalize(h);
  insert = prepare("INSERT INTO score (row, number, version, entry, patient, withdrawn, measure, definition, day, variant, total, scale, part, part_scale, answers, rater, note, current, owner, seal)"
                   " VALUES (?1, ?2, 1, ?3, ?4, 0, ?5, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 1, ?15, ?16)");
  find = prepare("SELECT owner, birth_date, sex FROM patient WHERE patient = ? AND version = 1");
  sqlite3_stmt *define = prepare("INSERT INTO definition (entry, measure, name, version, hash, fields, seal) VALUES (?1, (SELECT coalesce(max(row), 0) + 1 FROM definition), ?2, ?3, ?2, '', zeroblob(32))");
  int today = time(0) / 86400;
  /* mg-adl's items, in order */
  { static const char *id[] = {"talking", "chewing", "swallowing", "breathing", "brush-comb", "chair", "diplopia", "ptosis"}; for (int i = 0; i < 8; i++) M[3].f[i] = (Field){id[i], 1, 0, 0, Z(3)}; }
  if (!record(in)) return 2;
  static char last[512]; size_t nl = 0; int guess = 0;
  while (record(in)) {
    char key[512]; size_t k = 0;
    for (int c = 0; c < 6; c++) if (c != 3 && c != 4) { if (k + w[c] > 500) die("too long", line); memcpy(key + k, f[c], w[c]); k += w[c]; key[k++] = 31; }
    if (k != nl || memcmp(key, last, k)) {
      finish(); memcpy(last, key, k); nl = k;
      if (w[0] != np || memcmp(f[0], patient, np)) {
        if (!w[0] || w[0] > 200) die("patient", line);
        memcpy(patient, f[0], w[0]); np = w[0];
        sqlite3_bind_text(find, 1, patient, np, SQLITE_STATIC);
        if (sqlite3_step(find) != SQLITE_ROW) die("unknown patient", line);
        snprintf(owner, sizeof owner, "%s", sqlite3_column_text(find, 0)); born = sqlite3_column_type(find, 1) == SQLITE_NULL ? -1 << 29 : sqlite3_column_int(find, 1);
        sqlite3_reset(find);
      }
      day = day_of(f[1], w[1]); if (day == -1 << 30) die("no such day", line);
      if (day > today) die("in the future", line);
      if (day < born) die("before birth", line);
      measure = 0;
      for (int m = 0; m < MEASURES && !measure; m++) if (!strcmp(M[m].id, f[2])) measure = M + m;
      if (!measure) die("unknown measure", line);
      if (!measure->row) {
        sqlite3_bind_int64(define, 1, entry); sqlite3_bind_text(define, 2, measure->id, -1, SQLITE_STATIC); sqlite3_bind_text(define, 3, measure->version, -1, SQLITE_STATIC);
        if (sqlite3_step(define) != SQLITE_DONE) die(sqlite3_errmsg(db), line);
        sqlite3_reset(define); measure->row = sqlite3_last_insert_rowid(db);
      }
      if (strncmp(f[5], measure->key, strlen(measure->key)) || (!*measure->key && w[5])) die("variant", line);
      if (*measure->key == 'h' && strcmp(f[5], "hand=left") && strcmp(f[5], "hand=right")) die("variant", line);
      memcpy(variant, f[5], w[5]); nv = w[5]; memcpy(rater, f[6], w[6] < 255 ? w[6] : 255); nr = w[6]; memcpy(note, f[7], w[7] < 1000 ? w[7] : 1000); nn = w[7];
      memset(given, 0, sizeof given); memset(value, 0, sizeof value); open_score = 1; guess = -1;
    } else if (w[6] != nr || memcmp(f[6], rater, nr) || w[7] != nn || memcmp(f[7], note, nn)) die("rater or note differs", line);
    int i = guess + 1 < measure->fields && !strcmp(measure->f[guess + 1].id, f[3]) ? guess + 1 : -1;
    for (int j = 0; j < measure->fields && i < 0; j++) if (!strcmp(measure->f[j].id, f[3])) i = j;
    if (i < 0) die("unknown item", line);
    if (given[i]) die("item twice", line);
    num v = 0; int digits = 0, after = -1; const char *p = f[4];
    if (!w[4] || w[4] > 12) die("value", line);
    for (; *p; p++) { if (*p == '.' && after < 0) { after = 0; continue; } if (*p < '0' || *p > '9') die("value", line); v = v * 10 + *p - '0'; digits++; if (after >= 0) after++; }
    if (after < 0) after = 0;
    if (after > measure->f[i].decimals || digits > 9) die("step", line);
    for (int j = after; j < 4; j++) v *= 10;
    if (v < measure->f[i].low || v > measure->f[i].high) die("range", line);
    value[i] = v; given[i] = 1; memcpy(answer[i], f[4], w[4] + 1); guess = i;
  }
  finish();
  sqlite3_stmt *twice = prepare("SELECT owner, measure AS subject, day AS day, variant AS variant FROM score WHERE current = 1 GROUP BY owner, measure, day, variant HAVING count(*) > 1 LIMIT 1");
  if (sqlite3_step(twice) != SQLITE_DONE) die("a score twice", line);
  sqlite3_finalize(twice);
  for (int i = 0; i < nt; i++) run(again[i]);
  run("UPDATE entry SET seal = zeroblob(32) WHERE seal IS NULL; COMMIT");
  printf("%ld scores from %ld rows\n", scores_in, line - 1);
  sqlite3_finalize(insert); sqlite3_finalize(find); sqlite3_finalize(define);
  return sqlite3_close(db) != SQLITE_OK;
}
