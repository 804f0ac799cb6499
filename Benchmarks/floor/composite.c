/* Total Improvement Score 2016: sets of six core measures, each within 14 days (section 4, "Composite"). */
#include "floor.h"
#include <string.h>

enum { PARTS = 6, BANDS = 4, MOST_MEASURES = 5, WITHIN_DAYS = 14, BASELINE_DAYS_BEFORE = 90, MOST_DAYS = 8192 };
enum { MODERATE = 40 };

/* An improvement of more than `above` percent of the range earns `points` (half points, the scale of TIS). */
typedef struct {
  int measures[MOST_MEASURES], count, takes_highest;
  int range[MOST_MEASURES];                    /* in units of the measure; in upper limits for an enzyme */
  int above[BANDS], points[BANDS];
} Part;
static const Part parts[PARTS] = {
  {{PHYSICIAN}, 1, 0, {10}, {5, 15, 25, 40}, {15, 30, 35, 40}},
  {{PATIENT}, 1, 0, {10}, {5, 15, 25, 40}, {5, 10, 15, 20}},
  {{MMT150, MMT80, MMT26}, 3, 0, {150, 80, 260}, {2, 10, 20, 30}, {20, 40, 55, 65}},
  {{HAQ}, 1, 0, {3}, {5, 15, 25, 40}, {10, 15, 15, 20}},
  {{CK, ALDOLASE, LDH, AST, ALT}, 5, 1, {15, 6, 3, 3, 3}, {5, 15, 25, 40}, {5, 10, 15, 15}},
  {{EXTRAMUSCULAR}, 1, 0, {10}, {5, 15, 25, 40}, {15, 25, 30, 40}},
};

/* A score in a set; which of the part's measures it is of. */
typedef struct { const Point *point; int which; } Member;
typedef Member Set[PARTS];

/* The latest score of a measure in those days; 0: none. */
static const Point *latest(int measure, int first, int last) {
  const Point *all = record.points + record.first[measure];
  for (const Point *one = all + record.count[measure]; one-- > all && one->day >= first; )
    if (one->day <= last && one->has_value) return one;
  return 0;
}

/* At baseline the first measure there is, of enzymes the most abnormal; a follow-up set needs the same again. */
static int find_member(Member *member, const Part *part, int first, int last, const Member *wanted) {
  member->point = 0;
  for (int i = 0; i < part->count; i++) {
    if (wanted && wanted->which != i) continue;
    const Point *one = latest(part->measures[i], first, last), *held = member->point;
    if (!one) continue;
    if (held && (!part->takes_highest || (wide)held->value * one->upper >= (wide)one->value * held->upper)) continue;
    *member = (Member){one, i};
  }
  return member->point != 0;
}

/* The set that ends on a day; 0: a part has no score in those days, or none of them is of the last day. */
static int find_set(Set set, int day, int from, const Member *wanted) {
  int first = day - WITHIN_DAYS > from ? day - WITHIN_DAYS : from, ends = 0;
  for (int i = 0; i < PARTS; i++) {
    if (!find_member(set + i, parts + i, first, day, wanted ? wanted + i : 0)) return 0;
    ends |= set[i].point->day == day;
  }
  return ends;
}

/* Points for an improvement of over / under of the range. */
static num points_for(const Part *part, wide over, wide under) {
  num points = 0;
  for (int i = 0; i < BANDS && over * 100 > part->above[i] * under; i++) points = part->points[i];
  return points;
}

static num points_between(const Part *part, Member before, num after, num after_upper) {
  int measure = part->measures[before.which];
  num value = before.point->value, upper = before.point->upper;
  wide range = part->range[before.which];
  if (part->takes_highest)
    return points_for(part, (wide)value * after_upper - (wide)after * upper, range * upper * after_upper);
  return points_for(part, measures[measure].is_higher_better ? after - value : value - after,
                    range * measures[measure].scale);
}

static num total(const Set before, const Set after) {
  num sum = 0;
  for (int i = 0; i < PARTS; i++)
    sum += points_between(parts + i, before[i], after[i].point->value, after[i].point->upper);
  return sum;
}

/* The points that a full recovery would earn; an enzyme can come down to its upper limit. */
static num attainable(const Set baseline) {
  num sum = 0;
  for (int i = 0; i < PARTS; i++) {
    const Measure *own = measures + parts[i].measures[baseline[i].which];
    num best = parts[i].takes_highest ? 1 : own->is_higher_better ? own->high * own->scale : 0;
    sum += points_between(parts + i, baseline[i], best, 1);
  }
  return sum;
}

/* Every day up to the horizon with a score of a core measure, ascending. */
static int days_of_scores(int *days, int horizon) {
  int count = 0;
  for (int i = 0; i < PARTS; i++)
    for (int j = 0; j < parts[i].count; j++) {
      int measure = parts[i].measures[j];
      const Point *one = record.points + record.first[measure], *behind = one + record.count[measure];
      for (int place = 0; one < behind && one->day <= horizon; one++) {
        if (!one->has_value) continue;
        while (place < count && days[place] < one->day) place++;
        if (place < count && days[place] == one->day) continue;
        if (count == MOST_DAYS) stop_with("too many days of scores of", record.id);
        memmove(days + place + 1, days + place, (count++ - place) * sizeof *days);
        days[place] = one->day;
      }
    }
  return count;
}

Follow *find_composite(Series *series, const Window *window, Follow *into) {
  static int days[MOST_DAYS];
  int count = days_of_scores(days, window->horizon), earliest = window->start - BASELINE_DAYS_BEFORE, found = 0, day = 0;
  Set baseline, set;
  for (int i = count; !found && i-- > 0; )
    if (may_be_baseline(window, day = days[i])) found = find_set(baseline, day, earliest, 0);
  for (int i = 0; !found && i < count; i++)
    if (may_be_late_baseline(window, day = days[i])) found = find_set(baseline, day, earliest, 0);
  if (!found) return 0;
  int first = (day > window->start ? day : window->start) + 1;
  num most = attainable(baseline), moderate = MODERATE * measures[TIS].scale;
  *series = (Series){
    .measure = TIS, .variant = -1, .has_baseline = 1, .day = day, .arms = -1, .follows = into,
    .better = measures[TIS].better, .worse = measures[TIS].worse, .has_room = 2 * most >= 3 * measures[TIS].better,
    .unit = most > 0 && most < moderate ? most : moderate};
  for (int i = 0; i < count; i++) {
    if (days[i] < first || !may_be_follow_up(window, days[i]) || !find_set(set, days[i], first, baseline)) continue;
    num points = total(baseline, set);
    *into++ = (Follow){days[i], points, points, -1};
  }
  series->count = into - series->follows;
  return series->count ? into : 0;
}
