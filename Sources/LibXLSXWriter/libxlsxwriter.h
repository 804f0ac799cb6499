// libxlsxwriter as the system has it: the only writer of workbooks here.
#include <xlsxwriter.h>
