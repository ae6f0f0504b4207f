#!/bin/sh
# Stands in the place of a program that a release starts: notes how it was called, does what the file "target"
# says of this very call, and otherwise becomes the real program. It lies in DIRECTORY/bin under the program's name.
name=${0##*/}
home=${0%/bin/*}
read -r real <"$home/real/$name"
[ -f "$home/calls" ] || exec "$real" "$@"
# What the tool's own children start is theirs.
read -r caller <"/proc/$PPID/comm"
[ "$caller" = dotnet ] || exec "$real" "$@"

# A call is known by its words; numbers and digests differ from release to release.
read -r workspace <"$home/workspace"
line=$(printf '%s ' "$name" "$@" | tr '\n' ' ' | sed -E "s#$workspace#W#g; s/[0-9a-f]{40}/D/g; s/[0-9]+/N/g; s/ *\$//")
exec 8>>"$home/lock"
flock 8
printf '%s\n' "$line" >>"$home/calls"
number=$(grep -cFx -e "$line" "$home/calls")
exec 8>&-

[ -f "$home/target" ] || exec "$real" "$@"
{
  read -r wanted
  read -r which
  read -r mode
  read -r delay
} <"$home/target"
if [ "$line" != "$wanted" ] || [ "$number" != "$which" ]; then exec "$real" "$@"; fi
: >"$home/struck"
case $mode in
refuse)
  printf 'faults: this call was made to fail\n' >&2
  exit 1
  ;;
deny)
  "$real" "$@"
  printf 'faults: this call was made to fail after it was done\n' >&2
  exit 1
  ;;
kill)
  (
    sleep "$delay"
    kill -KILL $$
  ) >/dev/null 2>&1 </dev/null &
  exec "$real" "$@"
  ;;
hang)
  exec sleep 3600
  ;;
esac
