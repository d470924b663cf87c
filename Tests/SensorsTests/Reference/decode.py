#!/usr/bin/env python3
"""Reference decoder: what each message of corpus.jsonl means, by the senders' documentation.

Shares no code with the Swift decoders. Reads corpus.jsonl beside it, writes expected.jsonl:
    python3 decode.py            records
    python3 decode.py --check    fails when the recorded file is not what it would write
Time zone of times without offset: Europe/Berlin, from Python's own zone data.
"""
import base64, datetime as dt, json, math, pathlib, re, sys, zoneinfo

HERE = pathlib.Path(__file__).parent
ZONE = zoneinfo.ZoneInfo("Europe/Berlin")
DEEPEST = 16
STATES = {"on": 1, "true": 1, "open": 1, "opened": 1, "detected": 1, "motion": 1, "yes": 1, "wet": 1,
          "off": 0, "false": 0, "close": 0, "closed": 0, "clear": 0, "no": 0, "dry": 0}
ABSENT = {"nan", "+nan", "-nan", "inf", "+inf", "-inf", "infinity", "-infinity", "unavailable", "unknown", "none", "null", ""}
SUBJECT = {}
for subject, names in {
    "climate": "temperature humidity pressure dew_point co2 voc pm1 pm25 pm10 formaldehyde soil_moisture setpoint",
    "light": "illuminance", "motion": "motion presence vibration", "opening": "open", "switch": "on",
    "energy": "power apparent_power reactive_power power_factor voltage current frequency energy energy_today energy_yesterday "
              "energy_period energy_returned energy_peak energy_off_peak",
    "safety": "water_leak smoke gas carbon_monoxide tamper",
    "device": "battery battery_voltage battery_low linkquality rssi device_temperature uptime supply_voltage",
}.items():
    for n in names.split():
        SUBJECT[n] = subject
BINARY = set("motion presence vibration open on water_leak smoke gas carbon_monoxide tamper battery_low".split())
UNITLESS = set("voc formaldehyde power_factor linkquality".split())
KIND = {"temperature": "T", "dew_point": "T", "setpoint": "T", "device_temperature": "T", "humidity": "%", "soil_moisture": "%",
        "battery": "%", "pressure": "P", "co2": "ppm", "pm1": "m", "pm25": "m", "pm10": "m", "illuminance": "lx", "power": "W",
        "apparent_power": "VA", "reactive_power": "var", "voltage": "V", "battery_voltage": "V", "supply_voltage": "V", "current": "A",
        "frequency": "Hz", "rssi": "dBm", "uptime": "s"}
for n in SUBJECT:
    if n.startswith("energy"):
        KIND[n] = "E"
UNITS = {"°C": ("T", lambda v: v), "C": ("T", lambda v: v), "°F": ("T", lambda v: (v - 32) / 1.8), "F": ("T", lambda v: (v - 32) / 1.8),
         "K": ("T", lambda v: v - 273.15), "%": ("%", lambda v: v), "hPa": ("P", lambda v: v), "mbar": ("P", lambda v: v),
         "Pa": ("P", lambda v: v / 100), "kPa": ("P", lambda v: v * 10), "mmHg": ("P", lambda v: v * 1.33322387415),
         "inHg": ("P", lambda v: v * 33.86389), "lx": ("lx", lambda v: v), "W": ("W", lambda v: v), "kW": ("W", lambda v: v * 1000),
         "mW": ("W", lambda v: v / 1000), "kWh": ("E", lambda v: v), "Wh": ("E", lambda v: v / 1000), "MWh": ("E", lambda v: v * 1000),
         "Wmin": ("E", lambda v: v / 60000), "V": ("V", lambda v: v), "mV": ("V", lambda v: v / 1000), "A": ("A", lambda v: v),
         "mA": ("A", lambda v: v / 1000), "Hz": ("Hz", lambda v: v), "ppm": ("ppm", lambda v: v), "ppb": ("ppm", lambda v: v / 1000),
         "µg/m³": ("m", lambda v: v), "dBm": ("dBm", lambda v: v), "s": ("s", lambda v: v), "min": ("s", lambda v: v * 60), "h": ("s", lambda v: v * 3600)}
WORDS = {n: n for n in SUBJECT}
WORDS.update(dict(p.split(":") for p in """temp:temperature local_temperature:temperature current_temperature:temperature
relative_humidity:humidity atmospheric_pressure:pressure sea_level_pressure:pressure dewpoint:dew_point carbon_dioxide:co2 eco2:co2
tvoc:voc voc_index:voc volatile_organic_compounds:voc pm2_5:pm25 formaldehyd:formaldehyde target_temperature:setpoint
occupied_heating_setpoint:setpoint current_heating_setpoint:setpoint illuminance_lux:illuminance lux:illuminance light_level:illuminance
occupancy:motion pir:motion opening:open contact:open door:open window:open garage_door:open active_power:power ac_frequency:frequency
energy_total:energy total_energy:energy produced_energy:energy_returned switch:on relay:on outlet:on leak:water_leak moisture:water_leak
flood:water_leak battery_level:battery lqi:linkquality signal_strength:rssi wifi_signal:rssi chip_temperature:device_temperature
internal_temperature:device_temperature""".split()))
for unused in ("energy_period", "energy_peak", "energy_off_peak"):
    del WORDS[unused]


class Dead(Exception):
    """The message cannot be decoded; the argument is the reason of the dead letter."""


class Skip(Exception):
    """The message carries no value by rule."""


def strict_json(raw):
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Dead("undecodable")
    deepest = 0

    def refuse(_):
        raise ValueError

    def number(s):
        v = float(s)
        if math.isinf(v):
            raise ValueError
        return v

    def whole(s):
        return int(s) if not math.isinf(float(s)) else refuse(s)
    try:
        value = json.loads(text, parse_constant=refuse, parse_float=number, parse_int=whole)
    except (ValueError, RecursionError, OverflowError):
        raise Dead("undecodable")

    def check(v, depth):
        nonlocal deepest
        if isinstance(v, (dict, list)):
            deepest = max(deepest, depth + 1)
            if depth + 1 > DEEPEST:
                raise Dead("undecodable")
            for x in (v.values() if isinstance(v, dict) else v):
                check(x, depth + 1)
        elif isinstance(v, str) and any(0xD800 <= ord(c) <= 0xDFFF for c in v):
            raise Dead("undecodable")
    check(value, 0)
    return value


def is_number(v):
    return isinstance(v, (int, float)) and not isinstance(v, bool)


def words(name):
    return [w for w in re.split(r"[_\-. ]+", name.lower()) if w]


def by_name(name):
    w = words(name)
    for i in range(len(w)):
        if "_".join(w[i:]) in WORDS:
            return WORDS["_".join(w[i:])]
    for i in range(len(w) - 1, 0, -1):
        if "_".join(w[:i]) in WORDS:
            return WORDS["_".join(w[:i])]
    return None


def bare(text):
    """(kind, value, unit) of a bare text."""
    text = text.strip(" \t\r\n\v\f\0")
    m = re.match(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text)
    if m and not math.isinf(float(m.group())):
        rest = text[m.end():].strip(" \t\r\n\v\f\0")
        if not rest:
            return "number", float(m.group()), None
        if rest in UNITS:
            return "number", float(m.group()), rest
    low = text.lower()
    if low in STATES:
        return "state", STATES[low], None
    if low in ABSENT:
        return "absent", None, None
    return "text", text, None


def bare_body(raw):
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Dead("undecodable")
    text = text.strip(" \t\r\n\v\f\0")
    if text.startswith('"'):
        try:
            text = json.loads(text)
        except ValueError:
            pass
    return bare(text)


def clock(value):
    """(nanoseconds, whole seconds?) or None."""
    if isinstance(value, str):
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d+))?)?(Z|z|[+-]\d\d(?::?\d\d)?)?", value)
        if not m:
            return None
        day, hm, sec, frac, off = m.groups()
        try:
            t = dt.datetime.fromisoformat(f"{day}T{hm}:{sec or '00'}")
        except ValueError:
            return None
        if off is None:
            t = t.replace(tzinfo=ZONE)
        elif off in "Zz":
            t = t.replace(tzinfo=dt.timezone.utc)
        else:
            mins = int(off[1:3]) * 60 + int(off[-2:] if len(off) > 3 else 0)
            t = t.replace(tzinfo=dt.timezone(dt.timedelta(minutes=-mins if off[0] == "-" else mins)))
        return int(t.timestamp()) * 10**9 + (int((frac + "000000000")[:9]) if frac else 0), frac is None
    if not is_number(value) or value < 0:
        return None
    scale = 10**9 if value < 1e11 else 10**6 if value < 1e14 else 10**3 if value < 1e17 else 1
    if isinstance(value, int):
        return value * scale, scale == 10**9
    micro = round((value - math.floor(value)) * 1e6)
    return math.floor(value) * scale + micro * scale // 10**6, scale == 10**9 and value == math.floor(value)


class Device:
    def __init__(self, source, device, area=None, time=None):
        if not device or len(device.encode()) > 200:
            raise Dead("schema")
        self.source, self.device, self.area, self.time, self.absent, self.points = source, device, area, time, False, {}

    def put(self, measurement, field, value, **tags):
        self.points.setdefault((measurement, tuple(sorted(tags.items()))), {})[field] = value

    def quantity(self, q, value, unit=None, **tags):
        if value is None:
            self.absent = True
        elif isinstance(value, str):
            kind, v, u = bare(value)
            if kind == "absent":
                self.absent = True
            elif kind == "number":
                if u and q not in UNITLESS and q not in BINARY and UNITS[u][0] != KIND[q]:
                    raise Dead("schema")
                self.quantity(q, v, u or unit, **tags)
            elif kind == "state" and q in BINARY:
                self.put(SUBJECT[q], q, v, **tags)
            else:
                raise Dead("schema")
        elif isinstance(value, bool):
            if q not in BINARY:
                raise Dead("schema")
            self.put(SUBJECT[q], q, int(value), **tags)
        elif is_number(value):
            if q in BINARY:
                self.put(SUBJECT[q], q, int(value != 0), **tags)
            else:
                self.put(SUBJECT[q], q, float(UNITS[unit][1](value) if unit and q not in UNITLESS else value), **tags)

    def unit(self, symbol, q):
        if not symbol or q in UNITLESS or q in BINARY:
            return None
        if q is None:
            return symbol if symbol in UNITS else None
        if symbol not in UNITS or UNITS[symbol][0] != KIND[q]:
            raise Dead("schema")
        return symbol

    def entity(self, name, body, switch=False, announced=None):
        announced = announced or {}
        q = "on" if switch else by_name(announced.get("class") or "") or by_name(name)
        kind, v, u = body
        tag = {"entity": "_".join(words(name))}
        if q and not (kind == "state" and q not in BINARY):
            unit = self.unit(announced.get("unit"), q)
            if kind == "text":
                raise Dead("schema")
            if kind == "number":
                if u:
                    unit = self.unit(u, q)
                return self.quantity(q, v, unit, **tag)
            return self.quantity(q, bool(v) if kind == "state" else None, **tag)
        if kind == "number":
            u = u or self.unit(announced.get("unit"), None)
            self.put("other", "value", float(UNITS[u][1](v)) if u else v, **tag)
        elif kind == "state":
            self.put("other", "state", v, **tag)
        elif kind == "absent":
            self.absent = True
        else:
            raise Dead("schema")

    def done(self):
        if self.points:
            return [self]
        if self.absent:
            raise Skip("unavailable")
        raise Dead("no-metrics")


Z2M = dict(p.split(":") if ":" in p else (p, p) for p in """temperature local_temperature:temperature humidity pressure co2 voc voc_index:voc pm1
pm25 pm10 formaldehyd:formaldehyde soil_moisture occupied_heating_setpoint:setpoint current_heating_setpoint:setpoint illuminance
illuminance_lux:illuminance occupancy:motion presence vibration contact:open power current voltage energy produced_energy:energy_returned
power_factor ac_frequency:frequency state:on water_leak smoke gas carbon_monoxide tamper battery battery_low linkquality
device_temperature""".split())
ENDPOINT = re.compile(r"(.+)_(l[1-8]|left|right|center|top|bottom|a|b|c)$")


def zigbee2mqtt(levels, raw, doc):
    if levels and levels[0] == "zigbee2mqtt":
        levels = levels[1:]
        if levels[0] == "bridge":
            raise Skip("bridge")
        if levels[-1] == "availability":
            raise Skip("availability")
        if "set" in levels[1:] or "get" in levels[1:]:
            raise Skip("command")
    if doc is None:
        name, attribute = levels[:-1], levels[-1]
        if not name:
            raise Dead("undecodable")
        doc = {attribute: None}
        m = ENDPOINT.match(attribute)
        if attribute not in Z2M and not (m and m[1] in Z2M):
            raise Dead("no-metrics")
        kind, v, _ = bare_body(raw)
        if kind == "text":
            raise Dead("schema")
        doc = {attribute: bool(v) if kind == "state" else v}
    else:
        name = levels
    if not isinstance(doc, dict):
        raise Dead("schema")
    d = Device("zigbee2mqtt", "/".join(name), name[0] if len(name) > 1 else None, clock(doc.get("last_seen")))
    mains = bool({"power", "current", "energy"} & doc.keys())
    for key, value in doc.items():
        tags, m = {}, ENDPOINT.match(key)
        if key not in Z2M and m and m[1] in Z2M:
            key, tags = m[1], {"endpoint": m[2]}
        if key not in Z2M or (key == "illuminance" and "illuminance_lux" in doc):
            continue
        q = Z2M[key]
        if key == "contact" and isinstance(value, bool):
            value = not value
        if key == "voltage" and is_number(value) and not mains:
            if value >= 1000 or ("battery" in doc and value >= 100):
                q, value = "battery_voltage", value / 1000
            elif "battery" in doc:
                q = "battery_voltage"
        if key == "state" and isinstance(value, str) and bare(value)[0] == "text":
            continue
        d.quantity(q, value, **tags)
    return d.done()


TAS = {"Temperature": "temperature", "Humidity": "humidity", "DewPoint": "dew_point", "Pressure": "pressure", "Illuminance": "illuminance",
       "CarbonDioxide": "co2", "eCO2": "co2", "TVOC": "voc", "PM1": "pm1", "PM2.5": "pm25", "PM10": "pm10", "Moisture": "soil_moisture"}
METER = {"Total": ("energy", None), "Today": ("energy_today", None), "Yesterday": ("energy_yesterday", None),
         "Period": ("energy_period", "Wh"), "ExportActive": ("energy_returned", None), "Power": ("power", None),
         "ApparentPower": ("apparent_power", None), "ReactivePower": ("reactive_power", None), "Factor": ("power_factor", None),
         "Frequency": ("frequency", None), "Voltage": ("voltage", None), "Current": ("current", None)}
LINKY = {"BASE": ("energy", "Wh"), "HCHP": ("energy_peak", "Wh"), "HCHC": ("energy_off_peak", "Wh"), "PAPP": ("apparent_power", None)}
ZB = {"Temperature": "temperature", "Humidity": "humidity", "Pressure": "pressure", "Illuminance": "illuminance", "Occupancy": "motion",
      "BatteryPercentage": "battery", "BatteryVoltage": "battery_voltage", "LinkQuality": "linkquality", "Power": "on"}


def tasmota(levels, raw, doc):
    if "cmnd" in levels:
        raise Skip("command")
    if levels and levels[-1] == "LWT":
        raise Skip("availability")
    if levels and re.fullmatch("INFO[123]|UPTIME|LOGGING", levels[-1]):
        raise Skip("information")
    known = {"tele", "stat"} & set(levels)
    name = "/".join([x for x in levels[:-1] if x not in ("tele", "stat")] if known else levels)
    d = Device("tasmota", name)
    relay = re.fullmatch(r"POWER(\d{0,2})", levels[-1]) if levels else None
    if doc is None:
        if not relay:
            raise Dead("undecodable")
        kind, v, _ = bare_body(raw)
        if kind == "text":
            raise Dead("schema")
        d.quantity("on", bool(v) if kind == "state" else v, **({"endpoint": relay[1]} if relay[1] else {}))
        return d.done()
    if not isinstance(doc, dict):
        raise Dead("schema")
    if isinstance(doc.get("ZbReceived"), dict):
        found, skipped = [], None
        for address, body in doc["ZbReceived"].items():
            if not isinstance(body, dict):
                continue
            z = Device("tasmota", body.get("Name") or body.get("Device") or address)
            for k, v in body.items():
                if k in ZB:
                    z.quantity(ZB[k], v)
            try:
                found += z.done()
            except Skip as s:
                skipped = s
        if not found:
            raise skipped or Dead("no-metrics")
        return found
    body = doc.get("StatusSNS") or doc.get("StatusSTS") or doc
    d.time = clock(body.get("Time")) or clock(body.get("Epoch"))
    tu, pu = d.unit(body.get("TempUnit"), "temperature"), d.unit(body.get("PressureUnit"), "pressure")
    for key, value in body.items():
        m = re.fullmatch(r"(POWER|Switch)(\d{0,2})", key)
        if m:
            d.quantity("on", value, **({"sensor": key} if m[1] == "Switch" else {"endpoint": m[2]} if m[2] else {}))
        elif key == "UptimeSec":
            d.quantity("uptime", value)
        elif key == "Vcc":
            d.quantity("supply_voltage", value)
        elif isinstance(value, dict) and key == "Wifi":
            if "Signal" in value:
                d.quantity("rssi", value["Signal"])
        elif isinstance(value, dict) and key in ("ENERGY", "TIC"):
            for k, v in value.items():
                q, u = (METER if key == "ENERGY" else LINKY).get(k, (None, None))
                if q and isinstance(v, list):
                    for i, x in enumerate(v):
                        d.quantity(q, x, u, phase=str(i + 1))
                elif q:
                    d.quantity(q, v, u)
        elif isinstance(value, dict):
            for k, v in value.items():
                q = TAS.get(k)
                if q == "temperature" and key == "ESP32":
                    q = "device_temperature"
                if q:
                    d.quantity(q, v, pu if q == "pressure" else tu if KIND.get(q) == "T" else None, sensor=key)
    return d.done()


GEN1 = {"temperature": "temperature", "humidity": "humidity", "lux": "illuminance", "state": "open", "battery": "battery",
        "motion": "motion", "vibration": "vibration", "flood": "water_leak", "smoke": "smoke"}
GEN1_METER = {"power": ("power", None), "energy": ("energy_period", "Wmin"), "total": ("energy", "Wh"), "total_returned": ("energy_returned", "Wh"),
              "voltage": ("voltage", None), "current": ("current", None), "pf": ("power_factor", None), "reactive_power": ("reactive_power", None)}


def shelly1(levels, raw, doc):
    path = levels[1:]
    if len(path) < 2:
        raise Skip("information")
    if path[-1] == "online":
        raise Skip("availability")
    if path[-1] in ("command", "set"):
        raise Skip("command")
    if path[-1] in ("announce", "info", "input_event", "error", "act_reasons", "overtemperature", "overpower_value"):
        raise Skip("information")
    d = Device("shelly1", path[0])
    rest = path[1:]
    if rest == ["status"] and doc is not None:
        if not isinstance(doc, dict):
            raise Dead("schema")
        d.time = clock(doc.get("timestamp")) if isinstance(doc.get("timestamp"), int) else None
        for k, q in (("motion", "motion"), ("vibration", "vibration"), ("lux", "illuminance"), ("bat", "battery")):
            if k in doc:
                d.quantity(q, doc[k])
        return d.done()
    tags, unit, q = ({"endpoint": f"{rest[0]}:{rest[1]}"} if len(rest) > 1 and rest[0] != "sensor" else {}), None, None
    if len(rest) == 1:
        q = {"temperature": "device_temperature", "voltage": "voltage"}.get(rest[0])
    elif rest[0] == "sensor":
        q = GEN1.get(rest[1]) if len(rest) == 2 else None
    elif len(rest) == 2:
        q = {"relay": "on", "light": "on", "input": "on", "ext_temperature": "temperature", "ext_humidity": "humidity"}.get(rest[0])
    elif len(rest) == 3 and rest[0] in ("relay", "emeter", "roller", "light", "meter"):
        q, unit = GEN1_METER.get(rest[2], (None, None))
    if not q:
        raise Dead("no-metrics")
    kind, v, u = bare_body(raw)
    if kind == "text":
        if v == "overpower":
            raise Skip("unavailable")
        raise Dead("schema")
    if kind == "state" and q not in BINARY:
        raise Dead("schema")
    d.quantity(q, bool(v) if kind == "state" else v, u or unit, **tags)
    return d.done()


GEN2 = {"apower": ("power", None), "act_power": ("power", None), "total_act_power": ("power", None), "aprt_power": ("apparent_power", None),
        "total_aprt_power": ("apparent_power", None), "voltage": ("voltage", None), "current": ("current", None),
        "total_current": ("current", None), "pf": ("power_factor", None), "freq": ("frequency", None), "total_act_energy": ("energy", "Wh"),
        "total_act": ("energy", "Wh"), "total_act_ret_energy": ("energy_returned", "Wh"), "total_act_ret": ("energy_returned", "Wh"),
        "tC": ("temperature", None), "rh": ("humidity", None), "lux": ("illuminance", None), "rssi": ("rssi", None)}
GEN2_PARTS = set("switch light cover input em em1 emdata em1data pm1 temperature humidity illuminance devicepower voltmeter smoke flood wifi".split())


def shelly_part(d, part, status):
    kind = part.split(":")[0]
    if kind not in GEN2_PARTS or not isinstance(status, dict):
        return
    tags = {} if kind == "wifi" else {"endpoint": part}
    for k, v in status.items():
        m = re.fullmatch(r"([abcn])_(.+)", k)
        if k in ("aenergy", "ret_aenergy"):
            if isinstance(v, dict) and "total" in v:
                d.quantity("energy" if k == "aenergy" else "energy_returned", v["total"], "Wh", **tags)
        elif k == "temperature" and isinstance(v, dict):
            if "tC" in v:
                d.quantity("device_temperature", v["tC"], **tags)
        elif (kind, k) == ("devicepower", "battery") and isinstance(v, dict):
            if "percent" in v:
                d.quantity("battery", v["percent"], **tags)
            if "V" in v:
                d.quantity("battery_voltage", v["V"], **tags)
        elif (kind, k) in (("smoke", "alarm"), ("flood", "alarm")):
            d.quantity("smoke" if kind == "smoke" else "water_leak", v, **tags)
        elif (kind, k) in (("input", "state"), ("switch", "output"), ("light", "output")):
            d.quantity("on", v, **tags)
        elif k in GEN2:
            d.quantity(GEN2[k][0], v, GEN2[k][1], **tags)
        elif m and m[2] in GEN2:
            d.quantity(GEN2[m[2]][0], v, GEN2[m[2]][1], phase=m[1], **tags)


def shelly2(levels, raw, doc):
    name = levels[1:] if levels and levels[0] == "shellies" else levels
    if len(levels) > 1 and levels[-2] == "status":
        d = Device("shelly2", "/".join(name[:-2]))
        if not isinstance(doc, dict):
            raise Dead("undecodable" if doc is None else "schema")
        shelly_part(d, levels[-1], doc)
        if levels[-1].split(":")[0] not in GEN2_PARTS:
            raise Skip("information")
        return d.done()
    if not isinstance(doc, dict):
        raise Dead("undecodable" if doc is None else "schema")
    if doc.get("method") == "NotifyEvent":
        raise Skip("information")
    if doc.get("method") not in ("NotifyStatus", "NotifyFullStatus") or not isinstance(doc.get("params"), dict):
        if "method" in doc or "result" in doc:
            raise Skip("command")
        raise Dead("schema")
    d = Device("shelly2", "/".join(name[:-2]) if levels[-2:] == ["events", "rpc"] else doc.get("src", "/".join(levels)), None, clock(doc["params"].get("ts")))
    for part, status in doc["params"].items():
        shelly_part(d, part, status)
    if not any(p.split(":")[0] in GEN2_PARTS for p in doc["params"]):
        raise Skip("information")
    return d.done()


def esphome(levels, raw, doc, catalog):
    component, name = levels[-3], levels[-2]
    if component in ("text_sensor", "cover", "climate", "lock", "select", "text", "button", "event"):
        raise Skip("text")
    d = Device("esphome", "/".join(levels[:-3]) or name)
    d.entity(name, bare_body(raw), component in ("switch", "light", "fan"), catalog.get("/".join(levels)))
    return d.done()


def homeassistant(levels, raw, doc, catalog):
    if levels[-1] == "config":
        if not isinstance(doc, dict):
            raise Dead("undecodable" if doc is None else "schema")
        topic = doc.get("state_topic", doc.get("stat_t"))
        if not topic or "value_template" in doc or "val_tpl" in doc:
            raise Skip("information")
        topic = topic.replace("~", doc.get("~", "~"))
        entry = {"unit": doc.get("unit_of_measurement", doc.get("unit_of_meas")), "class": doc.get("device_class", doc.get("dev_cla"))}
        if not any(entry.values()):
            raise Skip("information")
        catalog.setdefault(topic, {}).update({k: v for k, v in entry.items() if v})
        return {"topic": topic}
    if len(levels) < 4:
        raise Skip("availability")
    domain, entity, part = levels[-3:]
    if part in ("unit_of_measurement", "device_class"):
        value = strict_json(raw)
        if not isinstance(value, str):
            raise Skip("text")
        topic = "/".join(levels[:-1]) + "/state"
        catalog.setdefault(topic, {})["unit" if part[0] == "u" else "class"] = value
        return {"topic": topic}
    if part != "state" or domain not in ("sensor", "binary_sensor", "switch", "light", "input_boolean", "input_number"):
        raise Skip("text")
    d = Device("homeassistant", entity)
    d.entity(entity, bare_body(raw), domain in ("switch", "light", "input_boolean"), catalog.get("/".join(levels)))
    return d.done()


def first_text(obj, keys):
    for k in keys:
        if isinstance(obj.get(k), str) and obj[k]:
            return obj[k]
        if isinstance(obj.get(k), int) and not isinstance(obj[k], bool):
            return str(obj[k])
    return None


WHO = ["device", "device_id", "deviceId", "sensor", "sensor_id", "id", "name", "host"]
ABOUT = set(WHO + "area room location ts timestamp time epoch datetime last_seen type unit units unit_of_measurement version seq sequence value".split())


def generic(levels, doc):
    if isinstance(doc, list):
        found, skipped = [], None
        for element in doc:
            if not isinstance(element, dict):
                raise Dead("schema")
            try:
                found += generic(levels, element)
            except Skip as s:
                skipped = s
        if not found:
            raise skipped or Dead("no-metrics")
        return found
    when = next((doc[k] for k in ("ts", "timestamp", "time", "epoch", "datetime", "last_seen") if k in doc), None)
    if isinstance(doc.get("fields"), dict):
        name = first_text(doc, ["name", "measurement"])
        if not name:
            raise Dead("schema")
        tags = {k: v for k, v in (doc.get("tags") or {}).items() if isinstance(v, str)}
        d = Device("json", tags.get("device") or tags.get("host") or "/".join(levels), None, clock(when))
        tags.pop("device", None)
        for k, v in doc["fields"].items():
            if isinstance(v, (bool, str)) or is_number(v):
                d.put(name, k, float(v) if is_number(v) else v, **tags)
        return d.done()
    d = Device("json", first_text(doc, WHO) or "/".join(levels), first_text(doc, ["area", "room", "location"]), clock(when))
    if "value" in doc and not isinstance(doc["value"], (dict, list)):
        name = first_text(doc, ["type", "quantity", "metric", "measurement", "sensor_type", "property"]) or (levels[-1] if levels else "")
        q, value = by_name(name), doc["value"]
        symbol = next((doc[k] for k in ("unit", "unit_of_measurement", "units") if k in doc), None)
        unit = d.unit(symbol, q)
        name = "_".join(words(name))
        if q:
            d.quantity(q, value, unit)
        elif not name:
            raise Dead("schema")
        elif is_number(value):
            d.put("other", name, float(UNITS[unit][1](value)) if unit else float(value))
        elif isinstance(value, bool):
            d.put("other", name, value)
        elif value is None:
            d.absent = True
        return d.done()
    for inner in [doc] + [doc[k] for k in ("data", "payload", "values", "readings") if isinstance(doc.get(k), dict)]:
        for k, v in inner.items():
            name = "_".join(words(k))
            if k in ABOUT:
                continue
            if k == "contact" and isinstance(v, bool):
                d.put("opening", "open", int(not v))
            elif name in WORDS:
                d.quantity(WORDS[name], v)
            elif is_number(v):
                if not name:
                    raise Dead("schema")
                d.put("other", name, float(v))
    return d.done()


LINE = re.compile(r"((?:\\[, ]|[^, \n])+)((?:,(?:\\[,= ]|[^=, \n])+=(?:\\[,= ]|[^, \n])+)*) +"
                  r"((?:\\[,= ]|[^=, \n])+=(?:\"(?:\\[\"\\]|[^\"])*\"|[^\", \n][^, \n]*)(?:,(?:\\[,= ]|[^=, \n])+=(?:\"(?:\\[\"\\]|[^\"])*\"|[^\", \n][^, \n]*))*)"
                  r" *(-?\d+)? *\r?$")


def unescape(s):
    return re.sub(r"\\([,= ])", r"\1", s)


def influx_value(s):
    if s[0] == '"':
        return re.sub(r"\\([\"\\])", r"\1", s[1:-1])
    if s in ("t", "T", "true", "True", "TRUE", "f", "F", "false", "False", "FALSE"):
        return s[0] in "tT"
    if re.fullmatch(r"-?\d+i", s) and -2**63 <= int(s[:-1]) < 2**63:
        return {"integer": int(s[:-1])}
    if re.fullmatch(r"\d+u", s) and int(s[:-1]) < 2**64:
        return {"unsigned": int(s[:-1])}
    if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", s) and not math.isinf(float(s)):
        return float(s)
    raise Dead("undecodable")


def line(levels, raw):
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Dead("undecodable")
    found = []
    for row in text.split("\n"):
        row = row.strip(" \r")
        if not row or row.startswith("#"):
            continue
        m = LINE.match(row)
        if not m or (m[4] and not -2**63 <= int(m[4]) < 2**63):
            raise Dead("undecodable")
        tags = {unescape(k): unescape(v) for k, v in re.findall(r",((?:\\[,= ]|[^=,])+)=((?:\\[,= ]|[^, ])+)", m[2])}
        d = Device("line", tags.pop("device", None) or "/".join(levels), None, (int(m[4]), False) if m[4] else None)
        for k, v in re.findall(r"((?:\\[,= ]|[^=,])+)=(\"(?:\\[\"\\]|[^\"])*\"|[^, ]+)", m[3]):
            d.put(unescape(m[1]), unescape(k), influx_value(v), **tags)
        found += d.done()
    if not found:
        raise Skip("empty-body")
    return found


def decode(case, catalog):
    raw = base64.b64decode(case["base64"]) if "base64" in case else case["body"].encode()
    headers = case.get("headers", {})
    levels = [x for x in re.split(r"[./]", case["key"]) if x]
    if len(raw) > 262144:
        raise Dead("too-large")
    if not raw.strip(b" \t\r\n"):
        raise Skip("empty-body")
    if case.get("encoding"):
        raise Dead("unsupported-envelope")
    php = re.match(rb'O:\d+:"', raw)
    envelope = bool(php) or any(h.startswith("X-Message-Stamp-") for h in headers) or "\\" in str(headers.get("type", ""))
    if envelope:
        if php:
            raise Dead("unsupported-envelope")
        if not headers.get("type"):
            raise Dead("schema")
    opens = raw.lstrip()[:1] in (b"{", b"[")
    last = levels[-1] if levels else ""

    def doc():
        return strict_json(raw) if opens else None
    if not envelope:
        if levels[0] == "zigbee2mqtt" and len(levels) > 1:
            if levels[1] == "bridge":
                raise Skip("bridge")
            return zigbee2mqtt(levels, raw, doc())
        if len(levels) >= 3 and {"tele", "stat", "cmnd"} & set(levels[:-1]) and re.fullmatch("[A-Z0-9]+", last):
            return tasmota(levels, raw, doc())
        if levels[-2:] == ["events", "rpc"] or (len(levels) > 2 and levels[-2] == "status" and (":" in last or last in ("sys", "wifi", "cloud", "mqtt", "ble", "ws", "ui", "bthome"))):
            return shelly2(levels, raw, doc())
        if levels[0] == "shellies":
            return shelly1(levels, raw, doc())
        if levels[0] in ("homeassistant", "statestream", "hass") and len(levels) >= 3:
            return homeassistant(levels, raw, doc(), catalog)
        if last == "state" and len(levels) >= 3 and levels[-3] in set("sensor binary_sensor switch light fan number text_sensor cover climate lock select text button event".split()):
            return esphome(levels, raw, doc(), catalog)
        if last in ("set", "get", "command"):
            raise Skip("command")
        if last in ("LWT", "availability") or (last in ("status", "online") and raw.lower() in (b"online", b"offline", b"true", b"false")):
            raise Skip("availability")
        if last == "debug":
            raise Skip("information")
    d = doc()
    if d is None:
        space = re.search(rb"(?<!\\) ", raw)
        if space and b"=" in raw[space.start():]:
            return line(levels, raw)
        kind, v, u = bare_body(raw)
        if kind == "text":
            raise Dead("undecodable")
        if len(levels) > 1 and last in ("state", "value"):
            levels = levels[:-1]
        dev = Device("scalar", "/".join(levels[:-1]) or levels[-1])
        dev.entity(levels[-1], (kind, v, u), False, catalog.get("/".join(levels)))
        return dev.done()
    if isinstance(d, dict):
        if d.get("method") in ("NotifyStatus", "NotifyFullStatus", "NotifyEvent"):
            return shelly2(levels, raw, d)
        if {"ZbReceived", "ENERGY", "StatusSNS"} & d.keys() or (isinstance(d.get("Time"), str) and any(isinstance(v, dict) for v in d.values())):
            return tasmota(levels, raw, d)
        if "linkquality" in d:
            return zigbee2mqtt(levels, raw, d)
    found = generic(levels, d)
    if envelope:
        for x in found:
            x.source = "symfony"
    return found


def fnv(case):
    raw = base64.b64decode(case["base64"]) if "base64" in case else case["body"].encode()
    data = case["id"].encode() if case.get("id") else case["key"].encode() + b"\0" + raw
    h = 0xCBF29CE484222325
    for b in data:
        h = ((h ^ b) * 0x100000001B3) % 2**64
    return h


EARLIEST = 1262304000 * 10**9


def moment(case, stated):
    received, headers = case["received"], case.get("headers", {})
    candidates = [stated, (headers.get("x-timestamp-ns"), False), ((headers.get("timestamp_in_ms") or 0) * 10**6, False),
                  ((case.get("timestamp") or 0) * 10**9, True)]
    for c in candidates:
        if not c or not c[0] or c[0] < EARLIEST:
            continue
        if c[0] - received > 600 * 10**9:
            raise Dead("future-time")
        return c[0] + (fnv(case) % 10**9 if c[1] else 0)
    return received


def typed(v):
    if isinstance(v, dict):
        return v
    if isinstance(v, bool):
        return {"boolean": v}
    if isinstance(v, str):
        return {"text": v}
    return {"integer": v} if isinstance(v, int) else {"double": v}


def expected(case, catalog):
    try:
        found = decode(case, catalog)
        if isinstance(found, dict):
            return {"name": case["name"], "outcome": "announcement", "detail": found["topic"]}
        points = []
        for d in found:
            for (measurement, tags), fields in d.points.items():
                tags = dict(tags, device=d.device, source=d.source, **({"area": d.area} if d.area else {}))
                points.append({"measurement": measurement, "tags": dict(sorted(tags.items())), "time": moment(case, d.time),
                               "fields": {k: typed(v) for k, v in fields.items()}})
        return {"name": case["name"], "outcome": "points", "points": points}
    except Skip as s:
        return {"name": case["name"], "outcome": "ignored", "detail": str(s)}
    except Dead as s:
        return {"name": case["name"], "outcome": "dead", "detail": str(s)}


def main():
    catalog = {}
    rows = [json.loads(r) for r in (HERE / "corpus.jsonl").read_text().splitlines() if r]
    text = "".join(json.dumps(expected(c, catalog), ensure_ascii=False, sort_keys=True) + "\n" for c in rows)
    target = HERE / "expected.jsonl"
    if "--check" in sys.argv:
        sys.exit(0 if target.read_text() == text else "expected.jsonl is not what decode.py says: run it without --check")
    target.write_text(text)
    print(len(rows), "messages recorded")


if __name__ == "__main__":
    main()
