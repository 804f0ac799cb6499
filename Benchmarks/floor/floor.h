/* The floor of judging: `recheck judge --format csv` in C, for chronic inflammatory demyelinating
 * polyneuropathy, generalised myasthenia and dermatomyositis, by all rules of Docs/response.md.
 *
 * One pass over sorted cursors, nothing allocated after the start, no floating point. R3.1 and the like
 * are rows of Docs/response.md. Each file follows one part of it:
 *   definitions.c  the figures of the definition files    series.c     baseline, follow-ups, change (2, 3)
 *   record.c       the clinic file                        composite.c  Total Improvement Score (4)
 *   ratio.c        exact fractions                        timing.c     series, stop, horizon (2, 4)
 *   rows.c         the rows as CSV                        verdict.c    index and verdict (4)
 */
#ifndef FLOOR_H
#define FLOOR_H

typedef long long num;
typedef __int128 wide;

enum { NEVER = 1 << 30 };                      /* a day that does not come: not stopped, not known */

void stop_with(const char *what, const char *which) __attribute__((noreturn));

/* ratio.c: exact fractions; `under` is positive, lowest terms only where they would grow too large. */
typedef struct { num over, under; } Ratio;
Ratio ratio_sum(Ratio a, Ratio b);
Ratio ratio_part(Ratio a, int parts);
int at_least(Ratio a, num over, num under);
int at_most(Ratio a, num over, num under);

/* definitions.c */
enum { CIDP, MG, DM, DISEASES };
enum { INDUCTION, MAINTENANCE, BRIDGE, SYMPTOMATIC, INTENTS, ANY };
enum { IMPROVEMENT, STABILITY, NO_RESPONSE };
/* Those that a disease here counts stand in the order of their ids, as their rows do. */
enum {
  GRIP, HAQ, IRODS, INCAT, MGADL, MGC, MMT150, MMT80, MRC60, ODSS, ONLS, QMG,
  CK, ALDOLASE, LDH, AST, ALT, MMT26, PHYSICIAN, PATIENT, EXTRAMUSCULAR, MEASURES, TIS = MEASURES
};
/* What of a score is compared. */
enum { TOTAL, CENTILE, ADJUSTED_INCAT, UPPER_LIMITS };
/* What the variant of a score says, and whether it must match. */
enum { NO_VARIANT, HANDS, MODE, ANY_UNIT };

typedef struct {
  const char *id, *hash;
  int compared, variants, is_higher_better;
  int is_measured;                             /* one measured value: it has no best score to regain */
  int group;                                   /* the measure that stands for its group */
  int scale;                                   /* values are whole numbers of 1 / scale */
  num low, high;                               /* the range, in units of the measure */
  num better, worse;                           /* the published thresholds, in 1 / scale */
} Measure;
extern const Measure measures[MEASURES + 1];

typedef struct { const char *id; int counted[6], count, has_composite; } Disease;
extern const Disease diseases[DISEASES];

typedef struct { const char *id; int effect_days, is_immunotherapy, is_symptomatic; } Therapy;
extern const Therapy therapies[];
const Therapy *therapy_named(const char *id);

/* Days from the first dose. */
typedef struct {
  int expected, first_effect, half_first_effect, assess_by, deadline, answerable, trial, early_worsening;
} Rules;
void prepare_rules(void);
const Rules *rules_for(const Therapy *therapy, int disease, int intent);
const Rules *any_rules_for(const Therapy *therapy, int disease);

/* record.c: all that is known of one patient on the day of judging. */
typedef struct {
  int day, variant, has_value;
  num value, arms;                             /* arms: -1 where only the total is known */
  num upper;                                   /* enzymes: the value is value / upper */
} Point;
typedef struct { int disease, from, to; } Diagnosis;
enum { NO_REASON, PLANNED, NO_EFFECT, WORSE, OTHER_REASON };
typedef struct {
  const Therapy *therapy;
  const Diagnosis *diagnosis;                  /* the one it belongs to; 0: none */
  int start, stop, intent, reason, interval;   /* interval: 0 where it is not given */
  num dose, dose_scale;                        /* dose_scale: 0 where no dose is given */
  char unit[64];
} Course;
typedef struct {
  const char *id;
  int id_size;
  Diagnosis diagnoses[64];
  Course courses[1024];
  Point points[1 << 16];
  int diagnosis_count, course_count, first[MEASURES], count[MEASURES];
} Record;
extern Record record;
extern int today;
void open_clinic(const char *path, const char *as_of);
int next_record(void);

/* timing.c: courses that are judged as one, and when. */
typedef struct {
  Course whole;                                /* first dose of the first, last stop */
  int last, end;                               /* the course begun last; the latest stop */
} Treatment;
typedef struct {
  int start, first_effect, averaged, deadline, decisive, telling;
  int early_until, last_baseline, other_effect, horizon;
} Window;
typedef struct { int day, is_adequate, is_failure; } Stop;
int treatments_of_record(Treatment *into, int most);
Stop stop_of(const Treatment *treatment, const Rules *rules);

/* series.c and composite.c */
typedef struct { int day; num gain, value, arms; } Follow;
typedef struct {
  int measure, variant, has_baseline, has_only_incomparable, day, has_room, count;
  num value, arms, better, worse, unit;
  const Follow *follows;
} Series;
enum { NO_BASELINE, INCOMPARABLE, FLOOR, NO_FOLLOW_UP, IMPROVED, WORSENED, PARTIAL, UNCHANGED };
typedef struct {
  int verdict, judged;                         /* judged: how many follow-ups are averaged */
  num sum;                                     /* of their improvements */
  const Follow *last;
  int has_change, is_declining, reaches_threshold;
  Ratio change;
} View;
int may_be_baseline(const Window *window, int day);
int may_be_late_baseline(const Window *window, int day);
int may_be_follow_up(const Window *window, int day);
/* Both return the place behind the last follow-up. */
Follow *find_series(Series *series, int measure, int variant, const Window *window, Follow *into);
Follow *find_composite(Series *series, const Window *window, Follow *into);
int has_follow_up(const Series *series, int from, int until);
View view_of(const Series *series, int until, int from);

enum { MOST_SERIES = 8 };
typedef struct {
  Window window;
  Series singles[MOST_SERIES], composite;
  int count, has_composite;
} Candidates;
const Series *judged_by(const Candidates *all, int until, int as_of, int *count);
void find_candidates(Candidates *all, int disease, int expects_composite);
void find_horizon(Candidates *all, const Treatment *treatment, const Rules *rules, const Stop *stop);

/* verdict.c */
typedef struct {
  const Series *series;
  View views[MOST_SERIES];
  int count, has_index, has_single_index, most_groups_decline, assessments;
  Ratio index, single_index;
} Evaluation;
enum {
  NOT_JUDGED, NO_RESPONSE_EXPECTED, WORSENED_COURSE, WORSENING_POSSIBLE, STABLE, MIXED, RESPONSE_DECLINING,
  RESPONDING, RESPONSE_LOST, MISSING_RESPONSE, STOPPED_WITHOUT_EFFECT, TRIAL_INCOMPLETE, NO_BASELINE_COURSE,
  TOO_EARLY, NOT_EVALUABLE, ASSESSMENT_DUE, ASSESSMENT_OVERDUE, PARTIAL_RESPONSE, RESPONSE_DUE
};
typedef struct { int verdict, changes_on; Evaluation evaluation; } Judgement;
void judge(Judgement *judgement, const Treatment *treatment, const Rules *rules);

/* rows.c */
void write_header(void);
void write_not_judged(const Course *course);
void write_judgement(const Course *course, const Judgement *judgement);
void write_rest(void);

#endif
