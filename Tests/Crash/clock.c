// The time of day, set forward or back while a program runs: the seconds in the file RECHECK_CLOCK are added.
// Preloaded by soak.py. faketime is not used: it moves the environment, from which Swift finds its arguments.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static int (*ask)(clockid_t, struct timespec *);

__attribute__((constructor)) static void find(void) { ask = dlsym(RTLD_NEXT, "clock_gettime"); }

static long seconds(void) {
  static const char *path;
  if (!path && !(path = getenv("RECHECK_CLOCK"))) return 0;
  FILE *file = fopen(path, "r");
  long found = 0;
  if (file) {
    if (fscanf(file, "%ld", &found) != 1) found = 0;
    fclose(file);
  }
  return found;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int status = ask(clock, now);
  if (status == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += seconds();
  return status;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  (void)zone;
  struct timespec exact;
  if (clock_gettime(CLOCK_REALTIME, &exact) != 0) return -1;
  now->tv_sec = exact.tv_sec;
  now->tv_usec = exact.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *kept) {
  struct timespec exact;
  clock_gettime(CLOCK_REALTIME, &exact);
  if (kept) *kept = exact.tv_sec;
  return exact.tv_sec;
}
