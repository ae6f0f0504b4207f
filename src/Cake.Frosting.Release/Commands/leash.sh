#!/bin/sh
# Ends what a killed run of the release tool left behind: SIGTERM to all of it, SIGKILL 5 s later.
#
#   sh -c "$(cat leash.sh)" leash guard MARK SESSION   waits for the tool to end first; "done" on standard input: in order
#   sh -c "$(cat leash.sh)" leash end   MARK SESSION
#
# A process is of that run when its environment has MARK and it is in the tool's SESSION: what went into a session of
# its own, as services do, is meant to stay.
set -u

verb=$1 mark=$2 session=$3

left() {
  for directory in /proc/[0-9]*; do
    read -r line 2>/dev/null <"$directory/stat" || continue
    # The name in parentheses may hold spaces; the fields after it do not.
    set -- ${line##*) }
    [ "$4" = "$session" ] && [ "$1" != Z ] || continue
    grep -qzxF "CAKE_RELEASE_RUN=$mark" "$directory/environ" 2>/dev/null || continue
    printf '%s ' "${directory#/proc/}"
  done
}

if [ "$verb" = guard ]; then
  # Ctrl-C at a terminal comes here as well, and the tool may be killed while it handles it.
  trap '' INT TERM HUP
  exec >/dev/null 2>&1
  ! read -r word || exit 0
fi

# Seconds since the machine was started: of a clock that nobody sets.
now() {
  read -r uptime _ </proc/uptime
  echo "${uptime%.*}"
}

asked='' quiet=0
# Looked for twice: a program that was just being started is not to be known by its environment yet.
while [ "$quiet" -lt 2 ]; do
  found=$(left)
  if [ -z "$found" ]; then
    quiet=$((quiet + 1))
  else
    if [ -z "$asked" ]; then
      for id in $found; do
        printf '%s (process %s)\n' "$(cat "/proc/$id/comm" 2>/dev/null)" "$id"
      done
      kill -s TERM $found 2>/dev/null
      asked=$(now)
    fi
    [ $(($(now) - asked)) -le 5 ] || kill -s KILL $found 2>/dev/null
    quiet=0
  fi
  [ "$quiet" -ge 2 ] || sleep 0.05
done
