# shellcheck shell=sh
# Sourced by every script: where things are, and how to speak, stop and become root.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# Some services have no HOME.
HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
export HOME
# Everything the scripts keep outside the checkout. It is handed on through sudo, where HOME may be another one.
state=${SKEP_STATE:-${XDG_CACHE_HOME:-$HOME/.cache}/skep}
# Debian keeps dockerd, ip and iptables where a user's PATH does not look.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export PATH

if [ -t 2 ] && [ -z "${NO_COLOR:-}" ]; then
  bold=$(printf '\033[1m') dim=$(printf '\033[2m') red=$(printf '\033[31m') plain=$(printf '\033[0m')
else
  bold='' dim='' red='' plain=''
fi

say() { printf '%s\n' "$*" >&2; }
step() { printf '%s==>%s %s\n' "$bold" "$plain" "$*" >&2; }
die() {
  printf '%serror:%s %s\n' "$red" "$plain" "$*" >&2
  exit 1
}

# as_root COMMAND...: directly as root, else through sudo.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null 2>&1; then
    sudo "$@"
  else
    die "this needs root: run it as root, or install sudo: $*"
  fi
}

# confirm QUESTION: asks only where somebody can answer.
confirm() {
  if [ -n "${assume_yes:-}" ] || [ ! -t 0 ] || [ ! -t 2 ]; then return 0; fi
  printf '%s [Y/n] ' "$1" >&2
  read -r answer || answer=n
  case $answer in '' | [yY]*) return 0 ;; *) return 1 ;; esac
}

# The name that keeps the engines of two checkouts, and of tests and demo, apart.
engine_name() { printf '%s-%s\n' "$1" "$(printf '%s' "$root" | cksum | cut -d ' ' -f 1)"; }

# usage FILE: the comment at the head of a script is its help.
usage() { sed -n '2,/^[^#]/{s/^# \{0,1\}//p;}' "$1"; }
