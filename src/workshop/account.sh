#!/usr/bin/env bash
# Whether an account has what a new stack needs. Sourced by up, after checks.sh.
# shellcheck disable=SC2154

# Of what a new stack needs; an existing one has it.
ask_account() {
  type=$(value_of_parameter InstanceType)
  later zones ec2 describe-availability-zones --filters Name=state,Values=available Name=zone-type,Values=availability-zone
  later offers ec2 describe-instance-type-offerings --location-type availability-zone \
    --filters "Name=instance-type,Values=$type"
  later type ec2 describe-instance-types --instance-types "$type"
  # Which is asked in one region for all.
  later plan freetier get-account-plan-state --region us-east-1
  later free ec2 describe-instance-types --filters Name=free-tier-eligible,Values=true
  later disk-key ec2 get-ebs-default-kms-key-id
  later role-autoscaling iam get-role --role-name AWSServiceRoleForAutoScaling
  later role-elasticloadbalancing iam get-role --role-name AWSServiceRoleForElasticLoadBalancing
  ask_cloudfront
  later quota-vcpus service-quotas get-service-quota --service-code ec2 --quota-code L-1216C47A
  later quota-balancers service-quotas get-service-quota --service-code elasticloadbalancing --quota-code L-53DA6B97
  later quota-networks service-quotas get-service-quota --service-code vpc --quota-code L-F678F1CE
  later vcpus ec2 describe-instances --filters Name=instance-state-name,Values=pending,running \
    --query 'Reservations[].Instances[].CpuOptions.[CoreCount, ThreadsPerCore]'
  later balancers elbv2 describe-load-balancers --query "length(LoadBalancers[?Type=='application'])"
  later networks ec2 describe-vpcs --query 'length(Vpcs)'
  together
}

# Two or three zones that offer the type, by name and in their order.
check_zones() {
  local zones wanted
  if [ ! -s "$dir/zones" ] || [ ! -s "$dir/offers" ]; then
    stop "the zones of $region cannot be seen ($(cat "$dir/zones.why" "$dir/offers.why" 2>/dev/null | tr -s '\n' ' '))" \
      'enable the region in the console under "Account", or say another --region'
    return
  fi
  zones=$(jq --raw-output --slurpfile offers "$dir/offers" '[$offers[0].InstanceTypeOfferings[].Location] as $offered
    | [.AvailabilityZones[].ZoneName | select(IN($offered[]))] | sort | .[:3] | join(",")' "$dir/zones")
  wanted=$(value_of_parameter Zones)
  case ${wanted:-$zones} in
    *,*)
      propose "Zones=$zones"
      fine "zones: ${wanted:-$zones}"
      ;;
    *) stop "$type is offered in ${zones:-no zone} of $region, and it takes two zones" \
      'another --instance-type, such as t3.small, or another --region' ;;
  esac
}

check_type() {
  local plan free
  if [ ! -s "$dir/type" ]; then
    stop "there is no instance type $type here" 'say another --instance-type, such as t3.small'
    return
  fi
  jq --exit-status '.InstanceTypes[0].ProcessorInfo.SupportedArchitectures // [] | index("x86_64")' "$dir/type" >/dev/null ||
    stop "$type is not of x86_64, as the image is" 'say another --instance-type, such as t3.small'
  plan=$(jq --raw-output '.accountPlanType // ""' "$dir/plan" 2>/dev/null || true)
  if [ "$plan" = FREE ] && [ "$(jq '.InstanceTypes[0].FreeTierEligible' "$dir/type")" != true ]; then
    free=$(jq --raw-output '[.InstanceTypes[]
      | select(.ProcessorInfo.SupportedArchitectures // ["x86_64"] | index("x86_64")) | .InstanceType]
      | sort | join(", ")' "$dir/free" 2>/dev/null || true)
    stop "the account is on the free plan, which does not start $type" "--instance-type, one of ${free:-t3.micro, t3.small}"
  else
    fine "instance type: $type${plan:+, account on the $plan plan}"
  fi
}

# quota NAME USED MORE: a line; false where not even that fits.
quota() {
  local most
  if [ ! -s "$dir/quota-$1" ] || [ ! -s "$dir/$1" ]; then
    unknown "the quota of $1" "quota-$1"
    return 0
  fi
  most=$(jq '.Quota.Value | floor' "$dir/quota-$1")
  [ $(($2 + $3)) -le "$most" ] || return 1
  fine "$(printf '%-14s %s of %s used, %s more needed' "$1" "$2" "$most" "$3")"
}

# Each account begins with little.
check_quotas() {
  local each most desired used=0 cure='remove something, or ask for more under "Service Quotas"'
  each=$(jq '.InstanceTypes[0].VCpuInfo.DefaultVCpus // 2' "$dir/type" 2>/dev/null || echo 2)
  most=$(value_of_parameter MaxSize) desired=$(value_of_parameter DesiredCapacity)
  if [ -s "$dir/vcpus" ]; then used=$(jq '[.[]? | (.[0] // 1) * (.[1] // 2)] | add // 0' "$dir/vcpus"); fi
  if ! quota vcpus "$used" $((most * each)); then
    if quota vcpus "$used" $((desired * each)); then
      note "the vCPUs are not enough for $most instances" '--max with less, or ask for more: service-quotas code L-1216C47A'
    else
      stop "the vCPUs are not enough for $desired instances, $used are used" \
        '--desired and --min with less, or ask for more: service-quotas code L-1216C47A'
    fi
  fi
  quota balancers "$(cat "$dir/balancers" 2>/dev/null || echo 0)" 1 || stop 'there is no room for a load balancer' "$cure"
  if [ -z "$(value_of_parameter VpcId)" ]; then
    quota networks "$(cat "$dir/networks" 2>/dev/null || echo 0)" 1 || stop 'there is no room for a VPC' "$cure"
  fi
}

# The first group and the first load balancer of an account make them on the fly, and then do not know them at once.
check_service_roles() {
  local each
  missing_roles=''
  for each in autoscaling elasticloadbalancing; do
    if [ -s "$dir/role-$each" ]; then continue; fi
    case $(reason "$dir/role-$each.why") in
      *NoSuchEntity*)
        missing_roles="$missing_roles $each"
        note "the account has no service-linked role for $each yet" 'this makes it'
        ;;
      *) unknown "the service-linked role for $each" "role-$each" ;;
    esac
  done
}

make_service_roles() {
  local each
  for each in $missing_roles; do
    if try iam create-service-linked-role --aws-service-name "$each.amazonaws.com" >/dev/null; then
      printf 'Made the service-linked role for %s\n' "$each"
    else
      case $(reason "$dir/why") in
        *'has been taken'*) ;;
        *) die "the account has no service-linked role for $each, and you may not make it ($(reason "$dir/why")).
  Somebody who may does it once: aws iam create-service-linked-role --aws-service-name $each.amazonaws.com" 1 ;;
      esac
    fi
  done
}

# Auto Scaling may not use a key of the customer's unless the key says so, and then each launch fails without a reason.
check_disk_key() {
  local key
  key=$(jq --raw-output '.KmsKeyId // ""' "$dir/disk-key" 2>/dev/null || true)
  case $key in
    '') unknown "the key of the account's disks" disk-key ;;
    alias/aws/ebs | *:alias/aws/ebs) ;;
    *) note "new disks are encrypted by the account's own key $key" \
      'its policy must let AWSServiceRoleForAutoScaling use it (src/docs/first-launch.md), or no instance starts' ;;
  esac
}
