#!/usr/bin/env bash
# The stack: what it is, what has become of it, why it failed. Sourced after aws.sh.
# shellcheck disable=SC2034,SC2154

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

# CloudFormation removes no bucket that holds something.
empty_bucket() {
  local bucket=$1
  [ -n "$bucket" ] || return 0
  case $(reason <(aws s3 rm "s3://$bucket" --recursive 2>&1 >/dev/null)) in
    '' | *NoSuchBucket*) ;;
    *AccessDenied*) die "the bucket $bucket may not be emptied by you" 1 ;;
    *) printf 'The bucket %s could not be emptied; CloudFormation will say so\n' "$bucket" ;;
  esac
}

# Why the last order failed: the first resource that did by itself, and in AWS's words why. Sets $cause to that line.
find_cause() {
  cause=''
  try cloudformation describe-stack-events --stack-name "$stack" --max-items 500 >"$dir/events" || return 0
  cause=$(jq --raw-output '.StackEvents
    | (map(.ResourceStatusReason == "User Initiated" and .PhysicalResourceId == .StackId) | index(true)) as $first
    | [.[:($first // length)][]
      | select((.ResourceStatus | endswith("FAILED")) and .LogicalResourceId != .StackName)
      | select(.ResourceStatusReason // "" | test("cancelled"; "i") | not)
      | "\(.LogicalResourceId): \(.ResourceStatusReason // "no reason given")"] | last // ""' "$dir/events" | tr '\n' ' ')
}

# cure_of CAUSE: what to do about it.
cure_of() {
  local role='aws iam create-service-linked-role --aws-service-name'
  case $1 in
    *'must be verified'*CloudFront*) echo 'AWS Support has to verify the account for CloudFront. Until then: src/workshop/up --http' ;;
    *AWSServiceRoleForAutoScaling*) echo "once in this account: $role autoscaling.amazonaws.com, then run this again" ;;
    *AWSServiceRoleForElasticLoadBalancing*) echo "once in this account: $role elasticloadbalancing.amazonaws.com, then run this again" ;;
    *'not eligible for Free Tier'*) echo 'the free plan starts few types: src/workshop/up --instance-type t3.small' ;;
    *VcpuLimit* | *'vCPU capacity'*) echo 'src/workshop/up --max 2 --desired 2, or ask for more vCPUs: Service Quotas, code L-1216C47A' ;;
    *KMS* | *kms* | *Client.InternalError*)
      echo "the key of the account's disks must let AWSServiceRoleForAutoScaling use it: docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html" ;;
    *'not authorized'* | *AccessDenied* | *'Access denied'* | *UnauthorizedOperation*) echo "you may not do that; $POLICY" ;;
    *LimitExceeded* | *'limit exceeded'* | *'maximum number'* | *'imit has been'*) echo 'remove something, or ask for more under Service Quotas; then run this again' ;;
    *'already exists'* | *AlreadyExists*) echo 'something has that name: src/workshop/up --stack ANOTHER' ;;
    *InsufficientInstanceCapacity* | *'sufficient'*'capacity'*) echo 'no such instance is free there: another --instance-type, or run this again later' ;;
    *stabilize* | *'within the timeout'*) echo 'instances did not get ready: src/workshop/asg, then their boot log (src/docs/boot.md, "When it fails")' ;;
    *) echo 'run this again: it goes on with what is there' ;;
  esac
}

# Where AWS itself says that the same order may succeed a moment later.
may_pass() {
  case $1 in
    *WAFUnavailableEntity* | *'etry your request'* | *InternalFailure* | *ThrottlingException* | *'Rate exceeded'*) return 0 ;;
    *) return 1 ;;
  esac
}
