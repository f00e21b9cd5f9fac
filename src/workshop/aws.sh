#!/usr/bin/env bash
# What the scripts that ask AWS have in common. Sourced after common.sh.
# shellcheck disable=SC2034,SC2154

export AWS_PAGER='' AWS_DEFAULT_OUTPUT=json
readonly OUR_TAG=visitor-board
stack=visitor-board region='' state=''

# Takes --stack and --region, which all of them have: true if it did, and then two words are used up.
common_option() {
  case $1 in
    --stack)
      stack=$(value_of "$1" "$@")
      [[ $stack =~ $STACK_NAME ]] ||
        misused "\"$stack\" is no name of a stack: a letter, then letters, digits and hyphens, 40 at most"
      ;;
    --region) region=$(value_of "$1" "$@") ;;
    *) return 1 ;;
  esac
}
# The name and the region together name a function of CloudFront, in 64 characters.
readonly STACK_NAME='^[A-Za-z][A-Za-z0-9-]{0,39}$'

# For all that follows.
find_region() {
  region=${region:-${AWS_REGION:-${AWS_DEFAULT_REGION:-}}}
  [ -n "$region" ] || region=$(aws configure get region 2>/dev/null) ||
    die "no region: say which, as in --region eu-central-1, or set AWS_REGION"
  export AWS_REGION=$region AWS_DEFAULT_REGION=$region
}

# Says who asks AWS, and where.
introduce() {
  find_region
  read -r account who <<<"$(ask sts get-caller-identity --query '[Account, Arn]' --output text)"
  [ -n "$account" ] || exit 2
  printf 'Account %s, region %s, as %s\n' "$account" "$region" "$who"
}

# try SERVICE …: runs aws; what it complains about goes to $dir/why.
try() {
  aws "$@" 2>"$dir/why"
}

# ask SERVICE …: runs aws, and ends the script where that fails.
ask() {
  aws "$@" 2>"$dir/why" || explain "aws $1 $2" "$dir/why"
}

# later NAME SERVICE …: asks in the background; after together the answer is in $dir/NAME, or else the reason in
# $dir/NAME.why.
later() {
  local name=$1
  shift
  { aws "$@" >"$dir/$name" 2>"$dir/$name.why" || rm -f "$dir/$name"; } &
  children="$children $!"
}

together() {
  local each
  for each in $children; do wait "$each" || true; done
  children=
}

# expected NAME: ends the script where what was asked for later was not answered.
expected() {
  [ -e "$dir/$1" ] || explain "asking AWS for $1" "$dir/$1.why"
}

# reason FILE: what aws said, in one line.
reason() {
  tr -s '\n' ' ' <"$1" | sed 's/^ *//; s/ *$//'
}

readonly POLICY='src/workshop/policy.json has all that it takes'

# explain WHAT FILE: what aws said and what to do about it; then the end.
explain() {
  local said advice
  said=$(reason "$2")
  case $said in
    *'Unable to locate credentials'* | *NoCredentials* | *'could not be found'*profile* | *'config profile'*)
      advice='No credentials. CloudShell has them by itself; elsewhere run "aws configure" or "aws sso login".' ;;
    *Expired* | *expired*) advice='The credentials have expired: log in again, in CloudShell by reloading the page.' ;;
    *InvalidClientTokenId* | *SignatureDoesNotMatch* | *AuthFailure* | *UnrecognizedClient*)
      advice="The credentials are not valid: look at \"aws configure list\", and at this machine's clock." ;;
    *'specify a region'*) advice='No region: say which, as in --region eu-central-1, or set AWS_REGION.' ;;
    *AccessDenied* | *UnauthorizedOperation* | *'not authorized'*)
      advice="You may not do that. Whoever runs this needs the action that is named there, in this account: $POLICY" ;;
    *'Could not connect'* | *EndpointConnection* | *'Connection was closed'* | *'Could not resolve'* | *timeout*)
      advice="AWS cannot be reached: is there a network, and is $region a region?" ;;
    *Throttl* | *'Rate exceeded'*) advice='AWS is asked too much at the moment: run this again in a minute.' ;;
    *) advice='Running this again goes on where it stopped.' ;;
  esac
  die "$1 failed: $said
  $advice"
}
