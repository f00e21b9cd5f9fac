#!/usr/bin/env bash
# What instances will build: repository and commit. Sourced by up, after checks.sh.
# shellcheck disable=SC2154

readonly COMMIT='^[0-9a-f]{40}$'

# The address of this clone's origin in the form that needs no login.
origin() {
  local origin
  origin=$(git -C "$here" config --get remote.origin.url) || return 1
  case $origin in
    git@*:*) origin=${origin#git@} origin=https://${origin%%:*}/${origin#*:} ;;
    ssh://git@*) origin=https://${origin#ssh://git@} ;;
    https://*@*) origin=https://${origin#https://*@} ;;
  esac
  printf '%s' "$origin"
}

# Instances have no login, so neither has this.
read_refs() {
  GIT_TERMINAL_PROMPT=0 GIT_ASKPASS=true SSH_ASKPASS=true git -c credential.helper= ls-remote "$repository" \
    >"$dir/refs" 2>"$dir/why"
}

is_pushed() {
  local commit=$1 tip
  while read -r tip _; do
    if [ "$tip" = "$commit" ] || git -C "$here" merge-base --is-ancestor "$commit" "$tip" 2>/dev/null; then
      return 0
    fi
  done <"$dir/refs"
  return 1
}

# Sets $repository, and $revision to a commit, since only another value of the parameter replaces instances.
check_source() {
  local commit
  if [ -z "$repository" ] && ! repository=$(origin); then
    stop 'this is no clone that knows its origin' 'say --repository URL and --revision REV'
    return
  fi
  case $repository in
    # It becomes a tag of each instance.
    https://*@*) stop "there must be no login in the repository's address" '--repository URL without it'; return ;;
    https://*) ;;
    *) stop "$repository is not read by https" 'name another with --repository'; return ;;
  esac
  if ! read_refs; then
    stop "$repository cannot be read without a login, as instances would ($(reason "$dir/why"))" \
      'make it public, or name another with --repository'
    return
  fi
  if [ -z "$revision" ]; then
    if ! revision=$(git -C "$here" rev-parse HEAD 2>/dev/null); then
      stop 'this is no git clone' 'say --revision REV'
      return
    elif ! is_pushed "$revision"; then
      stop "the commit checked out here, ${revision:0:12}, is not in $repository" 'push it, or say --revision REV'
      return
    fi
    git -C "$here" diff --quiet HEAD 2>/dev/null ||
      note 'what is not committed here is not deployed' 'commit and push it, if it is to be'
  elif [[ ! $revision =~ $COMMIT ]]; then
    # A tag of its own right has a second line for the commit.
    commit=$(awk -v name="$revision" '$2 == "refs/heads/" name || $2 == "refs/tags/" name { found = $1 }
      $2 == "refs/tags/" name "^{}" { found = $1 } END { print found }' "$dir/refs")
    if [ -z "$commit" ]; then
      stop "$repository has no branch and no tag $revision" 'push it, or say another --revision'
      return
    fi
    revision=$commit
  fi
  fine "source: $repository at ${revision:0:12}"
}
