#!/bin/sh
# Keeps one program running, detached from whoever started it. Written by the release tool; safe to use by hand.
#
#   service.sh start  STATE LOG SIGNAL RESTART VERSION DIRECTORY PROGRAM [ARGUMENT...]
#   service.sh stop   STATE GRACE
#   service.sh status STATE
#
# STATE is a file: while the program is looked after, its supervisor holds a lock on it and it reads
# "PID STARTTIME CHILD VERSION". SIGNAL asks the program to end; RESTART is always or never. GRACE is in seconds.
set -u

verb=$1
state=$2
shift 2

# The start time of a process, in clock ticks since boot: with it, a process id means one process only.
starttime() {
  read -r stat 2>/dev/null <"/proc/$1/stat" || return 1
  # The name in parentheses may hold spaces; the fields after it do not.
  set -- ${stat##*) }
  [ "$1" != Z ] || return 1
  printf '%s' "${20}"
}

running() {
  [ -f "$state" ] || return 1
  supervisor='' started='' child='' version=''
  read -r supervisor started child version <"$state" || [ -n "$supervisor" ] || return 1
  [ -n "$started" ] && [ "$(starttime "$supervisor")" = "$started" ]
}

supervise() {
  log=$1 signal=$2 restart=$3 version=$4 directory=$5
  shift 5
  exec 9>>"$state" >>"$log" 2>&1 </dev/null
  # A second supervisor of the same service ends here.
  flock -n 9 || exit 0
  cd "$directory" || exit 126
  child='' stopping='' self=$$
  trap 'stopping=1; [ -z "$child" ] || kill -s "$signal" "$child" 2>/dev/null' TERM INT
  trap '' HUP
  pause=0
  while [ -z "$stopping" ]; do
    "$@" 9>&- &
    child=$!
    printf '%s %s %s %s\n' "$self" "$(starttime "$self")" "$child" "$version" >"$state"
    # A signal may have come before there was a child to pass it on to.
    [ -z "$stopping" ] || kill -s "$signal" "$child" 2>/dev/null
    wait "$child"
    code=$?
    # A trap ends wait early; the child may need some more time.
    while kill -0 "$child" 2>/dev/null; do
      wait "$child"
      code=$?
    done
    [ -z "$stopping" ] || break
    printf 'service.sh: %s ended with exit code %s\n' "$1" "$code"
    [ "$restart" = always ] || break
    sleep "$pause"
    [ "$pause" -ge 5 ] || pause=$((pause + 1))
  done
  : >"$state"
}

case $verb in
start)
  if running; then
    printf 'already running as process %s\n' "$child"
    exit 0
  fi
  setsid --fork sh "$0" supervise "$state" "$@"
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do
    sleep 0.02
    if running; then
      printf 'started as process %s\n' "$child"
      exit 0
    fi
  done
  printf 'it did not stay up; see %s\n' "$1" >&2
  exit 1
  ;;
supervise)
  supervise "$@"
  ;;
stop)
  running || exit 0
  group=$supervisor
  kill -s TERM "$supervisor" 2>/dev/null
  waited=0
  while running; do
    if [ "$waited" -ge "$(($1 * 20))" ]; then
      printf 'it did not end within %s s and was killed\n' "$1"
      # The supervisor leads a session: everything that the program started goes with it.
      kill -s KILL -- "-$group"
    fi
    sleep 0.05
    waited=$((waited + 1))
  done
  : >"$state"
  ;;
status)
  running || exit 3
  printf '%s %s %s\n' "$supervisor" "$child" "$version"
  ;;
*)
  printf 'service.sh: start, stop or status, not %s\n' "$verb" >&2
  exit 64
  ;;
esac
