#!/bin/sh
# Varnish asks the DNS only while it reads its rules. So they name the tasks of `web` by address, and are made anew when tasks
# come or go.
set -eu
rules=/tmp/rules.vcl known='' number=0

addresses() { getent ahostsv4 web | cut -d ' ' -f 1 | sort -u | tr '\n' ' '; }

# write_rules ADDRESS...: all of them behind one director, which default.vcl uses.
write_rules() {
  printf 'vcl 4.1;\nimport directors;\n'
  for address in "$@"; do
    name=web_$(printf '%s' "$address" | tr . _)
    printf 'backend %s {\n  .host = "%s";\n  .port = "8080";\n' "$name" "$address"
    printf '  .probe = { .url = "/alive"; .interval = 2s; .timeout = 1s; .window = 3; .threshold = 2; .initial = 2; }\n}\n'
  done
  printf 'sub vcl_init {\n  new web = directors.round_robin();\n'
  for address in "$@"; do printf '  web.add_backend(web_%s);\n' "$(printf '%s' "$address" | tr . _)"; done
  printf '}\ninclude "/etc/varnish/default.vcl";\n'
}

# reload ADDRESS...: requests that have begun end with the rules that they began with.
reload() {
  write_rules "$@" >"$rules"
  old=$number number=$((number + 1))
  varnishadm vcl.load "rules$number" "$rules" >/dev/null
  varnishadm vcl.use "rules$number" >/dev/null
  if [ "$old" = 0 ]; then old=boot; else old=rules$old; fi
  varnishadm vcl.discard "$old" >/dev/null || true
}

until known=$(addresses) && [ -n "$known" ]; do sleep 1; done
# shellcheck disable=SC2086
write_rules $known >"$rules"
varnishd -F -a :8080 -f "$rules" -s malloc,32m &
server=$!
trap 'kill "$server"' TERM INT

while kill -0 "$server" 2>/dev/null; do
  sleep 2 &
  wait $! || true
  found=$(addresses) || continue
  [ -n "$found" ] && [ "$found" != "$known" ] || continue
  # shellcheck disable=SC2086
  reload $found && known=$found
done
wait "$server"
