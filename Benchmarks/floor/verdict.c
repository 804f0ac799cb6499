/* Response index and verdict of a course (section 4). */
#include "floor.h"

enum { MOST_FOLLOWS = 1 << 19, MOST_DATES = 1 << 16 };
static Follow follows[MOST_FOLLOWS];

/* The single measures and the composite up to the horizon. */
void find_candidates(Candidates *all, int disease, int expects_composite) {
  const Disease *own = diseases + disease;
  Follow *next = follows;
  all->count = 0;
  for (int i = 0; i < own->count; i++) {
    int measure = own->counted[i], first = measures[measure].group, others = 0;
    for (int j = 0; j < own->count; j++)
      if (measures[own->counted[j]].group == first) others += record.count[own->counted[j]];
    /* Never recorded: one of its group stands for it, or the first of the group is named. */
    if (!record.count[measure] && (others || measure != first)) continue;
    if (measures[measure].variants != HANDS || !record.count[measure]) {
      next = find_series(all->singles + all->count++, measure, -1, &all->window, next);
      continue;
    }
    for (int hand = 0; hand < 2; hand++) {
      const Point *one = record.points + record.first[measure], *behind = one + record.count[measure];
      while (one < behind && one->variant != hand) one++;
      if (one < behind) next = find_series(all->singles + all->count++, measure, hand, &all->window, next);
    }
  }
  all->has_composite = own->has_composite && expects_composite && find_composite(&all->composite, &all->window, next);
}

static int any_follow_up(const Series *series, int count, int from, int until) {
  for (int i = 0; i < count; i++)
    if (has_follow_up(series + i, from, until)) return 1;
  return 0;
}

static int lags(const Candidates *all, int due, int until) {
  return !has_follow_up(&all->composite, due, until) && any_follow_up(all->singles, all->count, due, until);
}

/* The composite where it has follow-ups; the single measures where it lags behind them. */
const Series *judged_by(const Candidates *all, int until, int as_of, int *count) {
  const Window *window = &all->window;
  if (all->has_composite && has_follow_up(&all->composite, window->start, until)
      && !lags(all, window->averaged, until)
      && !(as_of >= window->deadline && lags(all, window->decisive, until))) {
    *count = 1;
    return &all->composite;
  }
  *count = all->count;
  return all->singles;
}

typedef struct { int group, count, declines; Ratio sum; } Group;

static void add(Group *group, const View *view) {
  group->sum = group->count++ ? ratio_sum(group->sum, view->change) : view->change;
  group->declines |= view->is_declining;
}

/* The mean over the groups of the mean change of their measures; whether there is one. */
static int index_of(const Series *series, const View *views, int count, Ratio *index, int *most_decline) {
  Group groups[MOST_SERIES];
  int held = 0, declining = 0;
  for (int i = 0; i < count; i++) {
    int group = measures[series[i].measure].group, place = 0;
    if (!views[i].has_change || views[i].verdict == FLOOR) continue;
    while (place < held && groups[place].group != group) place++;
    if (place == held) groups[held++] = (Group){.group = group};
    add(groups + place, views + i);
  }
  *most_decline = 0;
  if (!held) return 0;
  for (int i = 0; i < held; i++) {
    Ratio change = groups[i].count == 1 ? groups[i].sum : ratio_part(groups[i].sum, groups[i].count);
    *index = i ? ratio_sum(*index, change) : change;
    declining += groups[i].declines;
  }
  if (held > 1) *index = ratio_part(*index, held);
  *most_decline = 2 * declining > held;
  return 1;
}

/* Every measure at one date, over its window, or while none has a follow-up there an early view. */
static void view_all(const Series *series, int count, View *views, const Window *window, int until) {
  int from = any_follow_up(series, count, window->averaged, until) ? window->averaged : -NEVER;
  for (int i = 0; i < count; i++) views[i] = view_of(series + i, until, from);
}

/* All counted measures with the follow-ups up to a day. */
static void evaluate(Evaluation *now, const Candidates *all, int until, int as_of) {
  now->series = judged_by(all, until, as_of, &now->count);
  view_all(now->series, now->count, now->views, &all->window, until);
  now->has_index = index_of(now->series, now->views, now->count, &now->index, &now->most_groups_decline);
  now->has_single_index = 0;
  if (now->series == &all->composite) {
    View views[MOST_SERIES];
    int unused;
    view_all(all->singles, all->count, views, &all->window, until);
    now->has_single_index = index_of(all->singles, views, all->count, &now->single_index, &unused);
  }
  now->assessments = 0;
  for (int i = 0; i < now->count; i++)
    if (now->views[i].has_change && now->views[i].verdict != FLOOR && now->views[i].judged > now->assessments)
      now->assessments = now->views[i].judged;
}

/* The dates of the follow-ups that stand today, from the window on, ascending. */
static int dates_of(const Candidates *all, int *dates) {
  int count = 0;
  for (int i = 0; i < all->count + all->has_composite; i++) {
    const Series *series = i < all->count ? all->singles + i : &all->composite;
    int kept = NEVER;
    for (const Follow *one = series->follows + series->count; one-- > series->follows; ) {
      if (one->day < all->window.averaged) break;
      if (kept - one->day < 7) continue;
      kept = one->day;
      int place = count;
      while (place > 0 && dates[place - 1] > kept) place--;
      if (place > 0 && dates[place - 1] == kept) continue;
      if (count == MOST_DATES) stop_with("too many follow-ups of", record.id);
      for (int move = count++; move > place; move--) dates[move] = dates[move - 1];
      dates[place] = kept;
    }
  }
  return count;
}

/* The index is a mean of changes: it reaches 1 only if a follow-up reaches its own unit. */
static int may_have_responded(const Candidates *all) {
  for (int i = 0; i < all->count + all->has_composite; i++) {
    const Series *series = i < all->count ? all->singles + i : &all->composite;
    for (int j = 0; j < series->count; j++)
      if (series->follows[j].gain >= series->unit) return 1;
  }
  return 0;
}

/* The index was at least 1 at two follow-up dates in a row, each judged with the follow-ups up to it. */
static int had_response_twice(const Candidates *all) {
  static int dates[MOST_DATES];
  if (!may_have_responded(all)) return 0;
  Evaluation then;
  int count = dates_of(all, dates), in_a_row = 0;
  for (int i = 0; i < count && in_a_row < 2; i++) {
    evaluate(&then, all, dates[i], dates[i]);
    if (!then.has_index || !any_follow_up(then.series, then.count, dates[i], dates[i])) continue;
    in_a_row = at_least(then.index, 1, 1) ? in_a_row + 1 : 0;
  }
  return in_a_row == 2;
}

/* What the rows look at; `history` is asked only where it decides, and once. */
typedef struct {
  const Candidates *all;
  const Evaluation *now;
  const Stop *stop;
  int expected, expects_stability, as_of, *history;
} Case;

static int any_verdict(const Case *here, int verdict) {
  for (int i = 0; i < here->now->count; i++)
    if (here->now->views[i].verdict == verdict) return 1;
  return 0;
}

/* A measure with a baseline, or one that can answer, has a follow-up from that day on. */
static int is_seen(const Case *here, int above, int from) {
  for (int i = 0; i < here->now->count; i++) {
    const View *view = here->now->views + i;
    if (view->verdict > above && view->last && view->last->day >= from) return 1;
  }
  return 0;
}
static int has_follow(const Case *here, int from) { return is_seen(here, NO_BASELINE, from); }
static int can_answer(const Case *here, int from) { return is_seen(here, FLOOR, from); }

static int index_at_least(const Case *here, num over, num under) {
  return here->now->has_index && at_least(here->now->index, over, under);
}
static int index_at_most(const Case *here, num over, num under) {
  return here->now->has_index && at_most(here->now->index, over, under);
}

enum { UNDECIDED = -1 };

/* R4.3 to R4.5. */
static int stability_verdict(const Case *here) {
  if (!here->expects_stability) return UNDECIDED;
  if (index_at_most(here, -1, 1) || any_verdict(here, WORSENED)) return WORSENED_COURSE;
  if (index_at_most(here, -1, 2)) return WORSENING_POSSIBLE;
  return has_follow(here, here->all->window.telling) ? STABLE : UNDECIDED;
}

static int response_was_lost(const Case *here) {
  if (*here->history == UNDECIDED) *here->history = had_response_twice(here->all);
  return *here->history;
}

/* R4.6 to R4.10: what the index shows, at whatever time. */
static int change_verdict(const Case *here) {
  const Evaluation *now = here->now;
  if (!index_at_least(here, 1, 2) && now->has_single_index && at_most(now->single_index, -1, 1)) return WORSENED_COURSE;
  if (!now->has_index) return UNDECIDED;
  if (index_at_most(here, -1, 1)) return WORSENED_COURSE;
  for (int i = 0; i < now->count; i++)
    if (now->views[i].reaches_threshold && any_verdict(here, WORSENED)) return MIXED;
  if (index_at_least(here, 1, 1) && (here->stop->is_adequate || has_follow(here, here->all->window.telling)))
    return now->most_groups_decline ? RESPONSE_DECLINING : RESPONDING;
  return !index_at_least(here, 1, 2) && response_was_lost(here) ? RESPONSE_LOST : UNDECIDED;
}

/* R4.11 to R4.13: the course was stopped. */
static int stop_verdict(const Case *here) {
  const Stop *stop = here->stop;
  if (stop->day == NEVER) return UNDECIDED;
  if (stop->is_failure) {
    int averaged = here->all->window.averaged, was_assessed = can_answer(here, averaged);
    if (stop->day >= averaged && was_assessed && here->now->has_index && !index_at_least(here, 1, 2))
      return MISSING_RESPONSE;
    if (!stop->is_adequate || !was_assessed) return STOPPED_WITHOUT_EFFECT;
  }
  return stop->is_adequate ? UNDECIDED : TRIAL_INCOMPLETE;
}

/* R4.14 to R4.21: no response yet; is it due, and could it have been seen? */
static int time_verdict(const Case *here) {
  const Window *window = &here->all->window;
  int none = 0, cannot = 0, count = here->now->count;
  for (int i = 0; i < count; i++) {
    int verdict = here->now->views[i].verdict;
    none += verdict == NO_BASELINE, cannot += verdict == FLOOR || verdict == INCOMPARABLE;
  }
  if (none == count && here->as_of > window->last_baseline) return NO_BASELINE_COURSE;
  if (here->as_of < window->averaged) return TOO_EARLY;
  if (none < count && none + cannot == count) return NOT_EVALUABLE;
  int is_past = here->as_of >= window->deadline;
  if (!here->now->has_index || !can_answer(here, is_past ? window->decisive : window->telling))
    return is_past ? ASSESSMENT_OVERDUE : ASSESSMENT_DUE;
  if (index_at_least(here, 1, 2)) return PARTIAL_RESPONSE;
  return is_past ? MISSING_RESPONSE : RESPONSE_DUE;
}

static int verdict_of(const Case *here) {
  if (here->expected == NO_RESPONSE) return NO_RESPONSE_EXPECTED;  /* R4.2 */
  int verdict = stability_verdict(here);
  if (verdict == UNDECIDED) verdict = change_verdict(here);
  if (verdict == UNDECIDED) verdict = stop_verdict(here);
  return verdict == UNDECIDED ? time_verdict(here) : verdict;
}

/* The first day after today, of those on which time alone can change a verdict, on which it does; 0: none. */
static int changes_on(const Case *now, int verdict) {
  const Window *window = &now->all->window;
  int days[3] = {window->last_baseline + 1, window->averaged, window->deadline};
  for (int i = 1; i < 3; i++)
    for (int j = i; j > 0 && days[j - 1] > days[j]; j--) {
      int day = days[j];
      days[j] = days[j - 1], days[j - 1] = day;
    }
  for (int i = 0; i < 3; i++) {
    if (days[i] <= today) continue;
    Case then = *now;
    Evaluation other;
    then.as_of = days[i];
    if (now->all->has_composite) {
      evaluate(&other, now->all, window->horizon, days[i]);
      then.now = &other;
    }
    if (verdict_of(&then) != verdict) return days[i];
  }
  return 0;
}

void judge(Judgement *judgement, const Treatment *treatment, const Rules *rules) {
  static Candidates all;
  Stop stop = stop_of(treatment, rules);
  int history = UNDECIDED;
  find_horizon(&all, treatment, rules, &stop);
  evaluate(&judgement->evaluation, &all, all.window.horizon, today);
  int expects_stability = rules->expected == STABILITY || treatment->whole.intent == MAINTENANCE;
  Case here = {&all, &judgement->evaluation, &stop, rules->expected, expects_stability, today, &history};
  judgement->verdict = verdict_of(&here);
  judgement->changes_on = changes_on(&here, judgement->verdict);
}
