// SQLite as the system has it. What is here takes any number of arguments in C, which Swift cannot call.
#include <sqlite3.h>

// Memory is not counted: the count stands behind one lock for the whole process, and each allocation
// of each connection waits for it. Only before the first connection; SQLITE_MISUSE after it.
static inline int sqlite3_config_uncounted_memory(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

// The connection does not bring the write-ahead log into the file when it closes, even as the last one.
static inline int sqlite3_keep_log_when_closed(sqlite3 *connection) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}
