#!/bin/sh
# An HTTP proxy on port 8888 that reaches the hosts of ASSAY_ALLOW (separated by spaces) and nothing else.
set -eu
for host in ${ASSAY_ALLOW:-}; do
  printf '^%s$\n' "$(printf '%s' "$host" | sed 's/\./\\./g')"
done > /tmp/allowed
cat > /tmp/tinyproxy.conf <<CONFIG
Port 8888
Timeout 120
MaxClients 100
LogLevel Notice
Filter "/tmp/allowed"
FilterType ere
FilterDefaultDeny Yes
ConnectPort 443
CONFIG
exec tinyproxy -d -c /tmp/tinyproxy.conf
