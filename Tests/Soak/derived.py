"""What the workers that remember have to store of messages in a certain order; shares no code with the product.

Kept as sums of exact fractions and whole nanoseconds, where the product adds numbers in quarters of an hour.
"""
from fractions import Fraction

HOUR = 3600 * 10**9
DAY = 24 * HOUR


def expectations(points):
    """Stored points by worker, of decoded points `(measurement, tags, time, fields)` in the order of their messages."""
    kinds = {"openings": Opening, "motion": Motion, "light": Light, "energy": Energy}
    found = {}
    for worker, kind in kinds.items():
        series, stored = {}, {}
        for measurement, tags, time, fields in points:
            if not kind.takes(measurement, fields):
                continue
            stored[(measurement, tags, time)] = fields
            derived = series.setdefault(tags, kind()).see(time, fields)
            stored.update({(name, tags, moment): values for name, moment, values in derived})
        found[worker] = stored
    return found


class Spell:
    """For how long something was on, told when it ends."""

    def __init__(self):
        self.changes = []
        self.newest = None

    def turn(self, time, is_on):
        if self.newest is not None and time <= self.newest:
            return None
        self.newest = time
        if self.changes and self.changes[-1][1] == is_on:
            return None
        self.changes.append((time, is_on))
        was_on = len(self.changes) > 1 and self.changes[-2][1]
        return float(Fraction(time - self.changes[-2][0], 10**9)) if was_on else None


class Opening(Spell):
    @staticmethod
    def takes(measurement, fields):
        return measurement == "opening" and "open" in fields

    def see(self, time, fields):
        seconds = self.turn(time, fields["open"] != 0)
        return [] if seconds is None else [("opened", time, {"seconds": seconds})]


class Motion(Spell):
    @staticmethod
    def takes(measurement, _):
        return measurement == "motion"

    def see(self, time, fields):
        state = fields.get("motion", fields.get("presence"))
        seconds = None if state is None else self.turn(time, state != 0)
        return [] if seconds is None else [("occupied", time, {"seconds": seconds})]


class Light:
    def __init__(self):
        self.newest = self.is_light = None

    @staticmethod
    def takes(measurement, fields):
        return measurement == "light" and "illuminance" in fields

    def see(self, time, fields):
        if self.newest is not None and time <= self.newest:
            return []
        self.newest = time
        lux = fields["illuminance"]
        now = True if lux >= 50 else False if lux < 20 else self.is_light
        if now == self.is_light:
            return []
        self.is_light = now
        return [("daylight", time, {"light": float(now)})]


class Energy:
    """Growth of a meter, spread evenly over the time in which it grew; after two days of silence it counts for its end."""

    def __init__(self):
        self.last = None
        self.sums = {"hour": {}, "day": {}}

    @staticmethod
    def takes(measurement, _):
        return measurement == "energy"

    def see(self, time, fields):
        total = fields.get("energy")
        if total is None or total < 0 or (self.last and time <= self.last[0]):
            return []
        before, self.last = self.last, (time, Fraction(total))
        found = []
        for kind, length in (("hour", HOUR), ("day", DAY)):
            sums = self.sums[kind]
            if before is None:
                sums[time // length] = Fraction(0)
                continue
            (start, value), growth = before, Fraction(total) - before[1]
            growth = growth if growth >= 0 else Fraction(total)
            if time - start > 2 * DAY:
                shares = {time // length: growth}
            else:
                # A period that begins exactly at the end has no share yet.
                shares = {period: growth * (min(time, (period + 1) * length) - max(start, period * length)) / (time - start)
                          for period in range(start // length, (time - 1) // length + 1)}
            for period, share in shares.items():
                sums[period] = sums.get(period, Fraction(0)) + share
            newest = max(sums)
            for period in sorted(set(sums) - {newest}):
                found.append((f"energy_{kind}", period * length, {"kwh": float(sums.pop(period))}))
        return found
