"""What has to be in the store and in the dead-letter queue, by the reference decoder, which shares no code with the product."""
import json
import math
import pathlib
import sys
import zoneinfo

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "SensorsTests" / "Reference"))
import decode  # noqa: E402

# What the workers are told: times without offset are UTC.
decode.ZONE = zoneinfo.ZoneInfo("UTC")


def expectations(ledger):
    """Points by series and time, and dead letters by message, of the confirmed messages in a ledger."""
    points, dead, catalog = {}, {}, {}
    with open(ledger, encoding="utf-8") as rows:
        for row in rows:
            if not row.endswith("\n"):
                break  # copied while it was being written
            case = json.loads(row)
            answer = decode.expected(case, catalog)
            if answer["outcome"] == "dead":
                dead[case["name"]] = answer["detail"]
                assert case.get("dead") == answer["detail"], f"the seed predicted {case.get('dead')}, the decoder says {answer}"
            elif answer["outcome"] == "points":
                assert "dead" not in case, f"the seed predicted {case['dead']} for {case}"
                for point in answer["points"]:
                    key = (point["measurement"], tuple(sorted(point["tags"].items())), point["time"])
                    fields = {name: number(value) for name, value in point["fields"].items()}
                    assert points.setdefault(key, fields) == fields, f"two messages share the point {key}"
            else:
                raise AssertionError(f"{case} is {answer}")
    return points, dead


def points(case, catalog):
    """The points of one message: measurement, tags, time, fields."""
    answer = decode.expected(case, catalog)
    return [(point["measurement"], tuple(sorted(point["tags"].items())), point["time"],
             {name: number(value) for name, value in point["fields"].items()}) for point in answer.get("points", [])]


def number(value):
    (kind, content), = value.items()
    return float(content) if kind != "text" else content


def same(left, right, tolerance=1e-12):
    return left.keys() == right.keys() and all(
        left[k] == right[k] or (isinstance(left[k], float) and isinstance(right[k], float)
                                and math.isclose(left[k], right[k], rel_tol=tolerance, abs_tol=tolerance)) for k in left)


def point(key, fields):
    """A stored line in the oracle's terms."""
    series, time = key.rsplit(b" ", 1)
    parts = pieces(series.decode(), ",")
    tags = tuple(sorted(tuple(plain(x) for x in pieces(part, "=")) for part in parts[1:]))
    values = {}
    for part in pieces(fields.decode(), ","):
        name, value = pieces(part, "=")
        values[plain(name)] = {"true": 1.0, "false": 0.0}.get(value) if value in ("true", "false") else float(value.rstrip("iu"))
    return (plain(parts[0]), tags, int(time)), values


def pieces(text, separator):
    """Splits where no backslash precedes."""
    found, start = [], 0
    for position, character in enumerate(text):
        if character == separator and (position == 0 or text[position - 1] != "\\"):
            found.append(text[start:position])
            start = position + 1
    return found + [text[start:]]


def plain(text):
    for special in ", =":
        text = text.replace("\\" + special, special)
    return text
