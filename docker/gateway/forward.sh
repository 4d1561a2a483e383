#!/bin/sh
# Forwards TCP from port 8080 to ASSAY_TARGET (name:port). The name is looked up again and again: the app may be restarted.
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
listen app
  bind :8080
  server app ${ASSAY_TARGET} resolvers engine resolve-prefer ipv4 init-addr none
CONFIG
exec haproxy -W -db -f /tmp/haproxy.cfg
