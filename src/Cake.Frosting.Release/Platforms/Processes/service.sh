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

# The start time of a process, in clock ticks since a boot: with it, a process id means one process only.
starttime() {
  read -r stat 2>/dev/null <"/proc/$1/stat" || return 1
  # The name in parentheses may hold spaces; the fields after it do not.
  set -- ${stat##*) }
  [ "$1" != Z ] || return 1
  read -r boot </proc/sys/kernel/random/boot_id || boot=
  printf '%s-%s' "${20}" "$boot"
}

# Whether the supervisor runs; its state is then in these variables.
supervised() {
  supervisor='' started='' child='' version=''
  [ -f "$state" ] || return 1
  # Read at once: a line that is being written over must not be seen in parts.
  read -r supervisor started child version <<END || return 1
$(cat "$state" 2>/dev/null)
END
  [ -n "$started" ] && [ "$(starttime "$supervisor")" = "$started" ]
}

# The processes of the supervisor's session: the program, and what it started and left behind.
members() {
  # The subshell that asks is none of them.
  read -r me line </proc/self/stat
  for file in /proc/[0-9]*/stat; do
    read -r line 2>/dev/null <"$file" || continue
    id=${line%% *}
    set -- ${line##*) }
    [ "$4" != "$supervisor" ] || [ "$1" = Z ] || [ "$id" = "$me" ] || printf '%s ' "$id"
  done
}

# Whether the program runs, also where its supervisor was killed: the session keeps the id until all are gone.
running() {
  supervised && return 0
  [ -n "$started" ] && [ "${started#*-}" = "$(cat /proc/sys/kernel/random/boot_id)" ] || return 1
  # Another process with that id: its session is none of ours.
  starttime "$supervisor" >/dev/null && return 1
  [ -n "$(members)" ]
}

supervise() {
  log=$1 signal=$2 restart=$3 version=$4 directory=$5
  shift 5
  # 3 is where the starter waits for an answer; it is told when it can stop waiting.
  exec 3>&1 9>>"$state" >>"$log" 2>&1 </dev/null
  # A second supervisor of the same service ends here. The wait is for a stop that looks at the lock.
  flock -w 1 9 || exit 0
  cd "$directory" || exit 126
  child='' stopping='' supervisor=$$
  trap 'stopping=1; [ -z "$child" ] || kill -s "$signal" "$child" 2>/dev/null' TERM INT
  trap '' HUP
  pause=0
  : >"$state"
  while [ -z "$stopping" ]; do
    "$@" 3>&- 9>&- &
    child=$!
    # Written over in place: an empty file would for an instant look like a service that is stopped.
    printf '%s %s %s %s\n' "$supervisor" "$(starttime "$supervisor")" "$child" "$version" 1<>"$state"
    exec 3>&-
    # A signal may have come before there was a child to pass it on to.
    [ -z "$stopping" ] || kill -s "$signal" "$child" 2>/dev/null
    wait "$child"
    code=$?
    # A trap ends wait early; the child may need some more time.
    while kill -0 "$child" 2>/dev/null; do
      wait "$child"
      code=$?
    done
    child=''
    [ -z "$stopping" ] || break
    printf 'service.sh: %s ended with exit code %s\n' "$1" "$code"
    [ "$restart" = always ] || break
    sleep "$pause" 3>&- 9>&-
    [ "$pause" -ge 5 ] || pause=$((pause + 1))
  done
  # What the program left behind is still of this service: stop looks for it.
  [ "$(members)" != "$supervisor " ] || : >"$state"
}

case $verb in
start)
  if running; then
    if supervised; then
      printf 'already running as process %s\n' "$child"
      exit 0
    fi
    printf 'its supervisor was killed and it runs on; stop it first: %s\n' "$(members)" >&2
    exit 1
  fi
  # Waits until the supervisor has begun, or has ended without.
  : "$(setsid --fork sh "$0" supervise "$state" "$@")"
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    sleep 0.05
    if supervised; then
      printf 'started as process %s\n' "$child"
      exit 0
    fi
    # Another start may have come first, and its supervisor be about to begin.
    flock -n "$state" true && break
  done
  printf 'it did not stay up; see %s\n' "$1" >&2
  exit 1
  ;;
supervise)
  supervise "$@"
  ;;
stop)
  [ -f "$state" ] || exit 0
  if ! running; then
    # Empty or damaged, and yet somebody holds it: a service that is about to begin, or that nobody can find.
    for _ in 1 2 3 4 5 6 7 8 9 10; do
      flock -n "$state" true && exit 0
      sleep 0.2
      running && break
    done
    if ! running; then
      printf 'a service runs and %s does not say who; find it with: fuser %s\n' "$state" "$state" >&2
      exit 1
    fi
  fi
  if supervised; then
    kill -s TERM "$supervisor" 2>/dev/null
  else
    kill -s TERM $(members) 2>/dev/null
  fi
  waited=0
  while left=$(members) && [ -n "$left" ]; do
    if [ "$waited" -ge "$(($1 * 20))" ]; then
      [ "$waited" -gt "$(($1 * 20))" ] || printf 'it did not end within %s s and was killed\n' "$1"
      # The supervisor leads a session: everything that the program started goes with it.
      kill -s KILL $left 2>/dev/null
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
