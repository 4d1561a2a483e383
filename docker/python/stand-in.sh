#!/bin/sh
# Makes a stand-in for python:3.13-slim from Debian's packages, where no registry answers: a root file system as a tar
# on standard output. Runs as root on the host.   stand-in.sh HOST-CA-BUNDLE [MIRROR]
set -eu
ca_bundle=$1
mirror=${2:-}
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

# shellcheck disable=SC2086  # no mirror given: debootstrap's own default
debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates trixie "$root" $mirror >&2

# The security suite of the same mirror, where it has one; `apt-get update` says so if it has not.
if [ -n "$mirror" ]; then
  printf 'deb %s trixie main\n' "$mirror" > "$root/etc/apt/sources.list"
fi

# What the official image has and Debian's packages have not: `python`, `pip`, and no marker against system-wide installs.
rm -f "$root"/usr/lib/python3*/EXTERNALLY-MANAGED
ln -s /usr/bin/python3 "$root/usr/local/bin/python"
ln -s /usr/bin/python3 "$root/usr/local/bin/python3"
# pip from the wheel that venv brings, not from Debian's package: pip can't replace what dpkg owns, and tools such as
# Poetry replace some of it.
wheels=/usr/share/python-wheels
chroot "$root" sh -c "python3 \$(ls $wheels/pip-*.whl)/pip install --quiet --no-index --find-links $wheels pip" >&2

cat "$ca_bundle" >> "$root/etc/ssl/certs/ca-certificates.crt"
rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/archives/*.deb
# Not device files: the engine makes its own.
tar -C "$root" --exclude=./dev/\* --numeric-owner -c .
