/* The clinic file: sorted cursors over covering indexes, merged patient by patient. What is dated after the day
 * of judging does not exist (section 10). */
#include "floor.h"
#include <sqlite3.h>
#include <string.h>

Record record;
int today;

enum { DEFINITIONS = 4096, UNKNOWN = -1, ELSEWHERE = -2 };
typedef struct { sqlite3_stmt *row; enum { BEFORE, AT, USED, AFTER } state; } Cursor;
static sqlite3 *clinic;
static sqlite3_stmt *patients;
static Cursor diagnoses, courses, scores;
/* By row of the definition: the measure, ELSEWHERE for one that none of these diseases is judged by. */
static int measure_of[DEFINITIONS];

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *row;
  if (sqlite3_prepare_v2(clinic, sql, -1, &row, 0)) stop_with("the clinic file", sqlite3_errmsg(clinic));
  return row;
}

static int step(sqlite3_stmt *row) {
  int state = sqlite3_step(row);
  if (state != SQLITE_ROW && state != SQLITE_DONE) stop_with("the clinic file", sqlite3_errmsg(clinic));
  return state == SQLITE_ROW;
}

static const char *text(sqlite3_stmt *row, int column) { return (const char *)sqlite3_column_text(row, column); }
static int is_null(sqlite3_stmt *row, int column) { return sqlite3_column_type(row, column) == SQLITE_NULL; }
/* A day; one that is not given, or comes after the day of judging, is none. */
static int end_day(sqlite3_stmt *row, int column) {
  if (is_null(row, column)) return NEVER;
  int day = sqlite3_column_int(row, column);
  return day > today ? NEVER : day;
}

static void read_definitions(void) {
  sqlite3_stmt *row = prepare("SELECT row, name, hash FROM definition");
  for (int i = 0; i < DEFINITIONS; i++) measure_of[i] = UNKNOWN;
  while (step(row)) {
    int number = sqlite3_column_int(row, 0);
    if (number < 0 || number >= DEFINITIONS) stop_with("more definitions than known here", "");
    measure_of[number] = ELSEWHERE;
    for (int measure = 0; measure < MEASURES; measure++) {
      if (strcmp(measures[measure].id, text(row, 1))) continue;
      if (strcmp(measures[measure].hash, text(row, 2))) stop_with("another definition of", measures[measure].id);
      measure_of[number] = measure;
    }
  }
  sqlite3_finalize(row);
}

void open_clinic(const char *path, const char *as_of) {
  /* One thread: nothing to lock, and nobody asks how much memory is held. */
  sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  if (sqlite3_open_v2(path, &clinic, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, 0))
    stop_with("no clinic file", path);
  if (sqlite3_exec(clinic, "BEGIN", 0, 0, 0)) stop_with("the clinic file", sqlite3_errmsg(clinic));
  sqlite3_stmt *day = prepare("SELECT unixepoch(?1) / 86400 WHERE date(julianday(?1)) = ?1");
  sqlite3_bind_text(day, 1, as_of, -1, SQLITE_STATIC);
  if (!step(day)) stop_with("not a day", as_of);
  today = sqlite3_column_int(day, 0);
  sqlite3_finalize(day);
  read_definitions();
  patients = prepare("SELECT patient, owner FROM patient WHERE current = 1 ORDER BY owner, patient");
  diagnoses.row = prepare("SELECT owner, disease, diagnosed_on, ended_on FROM diagnosis WHERE current = 1 "
                          "ORDER BY owner, diagnosed_on, disease");
  courses.row = prepare("SELECT owner, therapy, start, stop, intent, stop_reason, dose, dose_scale, unit, "
                        "interval_days FROM course WHERE current = 1 ORDER BY owner, start, therapy");
  scores.row = prepare("SELECT owner, definition, day, variant, total, scale, part, part_scale, total_only "
                       "FROM score WHERE current = 1 ORDER BY owner, measure, day, variant");
}

/* Whether the cursor has another row of the patient; rows of patients before are passed over. */
static int advance(Cursor *cursor) {
  for (;;) {
    if (cursor->state == AFTER) return 0;
    if (cursor->state != AT) cursor->state = step(cursor->row) ? AT : AFTER;
    if (cursor->state == AFTER) return 0;
    const char *owner = text(cursor->row, 0);
    int size = sqlite3_column_bytes(cursor->row, 0);
    int order = memcmp(owner, record.id, size < record.id_size ? size : record.id_size);
    if (!order) order = size - record.id_size;
    if (order > 0) return 0;
    cursor->state = USED;
    if (!order) return 1;
  }
}

static void read_diagnoses(void) {
  record.diagnosis_count = 0;
  while (advance(&diagnoses)) {
    int from = sqlite3_column_int(diagnoses.row, 2), disease = 0;
    if (from > today) continue;
    if (record.diagnosis_count == 64) stop_with("too many diagnoses of", record.id);
    while (disease < DISEASES && strcmp(diseases[disease].id, text(diagnoses.row, 1))) disease++;
    if (disease == DISEASES) stop_with("not known here, a disease", text(diagnoses.row, 1));
    record.diagnoses[record.diagnosis_count++] = (Diagnosis){disease, from, end_day(diagnoses.row, 3)};
  }
}

/* The diagnosis in force at the first dose, else the first that begins later; a course that outlives it belongs to
 * the next one. The last of a list ordered by day and id is the one that decides. */
static const Diagnosis *diagnosis_of(const Course *course) {
  const Diagnosis *all = record.diagnoses, *behind = all + record.diagnosis_count, *found = 0;
  for (const Diagnosis *one = all; one < behind; one++)
    if (one->from <= course->start && one->to > course->start) found = one;
  for (const Diagnosis *one = all; one < behind && !found; one++)
    if (one->from > course->start) found = one;
  while (found && found->to < NEVER) {
    const Diagnosis *first = all, *next = 0;
    while (first < behind && first->from < found->to) first++;
    if (first == behind || course->stop <= first->from) break;
    for (const Diagnosis *one = first; one < behind && one->from == first->from; one++)
      if (one->to > one->from) next = one;
    if (!next) break;
    found = next;
  }
  return found;
}

static int intent_named(const char *word) {
  switch (*word) {
    case 'i': return INDUCTION;
    case 'm': return MAINTENANCE;
    case 'b': return BRIDGE;
    default: return SYMPTOMATIC;
  }
}

static int reason_of(sqlite3_stmt *row, int column) {
  if (is_null(row, column)) return NO_REASON;
  const char *word = text(row, column);
  return !strcmp(word, "no-effect") ? NO_EFFECT : !strcmp(word, "worse") ? WORSE
         : !strcmp(word, "planned") ? PLANNED : OTHER_REASON;
}

static void read_courses(void) {
  record.course_count = 0;
  while (advance(&courses)) {
    sqlite3_stmt *row = courses.row;
    int start = sqlite3_column_int(row, 2), size = sqlite3_column_bytes(row, 8);
    if (start > today) continue;
    if (record.course_count == 1024) stop_with("too many courses of", record.id);
    Course *course = record.courses + record.course_count++;
    if (size >= (int)sizeof course->unit) stop_with("a long unit", text(row, 8));
    course->therapy = therapy_named(text(row, 1));
    course->start = start;
    course->stop = end_day(row, 3);
    course->intent = intent_named(text(row, 4));
    course->reason = course->stop == NEVER ? NO_REASON : reason_of(row, 5);
    course->dose = sqlite3_column_int64(row, 6);
    course->dose_scale = sqlite3_column_int64(row, 7);
    memcpy(course->unit, text(row, 8), size + 1);
    course->interval = sqlite3_column_int(row, 9);
    course->diagnosis = diagnosis_of(course);
  }
}

static num scaled(sqlite3_stmt *row, int column, int measure) {
  num value = sqlite3_column_int64(row, column), under = sqlite3_column_int64(row, column + 1);
  if (under == 1) return value * measures[measure].scale;
  if (measures[measure].scale % under) stop_with("a value between the steps of", measures[measure].id);
  return value * (measures[measure].scale / under);
}

static int variant_of(sqlite3_stmt *row, int measure) {
  static const char *const words[][2] = {[HANDS] = {"hand=left", "hand=right"},
                                         [MODE] = {"mode=observed", "mode=questionnaire"}};
  int kind = measures[measure].variants;
  const char *variant = text(row, 3);
  if (kind == ANY_UNIT || (kind == NO_VARIANT && !*variant)) return 0;
  for (int i = 0; kind != NO_VARIANT && i < 2; i++)
    if (!strcmp(words[kind][i], variant)) return i;
  stop_with("not known here, a variant", variant);
}

static void read_score(sqlite3_stmt *row, int measure, Point *point) {
  int compared = measures[measure].compared, value = compared == CENTILE ? 6 : 4;
  point->variant = variant_of(row, measure);
  point->has_value = !is_null(row, value);
  point->arms = -1;
  if (!point->has_value) return;
  if (compared == UPPER_LIMITS) {
    point->value = sqlite3_column_int64(row, 4);
    point->upper = sqlite3_column_int64(row, 5);
    return;
  }
  point->value = scaled(row, value, measure);
  if (compared != ADJUSTED_INCAT) return;
  if (!is_null(row, 6)) point->arms = scaled(row, 6, measure);
  else point->has_value = !is_null(row, 8);
}

static void read_scores(void) {
  int count = 0;
  memset(record.count, 0, sizeof record.count);
  while (advance(&scores)) {
    int number = sqlite3_column_int(scores.row, 1), day = sqlite3_column_int(scores.row, 2);
    int measure = number >= 0 && number < DEFINITIONS ? measure_of[number] : UNKNOWN;
    if (measure == UNKNOWN) stop_with("a score without definition of", record.id);
    if (measure == ELSEWHERE || day > today) continue;
    if (count == sizeof record.points / sizeof *record.points) stop_with("too many scores of", record.id);
    /* The scores of a measure follow each other. */
    if (!record.count[measure]++) record.first[measure] = count;
    record.points[count].day = day;
    read_score(scores.row, measure, record.points + count++);
  }
}

int next_record(void) {
  do {
    if (!step(patients)) return 0;
    record.id = text(patients, 0);
    record.id_size = sqlite3_column_bytes(patients, 0);
    /* The facts of a merged patient belong to another one. */
  } while (strcmp(record.id, text(patients, 1)));
  if (strpbrk(record.id, ",\" \r\n")) stop_with("not known here, an identifier that needs quotes", record.id);
  read_diagnoses();
  read_courses();
  read_scores();
  return 1;
}
