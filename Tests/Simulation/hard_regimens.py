"""How drugs are given and entered: running courses, cycles, pulses, two infusions."""

from hard_world import LAST

DOSES = {"prednisone": ("60", "mg", "1"), "efgartigimod": ("10", "mg/kg", "7"),
         "azathioprine": ("150", "mg", "1"), "methotrexate": ("15", "mg", "7"),
         "eculizumab": ("1200", "mg", "14"), "rituximab": ("1000", "mg", "14"),
         "ivig": ("1", "g/kg", "21"), "dexamethasone-pulse": ("40", "mg", "1"),
         "methylprednisolone-iv": ("500", "mg", "28"), "plex": ("", "", "")}


class Regimens:
    def __init__(self, draw, windows):
        self.draw, self.windows = draw, windows

    def rows(self, disease, therapy, start, due, following, outcome):
        """(rows of treatment, running or self-ending, day of the last dose or None)."""
        draw, failed = self.draw, outcome == "non-responder"
        if therapy == "rituximab":
            return self.infusions(start, therapy, [0, 14], draw.random() < 0.3)
        if disease == "gbs":
            return self.single(start, therapy, 4 if therapy == "ivig" else 10)
        if therapy == "ivig" and disease == "mg":
            return self.single(start, therapy, 4)
        if therapy == "dexamethasone-pulse":
            return self.cycles(start, therapy, 4, 28, 6, following, failed)
        if therapy == "methylprednisolone-iv":
            return self.cycles(start, therapy, 2, 28, draw.choice((4, 5, 6)), following, failed)
        if therapy == "ivig" and disease == "dm":
            return self.cycles(start, therapy, 4, 28, 5 if failed else 8, following, failed)
        if therapy == "efgartigimod" and disease == "mg":
            return self.cycles(start, therapy, 21, draw.randrange(50, 64),
                               2 if failed else 12, following, failed)
        if draw.random() < 0.05 and failed:
            stop = start + int(due * draw.uniform(0.1, 0.6))
            return [self.row(start, min(stop, LAST), therapy, "side-effect")], "running", stop
        return self.running(start, therapy, due, following, outcome)

    def running(self, start, therapy, due, following, outcome):
        draw, stop, reason = self.draw, None, ""
        if following is not None and draw.random() < 0.6:
            stop = following + (draw.randrange(0, 60) if therapy == "prednisone" else 0)
            reason = draw.choices(("no-effect", "worse", "other", "side-effect", ""),
                                  (0.4, 0.05, 0.1, 0.05, 0.4))[0]
        elif outcome == "responder" and draw.random() < 0.1:
            stop = start + int(due) + draw.randrange(60, 400)
            reason = draw.choice(("planned", "side-effect", "other"))
        if stop is not None and stop > LAST:
            stop, reason = None, ""
        rows = [self.row(start, stop, therapy, reason)]
        if therapy == "prednisone" and outcome == "responder" and stop is None:
            taper = start + draw.randrange(90, 150)
            if taper < LAST:
                rows = [self.row(start, taper, therapy, ""),
                        self.row(taper, None, therapy, "") | {"dose": "20"}]
        return rows, "running", stop

    def infusions(self, start, therapy, days, apart):
        if apart:
            rows = [self.row(start + one, start + one, therapy, "planned") for one in days
                    if start + one <= LAST]
        else:
            rows = [self.row(start, start + days[-1], therapy, "planned")]
        return known(rows), "self-ending", start + days[-1]

    def single(self, start, therapy, length):
        reason = self.draw.choice(("planned", "planned", ""))
        return (known([self.row(start, start + length, therapy, reason)]), "self-ending",
                start + length)

    def cycles(self, start, therapy, length, every, count, following, failed):
        """A cycle is a course; the plan ends by itself or when the next drug begins."""
        until = min(following or LAST, LAST)
        begins = [start + every * one for one in range(count) if start + every * one < until]
        rows = [self.row(one, one + length, therapy, "planned") for one in begins]
        last = begins[-1] + length
        if failed and self.draw.random() < 0.4:
            rows[-1]["reason"] = "no-effect"
        return known(rows), "self-ending", last

    def row(self, start, stop, therapy, reason):
        dose, unit, interval = DOSES[therapy]
        return {"start": start, "stop": stop, "intent": "induction", "dose": dose, "unit": unit,
                "interval": interval, "reason": reason if stop is not None else ""}


def known(rows):
    """What lies in the future is not recorded yet."""
    return [one | ({"stop": None, "reason": ""} if one["stop"] > LAST else {}) for one in rows
            if one["start"] <= LAST]
