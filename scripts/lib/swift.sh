# shellcheck shell=sh
# Sourced after base.sh: find a Swift that is new enough, wherever an installer put it.

swift_minimum=6.1
# Where swiftly puts itself and links to the toolchain in use. The env.sh beside it is for bash: sh does not understand it.
swiftly_programs=${SWIFTLY_BIN_DIR:-$HOME/.local/share/swiftly/bin}

# The version on PATH as "6.3", or nothing.
swift_version() { swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1; }

swift_is_new_enough() {
  version=$(swift_version)
  [ -n "$version" ] || return 1
  [ "${version%%.*}" -gt "${swift_minimum%%.*}" ] && return 0
  [ "${version%%.*}" -eq "${swift_minimum%%.*}" ] && [ "${version#*.}" -ge "${swift_minimum#*.}" ]
}

# Puts a good enough Swift on PATH: the user's own, swiftly's, or one unpacked by hand.
use_swift() {
  swift_is_new_enough && return 0
  for swift_folder in "$swiftly_programs" /opt/swift/usr/bin /usr/local/swift/usr/bin; do
    [ -x "$swift_folder/swift" ] || continue
    PATH=$swift_folder:$PATH
    swift_is_new_enough && return 0
  done
  return 1
}
