# shellcheck shell=sh
# Sourced after base.sh: waiting for things, and ending the processes that a script started, and no others.

# wait_until SECONDS COMMAND...: tries ten times a second.
wait_until() {
  tries=$(($1 * 10))
  shift
  while ! "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 0.1
  done
}

is_alive() { [ -s "$1" ] && [ -d "/proc/$(cat "$1")" ]; }
is_gone() { [ ! -d "/proc/$1" ]; }

# stop PIDFILE SECONDS: politely first.
stop() {
  is_alive "$1" || return 0
  pid=$(cat "$1")
  kill "$pid" 2>/dev/null || return 0
  wait_until "$2" is_gone "$pid" || kill -9 "$pid" 2>/dev/null || true
}

# own_processes FOLDER: those that carry a path in the folder in their command line.
own_processes() {
  for file in /proc/[0-9]*/cmdline; do
    { tr '\0' ' ' <"$file" | grep -qF -- "$1/"; } 2>/dev/null || continue
    pid=${file#/proc/}
    echo "${pid%/cmdline}"
  done
}

children_of() {
  for file in /proc/[0-9]*/stat; do
    { read -r line <"$file"; } 2>/dev/null || continue
    # The command's name, in brackets, may hold blanks: count the fields after it (state, parent, ...).
    line=${line##*) }
    line=${line#* }
    [ "${line%% *}" != "$1" ] || { pid=${file#/proc/} && echo "${pid%/stat}"; }
  done
}

# kill_processes FOLDER: at once, with their children: those of a containerd-shim are the containers.
kill_processes() {
  me=$$
  for pid in $(own_processes "$1"); do
    [ "$pid" != "$me" ] || continue
    for child in $(children_of "$pid"); do kill -9 "$child" 2>/dev/null || true; done
    kill -9 "$pid" 2>/dev/null || true
  done
}
