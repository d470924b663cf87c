#!/bin/sh
# Dumps every database each EVERY seconds, and keeps the latest KEEP dumps. A dump has its name only when it is whole.
set -eu
umask 077

dump() {
  draft=/backups/.draft.sql
  # The password is read from a file, so that no list of processes shows it.
  printf '[client]\nhost=mariadb\nuser=root\npassword="%s"\n' "$(cat /run/secrets/root_password)" >/tmp/client.cnf
  mariadb-dump --defaults-extra-file=/tmp/client.cnf --all-databases --single-transaction --quick >"$draft" || return 1
  gzip -f "$draft"
  mv "$draft.gz" "/backups/$(date -u +%Y-%m-%dT%H%M%SZ).sql.gz"
  # The names are made above, and sort by time.
  # shellcheck disable=SC2012
  ls /backups/*.sql.gz | head -n "-$KEEP" | while read -r old; do rm -f "$old"; done
}

while :; do
  if dump; then
    echo "backed up"
    sleep "$EVERY"
  else
    echo "the dump failed; again in 30 s" >&2
    sleep 30
  fi
done
