#!/usr/bin/env bash
# A throw-away real PostgreSQL with pgvector for the test suite; nothing outside its folder is changed.
#
#   scripts/test-postgres.sh start [FOLDER] [PORT]   makes and starts it; prints the TEST_DATABASE_URL to use as the last line
#   scripts/test-postgres.sh stop  [FOLDER]          stops it; the folder may then be deleted
#
# Needs PostgreSQL 15 or newer installed (PG_BIN names its bin folder if it is not found). pgvector is taken from the installation; if it is
# not there it is compiled (cc, make) from PGVECTOR_SOURCE, or from the source package of Debian, into a private copy of the server.
# It listens on loopback only and trusts every local login: for tests, never for data.
set -euo pipefail

command=${1:-}
folder=${2:-/tmp/copilot-test-postgres}
port=${3:-15432}

say() { echo "test-postgres: $*" >&2; }
give_up() { say "$*"; exit 1; }

find_bin() {
  if [ -n "${PG_BIN:-}" ]; then echo "$PG_BIN"; return; fi
  local newest
  newest=$(ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin 2>/dev/null | sort -V | tail -1)
  if [ -n "$newest" ]; then echo "$newest"; return; fi
  command -v postgres >/dev/null && dirname "$(command -v postgres)"
}

# PostgreSQL refuses to run as root: use its own user then, or nobody.
as_server() {
  if [ "$(id -u)" != 0 ]; then "$@"; return; fi
  local user=postgres
  id postgres >/dev/null 2>&1 || user=nobody
  (cd / && setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups -- "$@")
}

fetch_pgvector_source() { # prints the folder of the source
  if [ -n "${PGVECTOR_SOURCE:-}" ]; then echo "$PGVECTOR_SOURCE"; return; fi
  command -v apt-get >/dev/null || give_up "pgvector is not installed and there is no apt-get to fetch its source: install it, or unpack it and set PGVECTOR_SOURCE"
  local apt=$folder/build/apt
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
  echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian trixie main" >"$apt/sources.list"
  local options=(-o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null -o "Dir::State::lists=$apt/lists" -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root)
  (cd "$folder/build" && apt-get "${options[@]}" update -qq >&2 && apt-get "${options[@]}" source --download-only -qq pgvector >&2) ||
    give_up "the source of pgvector could not be fetched from Debian: set PGVECTOR_SOURCE to an unpacked copy"
  mkdir -p "$folder/build/pgvector"
  tar xf "$folder"/build/pgvector_*.orig.tar.* -C "$folder/build/pgvector" --strip-components=1
  echo "$folder/build/pgvector"
}

server_headers() { # prints the include folder of the server
  local include
  include=$("$bin/pg_config" --includedir-server)
  if [ -f "$include/postgres.h" ]; then echo "$include"; return; fi
  (cd "$folder/build" && apt-get download -qq "postgresql-server-dev-$major" >&2 && dpkg -x postgresql-server-dev-*.deb headers) ||
    give_up "the server headers are missing: install postgresql-server-dev-$major"
  echo "$folder/build/headers/usr/include/postgresql/$major/server"
}

# PostgreSQL finds its files relative to its binary, so a copy with the same tree is a second installation.
private_copy() {
  local lib share
  lib=$(dirname "$bin")
  share=$("$bin/pg_config" --sharedir)
  mkdir -p "$folder/server$(dirname "$lib")" "$folder/server$(dirname "$share")"
  cp -a "$lib" "$folder/server$(dirname "$lib")/"
  cp -aL "$share" "$folder/server$(dirname "$share")/"
}

add_pgvector() { # sets server_bin
  if [ -f "$("$bin/pg_config" --sharedir)/extension/vector.control" ]; then server_bin=$bin; return; fi
  server_bin=$folder/server$bin
  [ -f "$folder/server$("$bin/pg_config" --sharedir)/extension/vector.control" ] && return
  command -v make >/dev/null && command -v cc >/dev/null || give_up "pgvector is not installed and there is no compiler: install pgvector for PostgreSQL $major"
  mkdir -p "$folder/build"
  local source headers
  source=$(fetch_pgvector_source)
  headers=$(server_headers)
  say "compiling pgvector for PostgreSQL $major"
  make -s -C "$source" with_llvm=no OPTFLAGS="" PG_CONFIG="$bin/pg_config" includedir_server="$headers" >"$folder/build/make.log" 2>&1 ||
    give_up "pgvector did not compile, see $folder/build/make.log"
  private_copy
  cp "$source/vector.so" "$folder/server$("$bin/pg_config" --pkglibdir)/"
  cp "$source/vector.control" "$source"/sql/vector--*.sql "$folder/server$("$bin/pg_config" --sharedir)/extension/"
}

# Encrypted connections beside plain ones, under a certificate that nobody else trusts: $folder/data/server.crt.
add_tls() {
  command -v openssl >/dev/null || { say "no openssl: the server speaks without TLS"; return; }
  as_server openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=localhost" -addext "subjectAltName=DNS:localhost,IP:127.0.0.1" \
    -keyout "$folder/data/server.key" -out "$folder/data/server.crt" 2>/dev/null
  as_server chmod 600 "$folder/data/server.key"
  as_server tee -a "$folder/data/postgresql.conf" >/dev/null <<<"ssl = on"
}

start() {
  bin=$(find_bin) || true
  [ -n "$bin" ] && [ -x "$bin/initdb" ] || give_up "no PostgreSQL server is installed here (initdb not found): install PostgreSQL 15 or newer, or set PG_BIN"
  major=$("$bin/pg_config" --version | sed -E 's/^PostgreSQL ([0-9]+).*/\1/')
  [ "$major" -ge 15 ] || give_up "PostgreSQL $major is too old, 15 or newer is needed"
  mkdir -p "$folder"
  folder=$(cd "$folder" && pwd)
  chmod 755 "$folder"
  add_pgvector
  mkdir -p "$folder/data"
  if [ ! -f "$folder/data/PG_VERSION" ]; then
    [ "$(id -u)" != 0 ] || chown "$(id postgres >/dev/null 2>&1 && echo postgres || echo nobody)" "$folder/data"
    as_server "$server_bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
    as_server tee -a "$folder/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
timezone = 'UTC'
max_connections = 200
fsync = off
synchronous_commit = off
full_page_writes = off
CONF
    add_tls
  fi
  if ! as_server "$server_bin/pg_ctl" -D "$folder/data" status >/dev/null; then
    as_server "$server_bin/pg_ctl" -D "$folder/data" -w -l "$folder/data/server.log" -o "-p $port" start >/dev/null ||
      give_up "the server did not start, see $folder/data/server.log"
  fi
  "$server_bin/psql" -h 127.0.0.1 -p "$port" -U postgres -d postgres -qtAc "SELECT 1 FROM pg_available_extensions WHERE name = 'vector'" | grep -q 1 ||
    give_up "the server runs but has no pgvector"
  say "PostgreSQL $major with pgvector on 127.0.0.1:$port; set TEST_DATABASE_URL to:"
  echo "postgresql://postgres@127.0.0.1:$port/postgres"
}

stop() {
  bin=$(find_bin)
  as_server "$bin/pg_ctl" -D "$folder/data" -m fast stop >/dev/null && say "stopped"
}

case $command in
  start) start ;;
  stop) stop ;;
  *) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
