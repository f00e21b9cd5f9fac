#!/usr/bin/env bash
# The template and its parameters: what was said in this call, what the stack has, what a new stack is proposed. Sourced by
# up, after stack.sh.
# shellcheck disable=SC2154

given=() defaults=()

give() {
  [[ $1 =~ $PARAMETER ]] || misused "\"$1\" is no parameter and value, such as MaxSize=4"
  given[${#given[@]}]=$1
}
readonly PARAMETER='^[A-Za-z0-9]+='
# For a new stack, where nothing else was said.
propose() { defaults[${#defaults[@]}]=$1; }

refuse_unknown() {
  local unknown
  unknown=$(jq --raw-output '[$ARGS.positional[] | sub("=.*"; "")] - [.Parameters[].ParameterKey] | join(", ")' \
    "$dir/summary" --args ${given[@]+"${given[@]}"})
  [ -z "$unknown" ] || misused "the template has no parameter $unknown"
}

# The template and what it asks for.
prepare_template() {
  "$here/render" >"$dir/template" || die 'the template could not be rendered'
  check_template
}

# What is in $dir/template already.
check_template() {
  later validation cloudformation validate-template --template-body "file://$dir/template"
  later summary cloudformation get-template-summary --template-body "file://$dir/template"
  together
  expected validation
  expected summary
  refuse_unknown
  fine "template: $(wc -c <"$dir/template" | tr -d ' ') bytes, valid"
}

# last_of NAME KEY=VALUE…: the last value that the name has there.
last_of() {
  local each name=$1 value=''
  shift
  for each in "$@"; do
    if [ "${each%%=*}" = "$name" ]; then value=${each#*=}; fi
  done
  printf '%s' "$value"
}

# given_of NAME: what was said of it in this call.
given_of() { last_of "$1" ${given[@]+"${given[@]}"}; }

# value_of_parameter NAME: as it will be.
value_of_parameter() {
  local value
  value=$(given_of "$1")
  if [ -z "$value" ] && [ -n "$state" ]; then value=$(parameter_of "$1"); fi
  [ -n "$value" ] || value=$(last_of "$1" ${defaults[@]+"${defaults[@]}"})
  if [ -z "$value" ]; then
    value=$(jq --raw-output --arg name "$1" \
      '[.Parameters[] | select(.ParameterKey == $name) | .DefaultValue][0] // ""' "$dir/summary")
  fi
  printf '%s' "$value"
}

# What up gives besides what was said.
write_parameters() {
  give "Repository=$repository"
  give "Revision=$revision"
  give "WatchAlarms=$([ "$force" = no ] && echo yes || echo no)"
  write_given
}

# Writes all parameters for CloudFormation: those given, of an existing stack the others as they are.
write_given() {
  local before
  if [ -n "$state" ]; then
    before=$(jq '[.Stacks[0].Parameters[]? | {key: .ParameterKey, value: .ParameterValue}] | from_entries' "$dir/stack")
  else
    before=$(jq --null-input '[$ARGS.positional[] | {key: sub("=.*"; ""), value: sub("^[^=]*="; "")}] | from_entries' \
      --args ${defaults[@]+"${defaults[@]}"})
  fi
  jq --null-input --slurpfile summary "$dir/summary" --argjson before "$before" '
    ($ARGS.positional | map({key: sub("=.*"; ""; "s"), value: sub("^[^=]*="; "")}) | from_entries) as $given
    | [$summary[0].Parameters[].ParameterKey
      | . as $key
      | ($before + $given)[$key] // empty
      | {ParameterKey: $key, ParameterValue: .}]' --args "${given[@]}" >"$dir/parameters"
}
