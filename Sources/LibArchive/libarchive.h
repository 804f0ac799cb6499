// libarchive as the system has it: the only reader of zip here.
#include <archive.h>
#include <archive_entry.h>
