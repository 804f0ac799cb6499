/* floor_rules CLINIC YYYY-MM-DD: what `recheck judge --format csv --as-of DAY` writes, in C (see floor.h).
 *
 * Stops with a message and exit status 3 at anything it does not know: another disease, therapy, variant or
 * definition. Build: gcc -O2 -o floor_rules Benchmarks/floor/?*.c -lsqlite3 */
#include "floor.h"
#include <stdio.h>
#include <stdlib.h>

void stop_with(const char *what, const char *which) {
  fprintf(stderr, "floor_rules: %s%s%s\n", what, *which ? ": " : "", which);
  exit(3);
}

enum { MOST_TREATMENTS = 1024 };

int main(int argc, char **argv) {
  static Treatment treatments[MOST_TREATMENTS];
  static Judgement judgement;
  if (argc != 3) stop_with("give CLINIC YYYY-MM-DD", "");
  prepare_rules();
  open_clinic(argv[1], argv[2]);
  write_header();
  while (next_record()) {
    int count = treatments_of_record(treatments, MOST_TREATMENTS);
    for (const Treatment *one = treatments; one < treatments + count; one++) {
      const Course *whole = &one->whole;
      const Rules *rules = whole->diagnosis && !whole->therapy->is_symptomatic
                           ? rules_for(whole->therapy, whole->diagnosis->disease, whole->intent) : 0;
      if (!rules || whole->intent == SYMPTOMATIC) { write_not_judged(whole); continue; }
      judge(&judgement, one, rules);
      write_judgement(whole, &judgement);
    }
  }
  write_rest();
  return 0;
}
