// ReadStat as the system has it: the only writer of SPSS files here.
#include <readstat.h>
