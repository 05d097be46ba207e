# Keeps one PostgreSQL for as long as standard input stays open.
# A second role, guildhall_powerful, is one that a start must refuse.
# Arguments: the folder of the binaries, the folder for everything, the port. First line of input: the role's password.
binaries=$1 folder=$2 port=$3
trap '' HUP INT TERM
read -r password || exit 1

make_cluster() {
  # Not synced, and neither is what is written later: nobody reads it after this machine's end.
  "$binaries/initdb" --pgdata="$folder/data" --username=owner --locale=C --encoding=UTF8 \
    --auth-local=trust --auth-host=scram-sha-256 --no-sync &&
    printf '%s\n' "CREATE ROLE guildhall LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS PASSWORD '$password';" \
      "CREATE ROLE guildhall_powerful LOGIN BYPASSRLS PASSWORD '$password';" |
    "$binaries/postgres" --single -D "$folder/data" postgres
}

if make_cluster </dev/null >"$folder/log" 2>&1; then
  "$binaries/postgres" -D "$folder/data" -c listen_addresses=127.0.0.1 -c port="$port" \
    -c unix_socket_directories="$folder" -c max_connections=200 -c fsync=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off -c shared_buffers=256MB </dev/null >"$folder/log" 2>&1 &
  server=$!
  exec 3<&0
  # At once, not in order: nobody reads these databases again.
  (cat <&3 >/dev/null; touch "$folder/stopping"; kill -QUIT "$server") &
  wait "$server"
fi

# It ended without being told to: say why.
[ -e "$folder/stopping" ] || cat "$folder/log" >&2
rm -rf "$folder"
