/* Baseline, follow-ups and change of one measure in one course (sections 2 and 3). */
#include "floor.h"

enum { BASELINE_DAYS_BEFORE = 90, BASELINE_DAYS_AFTER = 7, DAYS_BETWEEN = 7, JUDGED_FOLLOW_UPS = 3, MOST_CHANGE = 2 };

int may_be_baseline(const Window *window, int day) {
  return day <= window->start && day >= window->start - BASELINE_DAYS_BEFORE;
}

/* A score before anything can have worked is a baseline, unless another treatment worked by then. */
int may_be_late_baseline(const Window *window, int day) {
  if (day <= window->start || day > window->last_baseline) return 0;
  return day <= window->start + BASELINE_DAYS_AFTER || day < window->other_effect;
}

int may_be_follow_up(const Window *window, int day) {
  return day > window->start && day <= window->horizon && day > window->early_until;
}

/* The difference, positive is better. */
static num improvement(int measure, num before, num before_arms, num after, num after_arms) {
  if (before_arms >= 0 && after_arms >= 0) {
    /* Adjusted INCAT: a change of the arms between 0 and 1 counts as 0. */
    num legs = (before - before_arms) - (after - after_arms), one = measures[INCAT].scale;
    return before_arms <= one && after_arms <= one ? legs : legs + before_arms - after_arms;
  }
  return measures[measure].is_higher_better ? after - before : before - after;
}

/* How far a baseline is from the best score. */
static num room_at(int measure, const Point *baseline) {
  const Measure *own = measures + measure;
  if (own->compared == ADJUSTED_INCAT) {
    /* A total alone may hold arms of 1, which count as 0. */
    if (baseline->arms < 0) return baseline->value > own->scale ? baseline->value - own->scale : 0;
    return baseline->arms >= 2 * own->scale ? baseline->value : baseline->value - baseline->arms;
  }
  return own->is_higher_better ? own->high * own->scale - baseline->value : baseline->value - own->low * own->scale;
}

static int is_comparable(int measure, const Point *a, const Point *b) {
  return measures[measure].variants != MODE || a->variant == b->variant;
}

typedef struct { const Point *first, *behind; int measure, variant; const Window *window; } Points;

static int belongs(const Points *points, const Point *one) {
  return one->has_value && (points->variant < 0 || one->variant == points->variant);
}

static int is_followed(const Points *points, const Point *baseline) {
  if (measures[points->measure].variants != MODE) return 1;
  for (const Point *one = points->first; one < points->behind; one++)
    if (belongs(points, one) && may_be_follow_up(points->window, one->day)
        && is_comparable(points->measure, baseline, one)) return 1;
  return 0;
}

/* The latest up to the first dose whose variant a follow-up has, else the latest, else the first after it. */
static const Point *baseline_of(const Points *points) {
  const Point *latest = 0;
  for (const Point *one = points->behind - 1; one >= points->first; one--) {
    if (one->day < points->window->start - BASELINE_DAYS_BEFORE) break;
    if (!may_be_baseline(points->window, one->day) || !belongs(points, one)) continue;
    if (is_followed(points, one)) return one;
    if (!latest) latest = one;
  }
  for (const Point *one = points->first; one < points->behind && !latest; one++)
    if (may_be_late_baseline(points->window, one->day) && one->day <= points->window->horizon
        && belongs(points, one)) latest = one;
  return latest;
}

Follow *find_series(Series *series, int measure, int variant, const Window *window, Follow *into) {
  const Measure *own = measures + measure;
  const Point *first = record.points + record.first[measure];
  Points points = {first, first + record.count[measure], measure, variant, window};
  const Point *baseline = baseline_of(&points);
  *series = (Series){.measure = measure, .variant = variant, .follows = into};
  if (!baseline) return into;
  series->has_baseline = 1;
  if (own->variants == MODE) series->variant = baseline->variant;
  series->day = baseline->day;
  series->value = baseline->value, series->arms = baseline->arms;
  series->better = own->better, series->worse = own->worse;
  num room = room_at(measure, baseline), quarter = room / 4;
  series->has_room = 2 * room >= 3 * own->better;
  series->unit = own->is_measured || quarter <= own->better ? own->better
                 : quarter < 2 * own->better ? quarter : 2 * own->better;
  for (const Point *one = baseline + 1; one < points.behind; one++) {
    if (one->day <= baseline->day || !may_be_follow_up(window, one->day) || !belongs(&points, one)) continue;
    if (!is_comparable(measure, baseline, one)) { series->has_only_incomparable = 1; continue; }
    num gain = improvement(measure, baseline->value, baseline->arms, one->value, one->arms);
    *into++ = (Follow){one->day, gain, one->value, one->arms};
  }
  series->count = into - series->follows;
  if (series->count) series->has_only_incomparable = 0;
  return into;
}

int has_follow_up(const Series *series, int from, int until) {
  for (const Follow *one = series->follows + series->count; one-- > series->follows; )
    if (one->day <= until) return one->day >= from;
  return 0;
}

/* How much a follow-up is worse than the best one. */
static num decline(const Series *series, const Follow *best, const Follow *one) {
  if (series->measure == TIS) return best->gain - one->gain;
  return -improvement(series->measure, best->value, best->arms, one->value, one->arms);
}

/* R3.1 to R3.8: the first row that holds. */
static int verdict_of(const Series *series, const View *view) {
  if (!series->has_baseline) return NO_BASELINE;
  if (!view->last && series->has_only_incomparable) return INCOMPARABLE;
  if (!series->has_room && !(view->has_change && at_most(view->change, -1, 1))) return FLOOR;
  if (!view->has_change) return NO_FOLLOW_UP;
  if (at_least(view->change, 1, 1)) return IMPROVED;
  if (at_most(view->change, -1, 1)) return WORSENED;
  return at_least(view->change, 1, 2) ? PARTIAL : UNCHANGED;
}

/* From the latest follow-up backwards: of those less than 7 days apart only the later counts; the latest three from
 * `from` on are averaged. */
View view_of(const Series *series, int until, int from) {
  View view = {0};
  const Follow *kept = 0, *best = 0, *before_last = 0;
  for (const Follow *one = series->follows + series->count; one-- > series->follows; ) {
    if (one->day > until || (kept && kept->day - one->day < DAYS_BETWEEN)) continue;
    if (!kept) view.last = one;
    else if (!before_last) before_last = one;
    kept = one;
    if (!best || one->gain > best->gain) best = one;
    if (one->day >= from && view.judged < JUDGED_FOLLOW_UPS) view.sum += one->gain, view.judged++;
  }
  if (view.judged) {
    num one = view.judged * (view.sum < 0 ? series->worse : series->unit);
    view.has_change = 1;
    view.change = view.sum > MOST_CHANGE * one ? (Ratio){MOST_CHANGE, 1}
                  : view.sum < -MOST_CHANGE * one ? (Ratio){-MOST_CHANGE, 1} : (Ratio){view.sum, one};
  }
  if (before_last) {
    num last = decline(series, best, view.last);
    view.is_declining = last >= 2 * series->worse
                        || (last >= series->worse && decline(series, best, before_last) >= series->worse);
  }
  view.verdict = verdict_of(series, &view);
  view.reaches_threshold = view.judged && view.verdict != FLOOR && view.sum >= view.judged * series->better;
  return view;
}
