/* The floor of exports, and of judging one measure alone.
 *
 *   floor judge CLINIC YYYY-MM-DD   one measure (MG-ADL, 2 points): a row per course, CSV
 *   floor scores CLINIC             every answer, the columns of `recheck export scores`, CSV
 *
 * The judging here shows that sqlite3 and DuckDB are asked the same; how dear judging is is measured
 * against all rules, in the folder floor.
 *
 * judge merges two sorted cursors over the covering indexes and reads every score of the file, as
 * judging all measures does; it knows neither windows nor the response index. Build:
 *   gcc -O2 -o floor floor.c -lsqlite3
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct { long day, total, scale; } Point;
typedef struct { long day; char *measure, *fields, *variant, *answers, *rater, *note; } Line;

static char page[1 << 16];

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(db, sql, -1, &statement, 0) == SQLITE_OK) return statement;
  fprintf(stderr, "floor: %s\n", sqlite3_errmsg(db));
  exit(3);
}

static const char *text(sqlite3_stmt *row, int column) {
  return (const char *)sqlite3_column_text(row, column);
}

/* Days since 1970-01-01 to year, month, day (Howard Hinnant's civil_from_days). */
static const char *date(long day, char *out) {
  long z = day + 719468, era = z / 146097, doe = z - era * 146097;
  long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
  long d = doy - (153 * mp + 2) / 5 + 1, m = mp < 10 ? mp + 3 : mp - 9;
  long y = yoe + era * 400 + (m <= 2);
  for (int i = 3; i >= 0; i--, y /= 10) out[i] = '0' + y % 10;
  out[4] = out[7] = '-';
  out[5] = '0' + m / 10, out[6] = '0' + m % 10, out[8] = '0' + d / 10, out[9] = '0' + d % 10;
  out[10] = 0;
  return out;
}

static void judge(sqlite3 *db, const char *as_of) {
  sqlite3_stmt *find = prepare(db, "SELECT min(measure), julianday(?) - 2440587.5 FROM definition "
                                   "WHERE name = 'mg-adl'");
  sqlite3_bind_text(find, 1, as_of, -1, SQLITE_STATIC);
  sqlite3_step(find);
  long measure = sqlite3_column_int64(find, 0), today = sqlite3_column_int64(find, 1);
  sqlite3_stmt *courses = prepare(db,
    "SELECT owner, start, therapy, stop FROM course WHERE current = 1 ORDER BY owner, start, therapy");
  sqlite3_stmt *scores = prepare(db,
    "SELECT owner, measure, day, total, scale FROM score WHERE current = 1 "
    "ORDER BY owner, measure, day, variant");
  Point *points = malloc(sizeof(Point) * 100000);
  char owner[256] = "", b[11], l[11], s[11];
  int count = 0, more = sqlite3_step(scores) == SQLITE_ROW;
  puts("patient_id,therapy,start,baseline_date,baseline,latest_date,latest,improvement,verdict\r");
  while (sqlite3_step(courses) == SQLITE_ROW) {
    if (strcmp(owner, text(courses, 0))) {
      snprintf(owner, sizeof owner, "%s", text(courses, 0));
      for (count = 0; more; more = sqlite3_step(scores) == SQLITE_ROW) {
        int order = strcmp(text(scores, 0), owner);
        if (order > 0) break;
        if (order == 0 && sqlite3_column_int64(scores, 1) == measure
            && sqlite3_column_type(scores, 3) != SQLITE_NULL && count < 100000)
          points[count++] = (Point){sqlite3_column_int64(scores, 2),
                                    sqlite3_column_int64(scores, 3), sqlite3_column_int64(scores, 4)};
      }
    }
    long start = sqlite3_column_int64(courses, 1);
    Point *base = 0, *last = 0;
    for (int i = 0; i < count; i++)
      if (points[i].day <= start && points[i].day >= start - 90) base = &points[i];
    for (int i = 0; i < count && !base; i++)
      if (points[i].day > start && points[i].day <= start + 7) base = &points[i];
    for (int i = 0; base && i < count; i++)
      if (points[i].day > start && points[i].day > base->day && points[i].day <= today)
        last = &points[i];
    printf("%s,%s,%s,", owner, text(courses, 2), date(start, s));
    if (!last) { puts(",,,,,\r"); continue; }
    long change = base->total * last->scale - last->total * base->scale;
    printf("%s,%ld,%s,%ld,%ld,%s\r\n", date(base->day, b), base->total / base->scale,
           date(last->day, l), last->total / last->scale, change / (base->scale * last->scale),
           change >= 2 * base->scale * last->scale ? "improved" : "unchanged");
  }
}

static int by_day(const void *a, const void *b) {
  const Line *x = a, *y = b;
  if (x->day != y->day) return x->day < y->day ? -1 : 1;
  int order = strcmp(x->measure, y->measure);
  return order ? order : strcmp(x->variant, y->variant);
}

static void write_lines(const char *owner, Line *lines, int count) {
  char when[11];
  qsort(lines, count, sizeof(Line), by_day);
  for (Line *line = lines; line < lines + count; line++) {
    char *field = line->fields;
    for (char *answer = line->answers; answer; ) {
      int width = strcspn(field, ","), length = strcspn(answer, ",");
      int own = width == 5 && !memcmp(field, "value", 5) ? 0 : width;
      if (length) printf("%s,%s,%s,%.*s,%.*s,%s,%s,%s\r\n", owner, date(line->day, when),
                         line->measure, own, field, length, answer, line->variant, line->rater, line->note);
      field += width + (field[width] == ',');
      answer = answer[length] ? answer + length + 1 : 0;
    }
    free(line->variant), free(line->answers), free(line->rater), free(line->note);
  }
}

static void scores(sqlite3 *db) {
  char *names[1000] = {0}, *fields[1000] = {0}, owner[256] = "";
  sqlite3_stmt *definitions = prepare(db, "SELECT row, name, fields FROM definition WHERE row < 1000");
  while (sqlite3_step(definitions) == SQLITE_ROW) {
    names[sqlite3_column_int(definitions, 0)] = strdup(text(definitions, 1));
    fields[sqlite3_column_int(definitions, 0)] = strdup(text(definitions, 2));
  }
  sqlite3_stmt *row = prepare(db,
    "SELECT owner, day, definition, variant, answers, rater, note FROM score INDEXED BY score_current "
    "WHERE current = 1 ORDER BY owner, measure, day, variant");
  Line *lines = malloc(sizeof(Line) * 100000);
  int count = 0;
  puts("patient_id,date,measure,item,value,variant,rater,note\r");
  while (sqlite3_step(row) == SQLITE_ROW) {
    if (strcmp(owner, text(row, 0))) {
      write_lines(owner, lines, count);
      count = 0;
      snprintf(owner, sizeof owner, "%s", text(row, 0));
    }
    int definition = sqlite3_column_int(row, 2);
    lines[count++] = (Line){sqlite3_column_int64(row, 1), names[definition], fields[definition],
      strdup(text(row, 3)), strdup(text(row, 4)), strdup(text(row, 5)), strdup(text(row, 6))};
  }
  write_lines(owner, lines, count);
}

int main(int count, char **arguments) {
  sqlite3 *db;
  if (count < 3 || sqlite3_open_v2(arguments[2], &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, 0)) {
    fprintf(stderr, "usage: floor judge CLINIC YYYY-MM-DD | floor scores CLINIC\n");
    return 2;
  }
  setvbuf(stdout, page, _IOFBF, sizeof page);
  if (!strcmp(arguments[1], "judge") && count == 4) judge(db, arguments[3]);
  else scores(db);
  return 0;
}
