#!/usr/bin/env bash
# Compiles the build script when a source has changed, then starts it. Every target runs through here:
#   ./build.sh --target=Release      releases (the quickstart, unless --recipe or --working says otherwise)
#   ./build.sh --target=Test         passes the tests
# Each compilation has a directory of its own, so that a release that is running never loses its program.
set -euo pipefail

script=${BASH_SOURCE[0]}
while [ -L "$script" ]; do
  link=$(readlink "$script")
  case $link in
    /*) script=$link ;;
    *) script=$(dirname "$script")/$link ;;
  esac
done
case $script in */*) root=${script%/*} ;; *) root=. ;; esac
root=$(cd -P "$root" && pwd)
programs=$root/artifacts/program
sources=("$root/build" "$root/src" "$root/recipes" "$root"/Directory.* "$root/global.json")

# Every source with its size and its times: what tells whether one was changed, added or removed.
listing() {
  case $OSTYPE in
    linux*) find "${sources[@]}" -type f -printf '%p %s %T@ %C@\n' ;;
    *) find "${sources[@]}" -type f -exec stat -f '%N %z %m %c' {} + ;;
  esac
}

# Sets program to what was compiled last, if that was from the sources as they are.
find_program() {
  local name
  IFS= read -r name 2>/dev/null <"$programs/current" || return 1
  program=$programs/$name
  [ -f "$program/Build.dll" ] && listing | cmp -s - "$program/sources"
}

publish() {
  # What the compiler leaves running must hold neither the lock nor our input.
  DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 dotnet publish "$root/build/Build.csproj" --output "$1" \
    --configuration Release --use-current-runtime --self-contained false --verbosity quiet -nologo \
    -p:DebugType=embedded -p:GenerateDocumentationFile=false -p:RunAnalyzers=false \
    -p:PublishReadyToRun="$2" >"$1.log" 2>&1 </dev/null 9>&-
}

compile() {
  program=$programs/$(date +%Y%m%d%H%M%S)-$$
  mkdir -p "$program"
  listing >"$program/sources"
  printf 'build.sh: compiling ...' >&2
  SECONDS=0
  # Where the feed lacks the compiler to machine code, the program only starts more slowly.
  if ! publish "$program" true && ! { grep -qi crossgen "$program.log" && publish "$program" false; }; then
    printf ' failed after %d s\n' "$SECONDS" >&2
    sort -u "$program.log" >&2
    rm -rf "$program" "$program.log"
    exit 1
  fi
  rm -f "$program.log"
  printf '%s\n' "${program##*/}" >"$programs/current.new"
  mv -f "$programs/current.new" "$programs/current"
  # Programs of earlier sources go when no release can be using them any more.
  find "$programs" -mindepth 1 -maxdepth 1 -type d -mtime +1 ! -path "$program" -exec rm -rf {} +
  printf ' done in %d s\n' "$SECONDS" >&2
}

if ! command -v dotnet >/dev/null; then
  echo "build.sh: dotnet is not on PATH. Install the .NET SDK $(sed -n 's/.*"version": "\(.*\)".*/\1/p' "$root/global.json") or newer." >&2
  exit 1
fi

if ! find_program; then
  mkdir -p "$programs"
  exec 9>"$programs/lock"
  # Another build.sh may be compiling the same sources: wait for it, then look again.
  if command -v flock >/dev/null; then flock 9; fi
  if ! find_program; then compile; fi
  exec 9>&-
fi

exec dotnet exec "$program/Build.dll" "$@"
