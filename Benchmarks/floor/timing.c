/* Which courses are judged as one, whether a stopped one was an adequate trial, and the horizon (sections 2, 4). */
#include "floor.h"
#include <string.h>

enum { SERIES_GAP_DAYS = 28, DAYS_BEFORE_DEADLINE = 7, BASELINE_DAYS_AFTER = 7 };

/* More per day: both doses in one unit, over their intervals where both have one. */
static int is_higher_dose(const Course *next, const Course *last) {
  if (!next->dose_scale || !last->dose_scale || strcmp(next->unit, last->unit)) return 0;
  wide now = (wide)next->dose * last->dose_scale, before = (wide)last->dose * next->dose_scale;
  if (next->interval && last->interval) now *= last->interval, before *= next->interval;
  return now > before;
}

static int continues(const Treatment *open, const Course *next) {
  const Course *last = record.courses + open->last;
  if (last->intent != next->intent || is_higher_dose(next, last)) return 0;
  return open->end == NEVER || next->start - open->end < next->therapy->effect_days + SERIES_GAP_DAYS;
}

int treatments_of_record(Treatment *all, int most) {
  int count = 0;
  for (int i = 0; i < record.course_count; i++) {
    const Course *course = record.courses + i;
    int open = count - 1;
    while (open >= 0 && (all[open].whole.therapy != course->therapy
                         || all[open].whole.diagnosis != course->diagnosis)) open--;
    if (open >= 0 && continues(all + open, course)) {
      Treatment *treatment = all + open;
      treatment->last = i;
      /* It runs while any of its courses does; else its stop is the latest, of several the one begun last. */
      if (treatment->end == NEVER || course->stop < treatment->end) continue;
      treatment->whole.stop = treatment->end = course->stop;
      treatment->whole.reason = course->reason;
    } else {
      if (count == most) stop_with("too many courses of", record.id);
      all[count++] = (Treatment){*course, i, course->stop};
    }
  }
  return count;
}

/* The last dose of the uninterrupted time on the drug, whatever the intent, dose or diagnosis; NEVER: it goes on. */
static int last_dose(const Course *whole) {
  int end = whole->stop, gap = whole->therapy->effect_days + SERIES_GAP_DAYS;
  for (int i = 0; i < record.course_count && end != NEVER; i++) {
    const Course *one = record.courses + i;
    if (one->therapy != whole->therapy || one->start - end >= gap || one->stop <= end) continue;
    end = one->stop, i = -1;
  }
  return end;
}

Stop stop_of(const Treatment *treatment, const Rules *rules) {
  const Course *whole = &treatment->whole;
  if (whole->stop == NEVER) return (Stop){NEVER, 1, 0};
  return (Stop){whole->stop, last_dose(whole) >= whole->start + rules->trial,
                whole->reason == NO_EFFECT || whole->reason == WORSE};
}

/* The day on which a course of another immunotherapy has its first effect; NEVER: it is none. */
static int other_effect(const Course *one, const Therapy *therapy) {
  if (one->therapy == therapy || one->intent == SYMPTOMATIC || !one->therapy->is_immunotherapy) return NEVER;
  if (!one->diagnosis) return one->start;
  const Rules *rules = rules_for(one->therapy, one->diagnosis->disease, one->intent);
  if (!rules) rules = any_rules_for(one->therapy, one->diagnosis->disease);
  return one->start + (rules ? rules->first_effect : 0);
}

static int smaller(int a, int b) { return a < b ? a : b; }
static int larger(int a, int b) { return a > b ? a : b; }

static Window window_of(const Course *whole, const Rules *rules) {
  int start = whole->start, late = larger(BASELINE_DAYS_AFTER, rules->half_first_effect);
  Window window = {.start = start, .first_effect = start + rules->first_effect, .deadline = start + rules->deadline};
  window.decisive = window.deadline - DAYS_BEFORE_DEADLINE;
  window.averaged = smaller(start + rules->assess_by, window.decisive);
  window.telling = smaller(window.first_effect, window.decisive);
  window.early_until = start + rules->early_worsening;
  window.last_baseline = start + larger(0, smaller(late, rules->first_effect - 1));
  window.other_effect = NEVER;
  for (int i = 0; i < record.course_count; i++) {
    int effect = other_effect(record.courses + i, whole->therapy);
    if (effect > start && effect < window.other_effect) window.other_effect = effect;
  }
  return window;
}

/* The first follow-up with room, of what is judged, that can show a missing response; NEVER: none yet. */
static int first_decisive(const Candidates *all, int until) {
  int count, first = NEVER;
  const Series *judged = judged_by(all, until, today, &count);
  for (const Series *series = judged; series < judged + count; series++) {
    if (!series->has_room) continue;
    for (const Follow *one = series->follows; one < series->follows + series->count; one++)
      if (one->day >= all->window.decisive) {
        if (one->day <= until) first = smaller(first, one->day);
        break;
      }
  }
  return first;
}

void find_horizon(Candidates *all, const Treatment *treatment, const Rules *rules, const Stop *stop) {
  const Course *whole = &treatment->whole;
  int disease = whole->diagnosis->disease, effect_end = stop->day + whole->therapy->effect_days;
  int expects_stability = rules->expected == STABILITY || whole->intent == MAINTENANCE;
  all->window = window_of(whole, rules);
  if (stop->day == NEVER || !stop->is_adequate || expects_stability) {
    all->window.horizon = stop->day == NEVER ? today : smaller(today, effect_end);
    find_candidates(all, disease, !expects_stability);
    return;
  }
  /* What is given once must get its time to work and a visit to be seen. */
  int limit = smaller(today, larger(effect_end, whole->start + rules->answerable));
  all->window.horizon = limit;
  find_candidates(all, disease, 1);
  int decisive = first_decisive(all, limit), next = NEVER;
  if (decisive == NEVER) return;
  for (int i = 0; i < record.course_count; i++)
    if (record.courses[i].start >= stop->day)
      next = smaller(next, other_effect(record.courses + i, whole->therapy));
  /* What the next drug does is not credited to the last. */
  int horizon = larger(effect_end, decisive);
  if (next != NEVER) horizon = larger(decisive, smaller(horizon, next - 1));
  if (horizon >= limit) return;
  all->window.horizon = horizon;
  find_candidates(all, disease, 1);
}
