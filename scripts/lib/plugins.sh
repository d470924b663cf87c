# shellcheck shell=sh
# Sourced where docker compose 2 is compared with or worked with, and where buildx builds.

# find_plugin NAME [CANDIDATE...]: prints the path of the first program that is there and is_NAME; the candidates, then where docker looks.
find_plugin() {
  plugin=$1
  shift
  for candidate in "$@" "${DOCKER_CONFIG:-$HOME/.docker}/cli-plugins/docker-$plugin" "/usr/local/lib/docker/cli-plugins/docker-$plugin" \
    "/usr/local/libexec/docker/cli-plugins/docker-$plugin" "/usr/lib/docker/cli-plugins/docker-$plugin" \
    "/usr/libexec/docker/cli-plugins/docker-$plugin"; do
    [ -n "$candidate" ] && [ -x "$candidate" ] && "is_$plugin" "$candidate" && printf '%s\n' "$candidate" && return 0
  done
  return 1
}

is_compose() {
  case $("$1" version --short 2>/dev/null) in 2.* | v2.* | [3-9].*) return 0 ;; esac
  return 1
}

is_buildx() { "$1" version >/dev/null 2>&1; }

# find_compose: prints the path of docker compose 2 or newer: SKEP_COMPOSE, docker-compose on PATH, or docker's plugin.
find_compose() { find_plugin compose "${SKEP_COMPOSE:-}" "$(command -v docker-compose || true)"; }

# find_buildx: prints the path of buildx: SKEP_BUILDX, or docker's plugin.
find_buildx() { find_plugin buildx "${SKEP_BUILDX:-}"; }
