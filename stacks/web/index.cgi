#!/bin/sh
# Counts this visit in Redis and says which replica answered.
password=$(cat /run/secrets/cache_password)
visits=$(printf 'AUTH %s\r\nINCR visits\r\nQUIT\r\n' "$password" | nc cache 6379 | tr -d '\r' | sed -n 's/^://p')

if [ -z "$visits" ]; then
  printf 'Status: 503 Service Unavailable\r\nContent-Type: text/plain\r\n\r\nthe cache does not answer\n'
  exit 0
fi
printf 'Content-Type: text/plain\r\n\r\n%s: visit %s, answered by %s\n' "$GREETING" "$visits" "$(hostname)"
