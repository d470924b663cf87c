# shellcheck shell=sh
# Sourced where docker compose 2 is compared with or worked with.

is_compose_2() {
  case $("$1" version --short 2>/dev/null) in 2.* | v2.* | [3-9].*) return 0 ;; esac
  return 1
}

# find_compose: prints the path of docker compose 2 or newer: SKEP_COMPOSE, docker-compose on PATH, or docker's plugin.
find_compose() {
  for candidate in "${SKEP_COMPOSE:-}" "$(command -v docker-compose || true)" "${DOCKER_CONFIG:-$HOME/.docker}/cli-plugins/docker-compose" \
    /usr/local/lib/docker/cli-plugins/docker-compose /usr/local/libexec/docker/cli-plugins/docker-compose \
    /usr/lib/docker/cli-plugins/docker-compose /usr/libexec/docker/cli-plugins/docker-compose; do
    [ -n "$candidate" ] && [ -x "$candidate" ] && is_compose_2 "$candidate" && printf '%s\n' "$candidate" && return 0
  done
  return 1
}
