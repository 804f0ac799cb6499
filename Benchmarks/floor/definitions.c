/* The figures of the definition files: Measures/measures, Measures/diseases, Measures/therapies.
 *
 * A measure whose definition is another one by its hash is refused. Diseases and therapies have no hash
 * in a clinic file: Benchmarks/run compares the bytes, and a figure that has moved shows there. */
#include "floor.h"
#include <string.h>

/* Scales: the smallest step of the value, and a quarter of it for a quarter of the room. HAQ-DI: eighths,
 * sevenths where a category is missing, thousandths where only the total is known. */
const Measure measures[MEASURES + 1] = {
  [GRIP] = {"grip-vigorimeter", "81428a27782c193f580c9bf8a938732df90ed015e1880c901e6df70a55b4ff7b",
    TOTAL, HANDS, 1, 1, GRIP, 10, 0, 160, 80, 80},
  [HAQ] = {"haq-di", "dc45e4e2bd74df1b8f93549f9ad22eba92b6ffcfc4622d47da3c0cafec02118f",
    TOTAL, NO_VARIANT, 0, 0, HAQ, 28000, 0, 3, 18200, 18200},
  [IRODS] = {"i-rods", "a4f80d15c01806790c7519bd5189b5c59d6891b4692cb76d8c2f29c05ade6143",
    CENTILE, NO_VARIANT, 1, 0, IRODS, 40, 0, 100, 160, 160},
  [INCAT] = {"incat", "43d9ebcd6880e228f996753f12cfc0b943bf3acd9e1b435556d5fef5129334d5",
    ADJUSTED_INCAT, NO_VARIANT, 0, 0, INCAT, 4, 0, 10, 4, 4},
  [MGADL] = {"mg-adl", "5a7be2e313e6bb09186baac762205ed75d42b4f19f3f44ab2368291a5dffeac5",
    TOTAL, NO_VARIANT, 0, 0, MGADL, 4, 0, 24, 8, 8},
  [MGC] = {"mgc", "c76659425331676096c7c1d4049f65930d72eff14d1ae6401ed3673c21237f90",
    TOTAL, NO_VARIANT, 0, 0, MGC, 4, 0, 50, 12, 12},
  [MMT150] = {"mmt8-150", "ee38a31336ec229179e33d77dce5b8e5b2d65a76261fdde10959b6c266761754",
    TOTAL, NO_VARIANT, 1, 0, MMT150, 20, 0, 150, 74, 74},
  [MMT80] = {"mmt8-80", "58c8f7b9da6b81e10b574efbb2c00a5aeba3b9980ad264026c8477a689c4f97d",
    TOTAL, NO_VARIANT, 1, 0, MMT150, 4, 0, 80, 8, 8},
  [MRC60] = {"mrc-60", "3fcdae95607feface8aea1db49a8f9b54412e72206a26edf09063ebbe1c7f499",
    TOTAL, NO_VARIANT, 1, 0, MRC60, 4, 0, 60, 8, 8},
  [ODSS] = {"odss", "3a03cbc7ccc497c4827cfbca762ab2234a0f65b1d4eb1eb60db31609fe7ebc43",
    TOTAL, NO_VARIANT, 0, 0, INCAT, 4, 0, 12, 4, 4},
  [ONLS] = {"onls", "9ec3461b45a1e33216c18250a5ebf59741e3aaaa2c57f6bd949b64aecf4d699a",
    TOTAL, MODE, 0, 0, INCAT, 4, 0, 12, 4, 4},
  [QMG] = {"qmg", "c13d139587cfb026fc0fb8a0ab90ac5a90bb800d6602c632d55b1c8491dd446d",
    TOTAL, NO_VARIANT, 0, 0, QMG, 4, 0, 39, 12, 12},
  [CK] = {"ck", "e0ea7470b6141d9be34b94a5014329ca96290317a5094ed57597523c61dacad9", UPPER_LIMITS, ANY_UNIT},
  [ALDOLASE] = {"aldolase", "15c746ab1943c1e365d65c834efe5caed8a3e94f4382639e4d7fe831acfef2dd", UPPER_LIMITS, ANY_UNIT},
  [LDH] = {"ldh", "411fa5ecc5e2c377c4700958bd8d399eacfe072dc74de3bd2dd16888f8087f2b", UPPER_LIMITS, ANY_UNIT},
  [AST] = {"ast", "750241830dad23d0c5b590350d1daa76e70ceac795daf490364c7fcdbbe5a521", UPPER_LIMITS, ANY_UNIT},
  [ALT] = {"alt", "e815c16dc5cf02738fbdb8808c66b33ac10e03c2b2d2eb06badfaf47a9ed8d26", UPPER_LIMITS, ANY_UNIT},
  [MMT26] = {"mmt26", "97164a4abbdfd334e150f5b9818afca0f5ac552b91496a0bd3b683fb8174842f",
    TOTAL, NO_VARIANT, 1, 0, MMT26, 1, 0, 260},
  [PHYSICIAN] = {"physician-global", "d8d4252a386ebd8d921e8305bce8e4592d4c5f4ade9427f2db1cde58ecc4bd7e",
    TOTAL, NO_VARIANT, 0, 0, PHYSICIAN, 10, 0, 10},
  [PATIENT] = {"patient-global", "452324eebc6b04f27c918a68fd458f3f432b5171de1c134c5972a4c60af33e28",
    TOTAL, NO_VARIANT, 0, 0, PATIENT, 10, 0, 10},
  [EXTRAMUSCULAR] = {"extramuscular-global", "51a1de3509c66cde25756ab6f84d452cb1fc1920cd7b201c5c36dc102d55672c",
    TOTAL, NO_VARIANT, 0, 0, EXTRAMUSCULAR, 10, 0, 10},
  [TIS] = {"tis-2016", 0, TOTAL, NO_VARIANT, 1, 0, TIS, 2, 0, 100, 40, 40},
};

const Disease diseases[DISEASES] = {
  [CIDP] = {"cidp", {GRIP, IRODS, INCAT, MRC60, ODSS, ONLS}, 6, 0},
  [MG] = {"mg", {MGADL, MGC, QMG}, 3, 0},
  [DM] = {"dm", {HAQ, MMT150, MMT80}, 3, 1},
};

enum { THERAPIES = 54, USUAL = -1 };
/* Effect-duration in days, immunotherapy, only symptomatic; in the order of their ids. */
const Therapy therapies[THERAPIES] = {
  {"abatacept", 56, 1, 0},
  {"ahsct", 1825, 1, 0},
  {"alemtuzumab", 365, 1, 0},
  {"amifampridine", 1, 0, 1},
  {"anakinra", 14, 1, 0},
  {"azathioprine", 56, 1, 0},
  {"batoclimab", 28, 1, 0},
  {"belimumab", 56, 1, 0},
  {"bortezomib", 182, 1, 0},
  {"brepocitinib", 28, 1, 0},
  {"car-t", 365, 1, 0},
  {"chlorambucil", 182, 1, 0},
  {"ciclosporin", 28, 1, 0},
  {"corticotropin", 28, 1, 0},
  {"cyclophosphamide", 56, 1, 0},
  {"daratumumab", 182, 1, 0},
  {"dexamethasone-pulse", 42, 1, 0},
  {"eculizumab", 28, 1, 0},
  {"efgartigimod", 35, 1, 0},
  {"empasiprubart", 56, 1, 0},
  {"fludarabine", 182, 1, 0},
  {"gefurulimab", 28, 1, 0},
  {"hydroxychloroquine", 56, 1, 0},
  {"immunoadsorption", 35, 1, 0},
  {"inebilizumab", 180, 1, 0},
  {"infliximab", 56, 1, 0},
  {"ivig", 42, 1, 0},
  {"jak-inhibitor", 28, 1, 0},
  {"leflunomide", 56, 1, 0},
  {"methotrexate", 56, 1, 0},
  {"methylprednisolone-iv", 42, 1, 0},
  {"mycophenolate", 56, 1, 0},
  {"nipocalimab", 28, 1, 0},
  {"obinutuzumab", 180, 1, 0},
  {"ocrelizumab", 180, 1, 0},
  {"ofatumumab", 180, 1, 0},
  {"other-immunotherapy", 28, 1, 0},
  {"plex", 35, 1, 0},
  {"pozelimab-cemdisiran", 56, 1, 0},
  {"prednisone", 28, 1, 0},
  {"pyridostigmine", 1, 0, 1},
  {"ravulizumab", 56, 1, 0},
  {"riliprubart", 28, 1, 0},
  {"rituximab", 180, 1, 0},
  {"rozanolixizumab", 28, 1, 0},
  {"satralizumab", 28, 1, 0},
  {"scig", 28, 1, 0},
  {"sirolimus", 28, 1, 0},
  {"tacrolimus", 28, 1, 0},
  {"tanruprubart", 28, 1, 0},
  {"telitacicept", 56, 1, 0},
  {"thymectomy", 3650, 0, 0},
  {"tocilizumab", 28, 1, 0},
  {"zilucoplan", 28, 1, 0},
};

/* An expectation as it is written: first effect in tenths of a week, the others in weeks; USUAL: a trial is
 * the deadline less the effect-duration. */
typedef struct {
  const char *therapy;
  int disease, intent, first_effect, assess_by, deadline, trial, early_worsening, expected;
} Expectation;
static const Expectation expectations[] = {
  {"abatacept", DM, ANY, 120, 24, 52, 24, 0, IMPROVEMENT},
  {"ahsct", CIDP, ANY, 80, 26, 52, 0, 0, IMPROVEMENT},
  {"azathioprine", CIDP, ANY, 390, 39, 52, USUAL, 0, IMPROVEMENT},
  {"azathioprine", MG, ANY, 170, 52, 78, USUAL, 0, IMPROVEMENT},
  {"azathioprine", DM, ANY, 260, 26, 52, USUAL, 0, IMPROVEMENT},
  {"batoclimab", CIDP, ANY, 40, 10, 14, USUAL, 0, IMPROVEMENT},
  {"batoclimab", MG, ANY, 10, 6, 12, USUAL, 0, IMPROVEMENT},
  {"belimumab", MG, ANY, 80, 16, 24, USUAL, 0, NO_RESPONSE},
  {"belimumab", DM, ANY, 120, 24, 40, USUAL, 0, IMPROVEMENT},
  {"brepocitinib", DM, ANY, 40, 12, 24, USUAL, 0, IMPROVEMENT},
  {"car-t", CIDP, ANY, 80, 26, 52, 0, 0, IMPROVEMENT},
  {"car-t", MG, ANY, 40, 12, 26, 0, 0, IMPROVEMENT},
  {"car-t", DM, ANY, 40, 12, 26, 0, 0, IMPROVEMENT},
  {"ciclosporin", CIDP, ANY, 120, 26, 52, USUAL, 0, IMPROVEMENT},
  {"ciclosporin", MG, ANY, 80, 26, 52, USUAL, 0, IMPROVEMENT},
  {"ciclosporin", DM, ANY, 40, 13, 26, USUAL, 0, IMPROVEMENT},
  {"corticotropin", DM, ANY, 40, 12, 24, USUAL, 0, IMPROVEMENT},
  {"cyclophosphamide", CIDP, ANY, 120, 26, 52, 12, 0, IMPROVEMENT},
  {"cyclophosphamide", MG, ANY, 130, 26, 52, 12, 0, IMPROVEMENT},
  {"cyclophosphamide", DM, ANY, 120, 24, 26, 12, 0, IMPROVEMENT},
  {"dexamethasone-pulse", CIDP, ANY, 20, 12, 26, 12, 0, IMPROVEMENT},
  {"eculizumab", MG, ANY, 10, 12, 26, USUAL, 0, IMPROVEMENT},
  {"efgartigimod", CIDP, ANY, 40, 10, 14, USUAL, 0, IMPROVEMENT},
  {"efgartigimod", MG, ANY, 10, 4, 8, 3, 0, IMPROVEMENT},
  {"efgartigimod", DM, ANY, 40, 12, 24, USUAL, 0, IMPROVEMENT},
  {"gefurulimab", MG, ANY, 10, 12, 26, USUAL, 0, IMPROVEMENT},
  {"immunoadsorption", MG, ANY, 5, 2, 4, 0, 0, IMPROVEMENT},
  {"inebilizumab", MG, ANY, 80, 26, 52, 0, 0, IMPROVEMENT},
  {"infliximab", DM, ANY, 140, 16, 40, 14, 0, IMPROVEMENT},
  {"ivig", CIDP, ANY, 30, 6, 12, 3, 0, IMPROVEMENT},
  {"ivig", MG, ANY, 5, 2, 4, 0, 0, IMPROVEMENT},
  {"ivig", DM, ANY, 40, 12, 20, 12, 0, IMPROVEMENT},
  {"jak-inhibitor", DM, ANY, 40, 12, 24, USUAL, 0, IMPROVEMENT},
  {"leflunomide", MG, ANY, 40, 26, 52, USUAL, 0, IMPROVEMENT},
  {"methotrexate", CIDP, ANY, 400, 40, 52, USUAL, 0, IMPROVEMENT},
  {"methotrexate", MG, ANY, 260, 43, 52, USUAL, 0, IMPROVEMENT},
  {"methotrexate", DM, ANY, 40, 13, 26, USUAL, 0, IMPROVEMENT},
  {"methylprednisolone-iv", CIDP, ANY, 20, 12, 24, 12, 0, IMPROVEMENT},
  {"methylprednisolone-iv", MG, ANY, 5, 2, 4, 0, 1, IMPROVEMENT},
  {"methylprednisolone-iv", DM, ANY, 20, 6, 12, USUAL, 0, IMPROVEMENT},
  {"mycophenolate", CIDP, ANY, 120, 26, 52, USUAL, 0, IMPROVEMENT},
  {"mycophenolate", MG, ANY, 200, 52, 78, USUAL, 0, IMPROVEMENT},
  {"mycophenolate", DM, ANY, 40, 26, 39, USUAL, 0, IMPROVEMENT},
  {"nipocalimab", CIDP, ANY, 40, 10, 14, USUAL, 0, IMPROVEMENT},
  {"nipocalimab", MG, ANY, 20, 8, 24, USUAL, 0, IMPROVEMENT},
  {"plex", CIDP, ANY, 3, 3, 6, USUAL, 0, IMPROVEMENT},
  {"plex", MG, ANY, 5, 2, 4, 0, 0, IMPROVEMENT},
  {"pozelimab-cemdisiran", MG, ANY, 40, 12, 24, USUAL, 0, IMPROVEMENT},
  {"prednisone", CIDP, ANY, 20, 12, 26, 12, 0, IMPROVEMENT},
  {"prednisone", MG, ANY, 20, 6, 13, USUAL, 3, IMPROVEMENT},
  {"prednisone", DM, ANY, 20, 6, 12, USUAL, 0, IMPROVEMENT},
  {"pyridostigmine", MG, ANY, 1, 4, 6, USUAL, 0, IMPROVEMENT},
  {"ravulizumab", MG, ANY, 10, 12, 26, USUAL, 0, IMPROVEMENT},
  {"riliprubart", CIDP, ANY, 40, 12, 24, USUAL, 0, NO_RESPONSE},
  {"rituximab", CIDP, ANY, 40, 26, 52, 0, 0, IMPROVEMENT},
  {"rituximab", MG, ANY, 40, 16, 52, 0, 0, IMPROVEMENT},
  {"rituximab", DM, ANY, 80, 20, 44, 0, 0, IMPROVEMENT},
  {"rozanolixizumab", CIDP, ANY, 40, 10, 14, USUAL, 0, IMPROVEMENT},
  {"rozanolixizumab", MG, ANY, 20, 6, 8, USUAL, 0, IMPROVEMENT},
  {"satralizumab", MG, ANY, 80, 16, 24, USUAL, 0, IMPROVEMENT},
  {"scig", CIDP, MAINTENANCE, 50, 12, 24, USUAL, 0, STABILITY},
  {"scig", MG, ANY, 20, 6, 8, 4, 0, IMPROVEMENT},
  {"scig", MG, MAINTENANCE, 50, 12, 24, USUAL, 0, STABILITY},
  {"scig", DM, MAINTENANCE, 50, 12, 24, USUAL, 0, STABILITY},
  {"tacrolimus", MG, ANY, 130, 26, 52, USUAL, 0, IMPROVEMENT},
  {"tacrolimus", DM, ANY, 40, 13, 26, USUAL, 0, IMPROVEMENT},
  {"telitacicept", MG, ANY, 40, 12, 24, USUAL, 0, IMPROVEMENT},
  {"thymectomy", MG, ANY, 260, 52, 156, 0, 0, IMPROVEMENT},
  {"tocilizumab", MG, ANY, 40, 16, 24, USUAL, 0, IMPROVEMENT},
  {"tocilizumab", DM, ANY, 40, 16, 24, USUAL, 0, NO_RESPONSE},
  {"zilucoplan", MG, ANY, 10, 12, 26, USUAL, 0, IMPROVEMENT},
};

static Rules known[sizeof expectations / sizeof *expectations];
/* The expectation for each intent, at last (ANY) the first row whatever the intent. */
static const Rules *chosen[THERAPIES][DISEASES][ANY + 1];

const Therapy *therapy_named(const char *id) {
  for (int low = 0, high = THERAPIES; low < high; ) {
    int middle = (low + high) / 2, order = strcmp(id, therapies[middle].id);
    if (!order) return therapies + middle;
    if (order < 0) high = middle; else low = middle + 1;
  }
  stop_with("not known here, a therapy", id);
}

static Rules days_of(const Expectation *row, int effect_days) {
  int deadline = row->deadline * 7, quarter = deadline / 4, usual = deadline - effect_days;
  return (Rules){
    .expected = row->expected, .first_effect = (row->first_effect * 7 + 9) / 10,
    .half_first_effect = row->first_effect * 7 / 20, .assess_by = row->assess_by * 7, .deadline = deadline,
    .answerable = deadline + (quarter > 56 ? quarter : 56),
    .trial = row->trial != USUAL ? row->trial * 7 : usual > 0 ? usual : 0,
    .early_worsening = row->early_worsening * 7};
}

void prepare_rules(void) {
  for (size_t row = 0; row < sizeof expectations / sizeof *expectations; row++) {
    const Expectation *one = expectations + row;
    const Therapy *therapy = therapy_named(one->therapy);
    const Rules **own = chosen[therapy - therapies][one->disease];
    known[row] = days_of(one, therapy->effect_days);
    if (!own[ANY]) own[ANY] = known + row;
    for (int intent = INDUCTION; intent < INTENTS; intent++)
      if (one->intent == intent || (one->intent == ANY && !own[intent])) own[intent] = known + row;
  }
}

const Rules *rules_for(const Therapy *therapy, int disease, int intent) {
  return chosen[therapy - therapies][disease][intent];
}

const Rules *any_rules_for(const Therapy *therapy, int disease) { return chosen[therapy - therapies][disease][ANY]; }
