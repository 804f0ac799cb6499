/* The rows of `recheck judge --format csv`. */
#include "floor.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const intents[] = {"induction", "maintenance", "bridge", "symptomatic"};
static const char *const verdicts[] = {
  "not-judged", "no-response-expected", "worsened", "worsening-possible", "stable", "mixed", "response-declining",
  "responding", "response-lost", "no-response", "stopped-without-effect", "trial-incomplete", "no-baseline",
  "too-early", "not-evaluable", "assessment-due", "assessment-overdue", "partial-response", "response-due"};
static const char *const measure_verdicts[] = {
  "no-baseline", "incomparable", "floor", "no-follow-up", "improved", "worsened", "partial", "unchanged"};

enum { BLOCK = 1 << 16, LONGEST_ROW = 4096 };
static char block[BLOCK + LONGEST_ROW], *at = block;

void write_rest(void) {
  for (const char *from = block; from < at; ) {
    ssize_t written = write(STDOUT_FILENO, from, at - from);
    if (written < 0) stop_with("the output", "cannot be written");
    from += written;
  }
  at = block;
}

static void bytes(const char *from, size_t size) { memcpy(at, from, size); at += size; }
static void word(const char *text) { bytes(text, strlen(text)); }
static void comma(void) { *at++ = ','; }
static void end_row(void) {
  bytes("\r\n", 2);
  if (at - block >= BLOCK) write_rest();
}

/* Days since 1970-01-01 as YYYY-MM-DD (Howard Hinnant's civil_from_days). */
static void date(int day) {
  unsigned z = day + 719468, era = z / 146097, of_era = z - era * 146097;
  unsigned year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  unsigned of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
  unsigned d = of_year - (153 * month + 2) / 5 + 1, m = month < 10 ? month + 3 : month - 9;
  unsigned y = year + era * 400 + (m <= 2), digits[8] = {y / 1000, y / 100 % 10, y / 10 % 10, y % 10, m / 10, m % 10, d / 10, d % 10};
  for (int i = 0; i < 8; i++) {
    if (i == 4 || i == 6) *at++ = '-';
    *at++ = '0' + digits[i];
  }
}

static void digits(num value, int least) {
  char text[24];
  int from = sizeof text;
  for (; value || least > 0; value /= 10, least--) text[--from] = '0' + value % 10;
  bytes(text + from, sizeof text - from);
}

/* Rounded half away from zero to three decimals, without zeros at the end. */
static void plain(num over, num under) {
  num size = over < 0 ? -over : over, rounded = (2000 * size + under) / (2 * under), decimals = rounded % 1000;
  if (over < 0 && rounded) *at++ = '-';
  digits(rounded / 1000, 1);
  if (!decimals) return;
  *at++ = '.';
  int places = 3;
  while (decimals % 10 == 0) decimals /= 10, places--;
  digits(decimals, places);
}

/* Two decimals, cut so that a limit that was not reached is never shown. */
static void change(Ratio value) {
  int is_negative = value.over < 0;
  num size = is_negative ? -value.over : value.over;
  wide hundredfold = (wide)size * 100;
  num hundredths = hundredfold >> 63 ? (num)(hundredfold / value.under) : (num)hundredfold / value.under;
  if (is_negative && !hundredths) hundredths = 1;
  if (!is_negative && hundredths == 150 && !at_most(value, 3, 2)) hundredths++;
  if (is_negative) *at++ = '-';
  digits(hundredths / 100, 1);
  *at++ = '.';
  digits(hundredths % 100, 2);
}

static const char *firmness(Ratio index) {
  if (index.over < 0 || !at_most(index, 3, 2)) return "firm";
  return at_least(index, 1, 2) ? "narrow" : "likely";
}

void write_header(void) {
  word("patient_id,disease,therapy,start,intent,verdict,index,changes_on,measure,variant,measure_verdict,baseline_date,"
       "baseline,latest_date,latest,improvement,threshold,change,unit,firmness,assessments");
  end_row();
}

static void course_part(const Course *course, int verdict) {
  bytes(record.id, record.id_size), comma();
  if (course->diagnosis) word(diseases[course->diagnosis->disease].id);
  comma();
  word(course->therapy->id), comma();
  date(course->start), comma();
  word(intents[course->intent]), comma();
  word(verdicts[verdict]), comma();
}

void write_not_judged(const Course *course) {
  course_part(course, NOT_JUDGED);
  word(",,,,,,,,,,,,,,");
  end_row();
}

static void measure_part(const Series *series, const View *view) {
  const Measure *own = measures + series->measure;
  int is_worse = view->judged && view->sum < 0;
  word(own->id), comma();
  if (own->variants == HANDS && series->variant >= 0) word(series->variant ? "hand=right" : "hand=left");
  if (own->variants == MODE && series->variant >= 0) word(series->variant ? "mode=questionnaire" : "mode=observed");
  comma();
  word(measure_verdicts[view->verdict]), comma();
  if (!series->has_baseline) {
    word(",,,,,,,,");
    return;
  }
  date(series->day), comma();
  plain(series->value, own->scale), comma();
  if (view->last) date(view->last->day);
  comma();
  if (view->last) plain(view->last->value, own->scale);
  comma();
  if (view->judged) plain(view->sum, (num)view->judged * own->scale);
  comma();
  plain(is_worse ? series->worse : series->better, own->scale), comma();
  if (view->has_change) change(view->change);
  comma();
  plain(is_worse ? series->worse : series->unit, own->scale), comma();
}

void write_judgement(const Course *course, const Judgement *judgement) {
  const Evaluation *now = &judgement->evaluation;
  char lead[LONGEST_ROW / 2], last[32];
  char *begin = at;
  course_part(course, judgement->verdict);
  if (now->has_index) change(now->index);
  comma();
  if (judgement->changes_on) date(judgement->changes_on);
  comma();
  size_t size = at - begin, last_size = 1;
  memcpy(lead, begin, size);
  *last = ',';
  if (now->has_index) last_size = snprintf(last, sizeof last, "%s,%d", firmness(now->index), now->assessments);
  for (int i = 0; i < now->count; i++) {
    if (i) bytes(lead, size);
    measure_part(now->series + i, now->views + i);
    bytes(last, last_size);
    end_row();
  }
}
