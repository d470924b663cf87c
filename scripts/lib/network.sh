# shellcheck shell=sh
# Sourced by scripts/engine: the network of a throw-away engine.
#
#   host --$wire-- hub (a namespace with a bridge) --n1-- node 1 (a namespace), --n2-- node 2, ...
#
# The bridge has a namespace of its own, because the host's packet filter, and that of a node, would drop what passes between nodes.
# No namespace has a default route: nothing gets further than the host, and a look-up of a name fails at once.

hub=skep-$name
# Names of interfaces have 15 characters at most.
wire=sk$(printf '%s' "$name" | cksum | cut -d ' ' -f 1)
most_nodes=12

node_space() { printf 'skep-%s-%s\n' "$name" "$1"; }

# 198.18.0.0/15 is set aside for test networks (RFC 2544), so it hardly meets a real one. Sixteen addresses an engine: .1 is the
# host's, .2 that of node 1.
choose_subnet() {
  start=$(($(printf '%s' "$name" | cksum | cut -d ' ' -f 1) % 4096))
  for offset in $(seq 0 63); do
    block=$(((start + offset) % 4096))
    prefix=198.18.$((block / 16)).
    base=$((block % 16 * 16))
    [ -z "$(ip -4 -o addr show to "$prefix$base/28")$(ip -4 route show root "$prefix$base/28")" ] || continue
    printf '%s %s\n' "$prefix" "$base" >"$home/subnet"
    return 0
  done
  die "no free subnet in 198.18.0.0/16 for the engine"
}

# address_of NODE: 0 for the host.
address_of() {
  read -r prefix base <"$home/subnet"
  printf '%s%s\n' "$prefix" $((base + $1 + 1))
}

make_hub() {
  choose_subnet
  ip netns add "$hub"
  ip -n "$hub" link add bridge type bridge
  ip -n "$hub" link set bridge up
  ip link add "$wire" type veth peer name host netns "$hub"
  ip -n "$hub" link set host master bridge up
  ip addr add "$(address_of 0)/28" dev "$wire"
  ip link set "$wire" up
}

make_node_network() {
  node_is=$(node_space "$1")
  ip netns add "$node_is"
  ip -n "$hub" link add "n$1" type veth peer name eth0 netns "$node_is"
  ip -n "$hub" link set "n$1" master bridge up
  ip -n "$node_is" addr add "$(address_of "$1")/28" dev eth0
  ip -n "$node_is" link set eth0 up
  ip -n "$node_is" link set lo up
}

# plug NODE up|down: the wire between a node and the hub.
plug() { ip -n "$hub" link set "n$1" "$2"; }

remove_network() {
  ip link del "$wire" 2>/dev/null || true
  for number in $(seq "$most_nodes"); do
    node_is=$(node_space "$number")
    [ -e "/run/netns/$node_is" ] || continue
    for pid in $(ip netns pids "$node_is" 2>/dev/null); do kill -9 "$pid" 2>/dev/null || true; done
    ip netns del "$node_is" 2>/dev/null || true
  done
  ip netns del "$hub" 2>/dev/null || true
}
