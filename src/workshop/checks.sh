#!/usr/bin/env bash
# What up looks at before it changes anything. All is asked at once, and each finding is one line with its cure.
# Sourced by up, after stack.sh.
# shellcheck disable=SC2034,SC2154

findings=0 missing_roles=''
fine() { printf '  ok    %s\n' "$1"; }
# stop WHAT CURE: it cannot go well.
stop() { findings=$((findings + 1)); printf '  STOP  %s: %s\n' "$1" "$2"; }
# note WHAT CURE: it may go well.
note() { printf '  note  %s: %s\n' "$1" "$2"; }
unknown() { note "$1 could not be looked up" "$(reason "$dir/$2.why" 2>/dev/null || true)"; }

# With no distribution the answer is empty, and still an answer.
ask_cloudfront() {
  later distributions cloudfront list-distributions --max-items 1
  # Behind CloudFront the load balancer answers to CloudFront's addresses alone, whose list has another id in each region.
  later prefix-lists ec2 describe-managed-prefix-lists \
    --filters Name=prefix-list-name,Values=com.amazonaws.global.cloudfront.origin-facing
  later function cloudfront describe-function --name "$stack-$region"
}

# HTTPS without a domain, unless a certificate, --http or the stack says otherwise.
check_https() {
  local list chosen
  chosen=$(given_of CloudFront)
  [ -z "$(value_of_parameter CertificateArn)" ] || return 0
  if [ "$chosen" != no ]; then
    list=$(jq --raw-output '.PrefixLists[0].PrefixListId // ""' "$dir/prefix-lists" 2>/dev/null || true)
    if [ ! -e "$dir/distributions" ] || [ -z "$list" ]; then
      cloudfront_fails "$chosen" "CloudFront cannot be used ($(cat "$dir/distributions.why" "$dir/prefix-lists.why" 2>/dev/null | tr -s '\n' ' '))" \
        '--http, or a --certificate of your own'
    elif [ -e "$dir/function" ]; then
      cloudfront_fails "$chosen" "CloudFront has a function $stack-$region already" '--http, or another --stack'
    else
      propose CloudFront=yes
      if [ "$chosen" = yes ]; then give "CloudFrontPrefixListId=$list"; else propose "CloudFrontPrefixListId=$list"; fi
      fine 'HTTPS by CloudFront. An account that AWS has not verified for it is told so only then; this goes on by HTTP'
      return 0
    fi
  fi
  say_plain_http
}

# cloudfront_fails CHOSEN WHAT CURE: nothing stops where nobody asked for it.
cloudfront_fails() {
  if [ "$1" = yes ]; then stop "$2" "$3"; else note "$2" "$3"; fi
}

say_plain_http() {
  note 'the board is served by plain HTTP, which anybody in the same network can read and change' \
    'use the instructor token only by src/workshop/drill; a --certificate, or CloudFront where it works, is safer'
}

# IAM tells of actions and not of patterns: one of each service that the policy allows as a whole.
readonly PROBES='autoscaling:CreateAutoScalingGroup cloudwatch:PutMetricAlarm dynamodb:CreateTable ec2:CreateVpc
  ec2:RunInstances elasticloadbalancing:CreateLoadBalancer logs:CreateLogGroup s3:CreateBucket
  secretsmanager:CreateSecret sns:CreateTopic wafv2:CreateWebACL'

# Whether whoever runs this may do what it takes, as far as IAM tells without trying.
check_permissions() {
  local principal denied name
  case $who in
    *:root) return 0 ;;
    *:assumed-role/*)
      name=${who#*:assumed-role/}
      principal=$(try iam get-role --role-name "${name%%/*}" --query Role.Arn --output text) || principal=''
      ;;
    *) principal=$who ;;
  esac
  # shellcheck disable=SC2046,SC2086
  if [ -z "$principal" ] || ! try iam simulate-principal-policy --policy-source-arn "$principal" --action-names \
    $PROBES $(jq --raw-output '.Statement[] | select(.Sid | startswith("The")) | .Action[]' "$here/policy.json") \
    $([ -z "$missing_roles" ] || echo iam:CreateServiceLinkedRole) >"$dir/simulated"; then
    note "whether you may do all of this cannot be told ($(reason "$dir/why"))" "$POLICY"
    return
  fi
  denied=$(jq --raw-output '[.EvaluationResults[] | select(.EvalDecision != "allowed") | .EvalActionName]
    | unique | join(", ")' "$dir/simulated")
  if [ -n "$denied" ]; then
    stop "you may not: $denied" "somebody who administers the account lets you; $POLICY"
  else
    fine 'permissions: all that this needs'
  fi
}

# An update watches alarms, and one that rings already would end it at once.
check_alarms() {
  local ringing
  later alarms cloudwatch describe-alarms --state-value ALARM --alarm-name-prefix "$stack-"
  together
  if [ ! -e "$dir/alarms" ]; then
    unknown 'which alarms ring' alarms
    return
  fi
  ringing=$(jq --raw-output '[.MetricAlarms[]? | .AlarmName | capture("-(?<it>ServerErrors|SlowAnswers|UnhealthyHosts)-").it]
    | join(", ")' "$dir/alarms")
  [ -n "$ringing" ] || return 0
  if [ "$force" = yes ]; then
    note "$ringing rings" 'this update does not watch the alarms'
  else
    stop "$ringing rings, so an update that replaces instances would go back at once" \
      'wait until it is quiet, or add --force, which is right if this update is to end it'
  fi
}

# What there is to find out before anything changes.
look_first() {
  printf 'Checks:\n'
  prepare_template
  check_source
  look_at_stack
  if [ -n "$state" ] && ! is_ours; then
    stop "the stack $stack is there and has no tag project=$OUR_TAG, so it is none of ours" '--stack names another'
  fi
  case $state in
    '' | REVIEW_IN_PROGRESS | ROLLBACK_* | CREATE_FAILED | CREATE_IN_PROGRESS | DELETE_IN_PROGRESS)
      ask_account
      check_type
      check_zones
      check_quotas
      check_service_roles
      check_disk_key
      check_https
      check_permissions
      ;;
    *)
      check_alarms
      if [ "$(given_of CloudFront)" = yes ] && [ "$(parameter_of CloudFront)" != yes ]; then
        ask_cloudfront
        together
        check_https
      fi
      ;;
  esac
}
