#!/bin/sh
# The state of a target on a host: lock, journals, freeze. It serves one run of the release tool over ssh, and holds
# the lock for it. When its input ends, or nothing comes for PATIENCE seconds, it ends, and the lock falls with it.
#   sh -c "$(cat host.sh)" release-state DIRECTORY PATIENCE GRACE
# A request is one line, and the next one follows its answer: "ok BYTES" and so many bytes, "held 0", or "no WHY".
# No single quotes or apostrophes here: it travels between them.
LC_ALL=C
export LC_ALL
# Told by an error that nobody hears any more, it still has to keep the lock for a while.
trap "" PIPE HUP
dir=$1 patience=$2 grace=$3 held="" holder="" missing="" silent=""

ok() { printf "ok %s\n%s" "${#1}" "$1"; }
no() { printf "no %s\n" "$(printf "%s" "$1" | tr "\n" " ")"; }

# The whole of a file, also when it does not end in a line end.
show() {
  if [ -f "$1" ]; then
    text=$(cat -- "$1" && echo .) || { no "$1 cannot be read"; return; }
    ok "${text%.}"
  else
    ok ""
  fi
}

make() { mkdir -p -- "$dir/journal" && sync "$dir" && : >>"$dir/lock"; }

append() {
  [ -e "$file" ] || { : >"$file" && sync "$dir/journal"; } || return
  # What a torn line or a full disk has left beyond the last whole line goes first.
  truncate -s "$size" -- "$file" && printf "%s\n" "$line" >>"$file" && sync "$file"
}

freeze() {
  make && printf "%s\n" "$rest" >"$dir/freeze.$$.tmp" && sync "$dir/freeze.$$.tmp" &&
    mv -f -- "$dir/freeze.$$.tmp" "$dir/freeze.json" && sync "$dir"
}

unfreeze() { [ ! -e "$dir/freeze.json" ] || { rm -f -- "$dir/freeze.json" && sync "$dir"; }; }

for program in flock timeout head truncate sync; do
  command -v "$program" >/dev/null || missing="$missing $program"
done
if [ -n "$missing" ]; then
  no "the host lacks$missing, of the packages util-linux and coreutils"
  exit 1
fi

echo "release-state 1"
# Who waits here must not keep the lock when this shell is killed; who writes must, until it has written.
while request=$(timeout "$patience" head -n 1 9>&-) || silent=yes; [ -n "$request" ]; do
  verb=${request%% *}
  rest=${request#* }
  case $verb in
  beat) ok "" ;;
  take)
    if ! why=$(make 2>&1); then
      no "$why"
    else
      exec 9>>"$dir/lock"
      if why=$(flock -n 9 2>&1); then
        held=yes holder=$rest
        printf "%s\n" "$holder" >"$dir/lock"
        ok ""
      else
        exec 9>&-
        if [ -z "$why" ]; then echo "held 0"; else no "$why"; fi
      fi
    fi
    ;;
  tell)
    holder=$rest
    if [ -n "$held" ] && printf "%s\n" "$holder" >"$dir/lock"; then ok ""; else no "the lock is not held"; fi
    ;;
  give)
    [ -z "$held" ] || : >"$dir/lock"
    held=""
    exec 9>&-
    ok ""
    ;;
  holder) # The shared lock can be had for an instant where nobody holds the other one.
    if [ ! -e "$dir/lock" ] || flock -n -s "$dir/lock" true; then ok ""; else show "$dir/lock"; fi
    ;;
  list) ok "$(cd "$dir/journal" 2>/dev/null && ls)" ;;
  read) show "$dir/journal/$rest.jsonl" ;;
  append)
    name=${rest%% *} rest=${rest#* }
    size=${rest%% *} line=${rest#* }
    file=$dir/journal/$name.jsonl
    if [ -z "$held" ]; then
      no "the lock is not held"
    elif why=$(append 2>&1); then
      ok ""
    else
      no "$why"
    fi
    ;;
  frozen) show "$dir/freeze.json" ;;
  freeze) if why=$(freeze 2>&1); then ok ""; else no "$why"; fi ;;
  unfreeze) if why=$(unfreeze 2>&1); then ok ""; else no "$why"; fi ;;
  *) no "unknown request $verb" ;;
  esac
done

# The lock was not given back. What the tool had running is still being ended.
if [ -n "$held" ]; then
  printf "%s\nending\n" "$holder" >"$dir/lock"
  if [ -n "$silent" ]; then
    : # It has had all the time.
  elif echo end 2>/dev/null; then
    sleep "$grace" # The connection is there, so it is the tool that is gone.
  else
    sleep "$patience" # The tool may live, and not even know yet.
  fi
fi
