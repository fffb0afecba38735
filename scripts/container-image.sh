#!/usr/bin/env bash
# Makes the image that the migration tests start: PostgreSQL 15 with plpgsql_check.
# From the official image when its registry can be reached, else from Debian packages (needs root
# and debootstrap). Usage: scripts/container-image.sh [--force]
set -euo pipefail

image=${TEST_POSTGRES_IMAGE:-pipeline-postgres:15}
packages=postgresql-15,postgresql-15-plpgsql-check,locales
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}

if [[ ${1:-} != --force ]] && docker image inspect "$image" >/dev/null 2>&1; then
  echo "image $image is there"
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

from_registry() {
  timeout 120 docker pull --quiet postgres:15-bookworm >/dev/null 2>&1 || return 1
  printf '%s\n' 'FROM postgres:15-bookworm' \
    'RUN apt-get update && apt-get install -y --no-install-recommends postgresql-15-plpgsql-check \' \
    '  && rm -rf /var/lib/apt/lists/*' >"$work/Dockerfile"
  docker build --quiet --tag "$image" "$work" >/dev/null
}

# Honours POSTGRES_USER, POSTGRES_PASSWORD and POSTGRES_DB, as the official image does.
write_entrypoint() {
  cat >"$1" <<'ENTRYPOINT'
#!/bin/bash
set -euo pipefail
export PATH=/usr/lib/postgresql/15/bin:$PATH PGDATA=/var/lib/postgresql/data
user=${POSTGRES_USER:-postgres} database=${POSTGRES_DB:-${POSTGRES_USER:-postgres}}
if [[ $(id -u) == 0 ]]; then
  install -d -o postgres -g postgres -m 700 "$PGDATA"
  install -d -o postgres -g postgres /var/run/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi
if [[ ! -s $PGDATA/PG_VERSION ]]; then
  initdb --username="$user" --pwfile=<(printf '%s\n' "${POSTGRES_PASSWORD:?}") --encoding=UTF8 \
    --locale=C.UTF-8 --auth-host=scram-sha-256 --auth-local=trust --no-sync >/dev/null
  printf 'host all all all scram-sha-256\n' >>"$PGDATA/pg_hba.conf"
  if [[ $database != postgres ]]; then
    printf 'create database "%s";\n' "$database" | postgres --single -j postgres >/dev/null
  fi
fi
[[ ${1:-} == postgres ]] && shift
exec postgres -c listen_addresses='*' "$@"
ENTRYPOINT
  chmod 755 "$1"
}

from_debian() {
  local root="$work/root"
  command -v debootstrap >/dev/null || { echo 'debootstrap is missing' >&2; return 1; }
  debootstrap --variant=minbase --include="$packages" bookworm "$root" "$mirror" \
    >"$work/log" 2>&1 || { tail -n 20 "$work/log" >&2; return 1; }
  rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/* \
    "$root"/var/lib/postgresql/15 "$root"/usr/share/doc/*
  write_entrypoint "$root/usr/local/bin/entrypoint"
  tar -C "$root" --one-file-system --exclude=./proc/* --exclude=./sys/* -c . \
    | docker import --change 'ENTRYPOINT ["/usr/local/bin/entrypoint"]' \
      --change 'EXPOSE 5432' --change 'CMD ["postgres"]' \
      - "$image" >/dev/null
}

if from_registry; then
  echo "image $image is built on postgres:15-bookworm"
elif from_debian; then
  echo "image $image is built from Debian packages"
else
  echo "image $image could not be built" >&2
  exit 1
fi
