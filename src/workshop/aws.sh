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
      [[ $stack =~ $STACK_NAME ]] || misused "\"$stack\" is no name of a stack: letters, digits and hyphens"
      ;;
    --region) region=$(value_of "$1" "$@") ;;
    *) return 1 ;;
  esac
}
readonly STACK_NAME='^[A-Za-z][A-Za-z0-9-]{0,62}$'

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
      advice='You may not do that. Whoever runs this needs the action that is named there, in this account.' ;;
    *'Could not connect'* | *EndpointConnection* | *'Connection was closed'* | *'Could not resolve'* | *timeout*)
      advice="AWS cannot be reached: is there a network, and is $region a region?" ;;
    *Throttl* | *'Rate exceeded'*) advice='AWS is asked too much at the moment: run this again in a minute.' ;;
    *) advice='Running this again goes on where it stopped.' ;;
  esac
  die "$1 failed: $said
  $advice"
}

# Sets $state, to nothing where there is no such stack; what is known of it is in $dir/stack.
look_at_stack() {
  if try cloudformation describe-stacks --stack-name "$stack" >"$dir/stack"; then
    state=$(jq --raw-output '.Stacks[0].StackStatus // ""' "$dir/stack")
  else
    case $(reason "$dir/why") in
      *'does not exist'*) state='' ;;
      *) explain 'aws cloudformation describe-stacks' "$dir/why" ;;
    esac
  fi
}

is_ours() {
  jq --exit-status --arg ours "$OUR_TAG" \
    'any(.Stacks[0].Tags[]?; .Key == "project" and .Value == $ours)' "$dir/stack" >/dev/null
}

insist_on_ours() {
  is_ours || die "the stack $stack is there and has no tag project=$OUR_TAG, so it is none of ours: --stack names another"
}

# output_of NAME
output_of() {
  jq --raw-output --arg name "$1" '[.Stacks[0].Outputs[]? | select(.OutputKey == $name) | .OutputValue][0] // ""' \
    "$dir/stack"
}

# parameter_of NAME, as the stack has it
parameter_of() {
  jq --raw-output --arg name "$1" '[.Stacks[0].Parameters[]? | select(.ParameterKey == $name) | .ParameterValue][0] // ""' \
    "$dir/stack"
}

# What has become of each resource since the last order, each told once.
tell_events() {
  try cloudformation describe-stack-events --stack-name "$stack" --max-items 200 >"$dir/events" || return 0
  touch "$dir/told"
  jq --raw-output '.StackEvents
    | (map(.ResourceStatusReason == "User Initiated" and .PhysicalResourceId == .StackId) | index(true)) as $first
    | .[:($first // length)] | reverse[]
    | select(.ResourceStatus | test("(COMPLETE|FAILED)$"))
    | "\(.EventId)\t\(.Timestamp[11:19])  \(.LogicalResourceId) \(.ResourceStatus)\(
        if .ResourceStatus | endswith("FAILED") then ": " + (.ResourceStatusReason // "no reason given") else "" end)"' \
    "$dir/events" >"$dir/happened"
  awk -F '\t' 'NR == FNR { told[$1]; next } !($1 in told) { print "  " $2 }' "$dir/told" "$dir/happened"
  cut -f 1 "$dir/happened" >"$dir/told"
}

# Until nothing is in progress any more.
await_stack() {
  while true; do
    look_at_stack
    case $state in
      *_IN_PROGRESS) tell_events ;;
      '' | CREATE_COMPLETE | UPDATE_COMPLETE) return ;;
      *)
        tell_events
        return
        ;;
    esac
    attended sleep 5
  done
}

# ---- What it costs: USD without traffic in us-east-1, among the cheapest; elsewhere up to a half more. As the price
# pages on aws.amazon.com (EC2, EBS, VPC, ELB, WAF, Secrets Manager, CloudWatch) had it in November 2025.
readonly PRICES_OF='us-east-1, November 2025'
readonly HOURS_A_MONTH=730
readonly LOAD_BALANCER=0.0225
readonly PUBLIC_ADDRESS=0.005
# 0.08 a GB and month; what a web ACL and its rules, a secret, an alarm's metric and a custom metric cost a month.
readonly DISK_GB_MONTH=0.08 WEB_ACL_MONTH=5 WAF_RULE_MONTH=1 SECRET_MONTH=0.40 ALARM_METRIC_MONTH=0.10 METRIC_MONTH=0.30

# price_of TYPE: an hour of such an instance on demand; nothing where it is not known here.
price_of() {
  case $1 in
    t3.nano) echo 0.0052 ;; t3.micro) echo 0.0104 ;; t3.small) echo 0.0208 ;; t3.medium) echo 0.0416 ;;
    t3.large) echo 0.0832 ;; t3a.micro) echo 0.0094 ;; t3a.small) echo 0.0188 ;; t3a.medium) echo 0.0376 ;;
    t2.micro) echo 0.0116 ;; t2.small) echo 0.023 ;; m5.large | m6i.large) echo 0.096 ;; m7i.large) echo 0.1008 ;;
    c5.large | c6i.large) echo 0.085 ;; c7i.large) echo 0.08925 ;; m6a.large) echo 0.0864 ;; m7a.large) echo 0.11592 ;;
  esac
}

# vcpus_of TYPE: of an x86_64 type, by its size.
vcpus_of() {
  local size=${1#*.}
  case $size in
    xlarge) echo 4 ;;
    *xlarge) echo $((4 * 10#${size%xlarge})) ;;
    *) echo 2 ;;
  esac
}

# say_cost TYPE MIN DESIRED MAX WAF: two lines of parts, one of sums.
say_cost() {
  local hour
  hour=$(price_of "$1")
  printf 'What it costs an hour in USD (%s, without traffic; LCUs, requests and gigabytes come on top):\n' "$PRICES_OF"
  awk -v type="$1" -v least="$2" -v wanted="$3" -v most="$4" -v waf="$5" -v hour="${hour:-0}" -v month="$HOURS_A_MONTH" \
    -v balancer="$LOAD_BALANCER" -v address="$PUBLIC_ADDRESS" -v disk="$DISK_GB_MONTH" -v acl="$WEB_ACL_MONTH" \
    -v rule="$WAF_RULE_MONTH" -v secret="$SECRET_MONTH" -v alarm="$ALARM_METRIC_MONTH" -v metric="$METRIC_MONTH" 'BEGIN {
      firewall = waf == "yes" ? (acl + 3 * rule) / month : 0
      # Two secrets, what the alarms look at, and the metrics of the board itself.
      watching = (2 * secret + 16 * alarm + 40 * metric) / month
      fixed = balancer + 3 * address + firewall + watching
      # Detailed monitoring of an instance is seven metrics.
      each = hour + address + (8 * disk + 7 * metric) / month
      printf "  always         %.3f  load balancer %.4f, its 3 addresses %.3f, firewall %.3f, secrets, alarms, metrics %.3f\n",
        fixed, balancer, 3 * address, firewall, watching
      printf "  each instance  %.3f  %s %s, address %.3f, disk and monitoring %.3f\n", each, type,
        (hour > 0 ? sprintf("%.4f", hour) : "(its price is not known here)"), address, (8 * disk + 7 * metric) / month
      printf "  together       %.2f with %d, %.2f with %d, %.2f with %d instances\n", fixed + least * each, least,
        fixed + wanted * each, wanted, fixed + most * each, most
    }'
}
