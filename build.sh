#!/usr/bin/env bash
# Compiles the build script when a source changed, then starts it. Every target runs through here:
#   ./build.sh --target=Release      releases (the quickstart, unless --recipe or --working says otherwise)
#   ./build.sh --target=Test         passes the tests
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
built="$root/artifacts/bin/Build/release/Build.dll"
stamp="$root/artifacts/.sources"

command -v dotnet >/dev/null || {
  echo "build.sh: the .NET SDK ($(sed -n 's/.*"version": "\(.*\)".*/\1/p' "$root/global.json") or newer) is needed, and dotnet is not on PATH." >&2
  exit 1
}

# The names of all sources tell what was added or removed, their times what was changed.
sources() {
  find "$root"/{build,src,recipes} "$root"/Directory.* "$root/global.json" -type f
}

if [ ! -f "$built" ] || [ ! -f "$stamp" ] || [ -n "$(find "$root"/{build,src,recipes} "$root"/Directory.* "$root/global.json" -type f -newer "$stamp" -print -quit)" ] ||
  [ "$(sources | cksum)" != "$(cat "$stamp")" ]; then
  names=$(sources | cksum)
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  if ! dotnet build "$root/build/Build.csproj" --configuration Release --verbosity quiet -nologo -clp:NoSummary >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
  fi
  printf '%s\n' "$names" >"$stamp"
  rm -f "$log"
  trap - EXIT
fi

exec dotnet exec "$built" "$@"
