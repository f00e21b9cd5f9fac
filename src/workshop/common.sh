#!/usr/bin/env bash
# What the scripts here have in common. Sourced; bash 3.2 is enough, as macOS has it.
# shellcheck disable=SC2034

# Numbers with a point and bytes in order, whatever the language of whoever runs this.
export LC_ALL=C

program=${0##*/}

# The comment that a script begins with is its help.
usage() {
  sed -n '2,/^$/s/^# \{0,1\}//p' "$0"
}

# die MESSAGE [EXIT_CODE]: 2, unless given, is a mistake in how it was called or where.
die() {
  printf '%s: %s\n' "$program" "$1" >&2
  exit "${2:-2}"
}

misused() {
  die "$1 ($program --help says how)"
}

need() {
  local each
  for each in "$@"; do
    command -v "$each" >/dev/null 2>&1 || die "$each is not installed"
  done
}

# value_of OPTION "$@": what follows the option, which is there.
value_of() {
  [ $# -ge 3 ] || misused "$1 needs a value"
  printf '%s' "$3"
}

# whole OPTION VALUE LEAST MOST
whole() {
  case $2 in '' | *[!0-9]* | 0?* | ?????????*) misused "$1 takes a whole number from $3 to $4, not \"$2\"" ;; esac
  if [ "$2" -lt "$3" ] || [ "$2" -gt "$4" ]; then
    misused "$1 takes a whole number from $3 to $4, not \"$2\""
  fi
}

# The address as it is asked: with a scheme, without a slash at the end.
base_of() {
  local address=$1
  case $address in
    '') misused "the board's address is missing, such as http://localhost:8080" ;;
    http://* | https://*) ;;
    *://*) misused "\"$address\" is no http or https address" ;;
    *) address=http://$address ;;
  esac
  case $address in *[\ \"\'\<\>{}\\]* | *\?* | *'#'*) misused "\"$1\" is no address of a board" ;; esac
  while [ "${address%/}" != "$address" ]; do address=${address%/}; done
  printf '%s' "$address"
}

# A directory that is gone when the script is.
scratch() {
  dir=$(mktemp -d "${TMPDIR:-/tmp}/$program.XXXXXX")
  children=
  trap 'clean_up' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  trap 'exit 129' HUP
}

clean_up() {
  stop_jobs
  rm -rf "$dir"
}

# Ends all that this shell has started, also what it had no time to take down the id of.
stop_jobs() {
  local each
  for each in $(jobs -p); do kill "$each" 2>/dev/null || true; done
  wait 2>/dev/null || true
}

# Ends what was started in the background, each by its id, and waits for it.
stop_children() {
  local each
  for each in $children; do kill "$each" 2>/dev/null || true; done
  for each in $children; do wait "$each" 2>/dev/null || true; done
  children=
}

# Runs a program so that a signal is noticed while it runs, and ends it.
attended() {
  local status=0
  "$@" &
  wait $! || status=$?
  return "$status"
}

# The first line of what runs in the background and starts programs itself.
as_worker() {
  trap - EXIT HUP
  trap 'stop_jobs; exit 143' TERM
}

# request FILES CURL_ARGUMENT...: sets $status (000: no whole answer), $served, $retry_after, $link, $location and
# leaves the body in FILES.body.
request() {
  local files=$1 name value code=0
  shift
  status=000 served='' retry_after='' link='' location=''
  : >"$files.headers"
  : >"$files.body"
  attended curl -q --silent --globoff --connect-timeout 3 --max-time "${timeout:-10}" --output "$files.body" \
    --dump-header "$files.headers" --write-out '%{http_code}\n' "$@" >"$files.status" 2>/dev/null || code=$?
  read -r status <"$files.status" || status=000
  # What was cut short is no answer, however it began.
  [ "$code" -eq 0 ] || status=000
  while IFS=: read -r name value; do
    value=${value%$'\r'}
    value=${value# }
    case $name in
      [Xx]-[Ss]erved-[Bb]y) served=$value ;;
      [Rr]etry-[Aa]fter) retry_after=$value ;;
      [Ll]ink) link=$value ;;
      [Ll]ocation) location=$value ;;
    esac
  done <"$files.headers"
  curl_code=$code
}

# Why curl had no answer, in words.
no_answer() {
  case $1 in
    5 | 6) printf 'the name is not known' ;;
    7) printf 'nobody listens there' ;;
    18 | 52 | 56) printf 'the connection was closed' ;;
    28) printf 'no answer in time' ;;
    35 | 51 | 58 | 59 | 60 | 77) printf 'the certificate or the TLS connection is not in order' ;;
    *) printf 'curl ended with %s' "$1" ;;
  esac
}

# Ends the script where the address is plainly not a board's; a board that is ill at the moment passes.
expect_board() {
  local base=$1 path=$2
  request "$dir/first" "$base$path"
  case $status in
    000) die "cannot reach $base: $(no_answer "$curl_code")" ;;
    3??) die "$base sends elsewhere, to ${location:-nowhere}: call $program with that address" ;;
    4??) die "$base$path answers $status: is that a board?" ;;
  esac
}

# tally FILE WIDTH: "name 60 (60%)  other 40 (40%)" from lines of names.
tally() {
  sort "$1" | uniq -c | awk '{ n[NR] = $1; name[NR] = $2; all += $1 }
    END { for (i = 1; i <= NR; i++) printf "%s%s %d (%.0f%%)", (i > 1 ? ", " : ""), name[i], n[i], 100 * n[i] / all }'
}
