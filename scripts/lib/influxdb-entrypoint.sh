#!/bin/sh
# The start of the influxdb image that scripts/images makes: as the public image, it creates at the first start the database, the
# administrator and the user that INFLUXDB_DB, INFLUXDB_ADMIN_USER and INFLUXDB_USER name, with their passwords.
set -eu

ask() { influx -host 127.0.0.1 -port 8086 -execute "$1"; }

# quoted TEXT: as a string of InfluxQL.
quoted() { printf "'%s'" "$(printf '%s' "$1" | sed "s/[\\\\']/\\\\&/g")"; }

prepare() {
  INFLUXDB_HTTP_BIND_ADDRESS=127.0.0.1:8086 INFLUXDB_HTTP_AUTH_ENABLED=false influxd >/dev/null 2>&1 &
  server=$!
  tries=1200
  until ask 'SHOW DATABASES' >/dev/null 2>&1; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || { echo "influxd does not answer" >&2; exit 1; }
    sleep 0.1
  done
  if [ -n "${INFLUXDB_ADMIN_USER:-}" ]; then
    ask "CREATE USER \"$INFLUXDB_ADMIN_USER\" WITH PASSWORD $(quoted "$INFLUXDB_ADMIN_PASSWORD") WITH ALL PRIVILEGES"
  fi
  if [ -n "${INFLUXDB_DB:-}" ]; then ask "CREATE DATABASE \"$INFLUXDB_DB\""; fi
  if [ -n "${INFLUXDB_USER:-}" ]; then
    ask "CREATE USER \"$INFLUXDB_USER\" WITH PASSWORD $(quoted "$INFLUXDB_USER_PASSWORD")"
    [ -z "${INFLUXDB_DB:-}" ] || ask "GRANT ALL ON \"$INFLUXDB_DB\" TO \"$INFLUXDB_USER\""
  fi
  kill "$server"
  wait "$server" || true
}

[ "${1:-}" = influxd ] || exec "$@"
[ -e /var/lib/influxdb/meta/meta.db ] || prepare
exec "$@"
