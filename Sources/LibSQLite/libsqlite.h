// SQLite as the system has it. What is here takes any number of arguments in C, which Swift cannot call.
#include <sqlite3.h>

// Memory is not counted: the count stands behind one lock for the whole process, and each allocation
// of each connection waits for it. Only before the first connection; SQLITE_MISUSE after it.
static inline int sqlite3_config_uncounted_memory(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
