#!/bin/sh
# Forwards TCP from port 8080 to the first of ASSAY_TARGETS (name:port, separated by spaces), from the next port to the next one, and
# so on. Each name is looked up again and again: the app may be restarted.
set -eu
cat > /tmp/haproxy.cfg <<CONFIG
global
  maxconn 2000
defaults
  mode tcp
  timeout connect 2s
  timeout client 120s
  timeout server 120s
  retries 0
resolvers engine
  parse-resolv-conf
  accepted_payload_size 8192
  timeout resolve 200ms
  timeout retry 200ms
  hold valid 200ms
  hold nx 200ms
  hold other 200ms
  hold obsolete 0s
CONFIG
port=8080
for target in $ASSAY_TARGETS; do
  cat >> /tmp/haproxy.cfg <<CONFIG
listen app-$port
  bind :$port
  server app $target resolvers engine resolve-prefer ipv4 init-addr none
CONFIG
  port=$((port + 1))
done
exec haproxy -W -db -f /tmp/haproxy.cfg
