/* Exact fractions. Products are formed in 128 bits; what does not fit in 62 is put in lowest terms. */
#include "floor.h"

static Ratio fitting(wide over, wide under) {
  const wide most = (wide)1 << 62;
  if (over >= most || over <= -most || under >= most) {
    wide x = over < 0 ? -over : over, y = under;
    while (y) { wide rest = x % y; x = y; y = rest; }
    over /= x, under /= x;
    if (over >= most || over <= -most || under >= most) stop_with("a fraction is too large", "");
  }
  return (Ratio){(num)over, (num)under};
}

Ratio ratio_sum(Ratio a, Ratio b) {
  if (a.under == b.under) return fitting((wide)a.over + b.over, a.under);
  return fitting((wide)a.over * b.under + (wide)b.over * a.under, (wide)a.under * b.under);
}

Ratio ratio_part(Ratio a, int parts) { return fitting(a.over, (wide)a.under * parts); }

int at_least(Ratio a, num over, num under) { return (wide)a.over * under >= (wide)over * a.under; }
int at_most(Ratio a, num over, num under) { return (wide)a.over * under <= (wide)over * a.under; }
