#!/usr/bin/env bash
# Orders the stack from CloudFormation, also where an earlier order is under way or has failed. Sourced by up, after
# checks.sh.
# shellcheck disable=SC2154

# Waits for an order under way, and removes what a creation that failed has left, until the stack can be given one.
make_way() {
  while true; do
    look_at_stack
    [ -z "$state" ] || insist_on_ours
    case $state in
      *_IN_PROGRESS)
        if [ "$state" = REVIEW_IN_PROGRESS ]; then
          remove_failed
        else
          printf 'The stack is at %s; waiting for that first\n' "$state"
          await_stack
        fi
        ;;
      ROLLBACK_COMPLETE | ROLLBACK_FAILED | CREATE_FAILED) remove_failed ;;
      DELETE_FAILED) die "the stack's removal has failed: src/workshop/down goes on with it" 1 ;;
      UPDATE_ROLLBACK_FAILED)
        die "the stack hangs at $state: aws cloudformation continue-update-rollback --stack-name $stack" 1 ;;
      *) return ;;
    esac
  done
}

remove_failed() {
  printf 'The stack is at %s, so its creation never succeeded: removing it first\n' "$state"
  find_cause
  if [ "$attempts" = 0 ] && [ -n "$cause" ]; then printf '  It failed at %s\n  What to do: %s\n' "$cause" "$(cure_of "$cause")"; fi
  # An instance may have put its build there before it failed.
  if try cloudformation describe-stack-resource --stack-name "$stack" --logical-resource-id ArtifactBucket \
    --query StackResourceDetail.PhysicalResourceId --output text >"$dir/bucket"; then
    empty_bucket "$(sed 's/^None$//' "$dir/bucket")"
  fi
  ask cloudformation delete-stack --stack-name "$stack" >/dev/null
  await_stack
}

create_or_update() {
  local order=create ordered=no
  [ -z "$state" ] || order=update
  trap 'printf "\nCloudFormation goes on without this. Run it again to see how it ends.\n" >&2; exit 130' INT
  if try cloudformation "$order-stack" --stack-name "$stack" --template-body "file://$dir/template" \
    --parameters "file://$dir/parameters" --tags "Key=project,Value=$OUR_TAG" \
    --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND >/dev/null; then
    ordered=yes
    printf 'The stack %s is being %sd\n' "$stack" "$order"
    await_stack
  else
    case $(reason "$dir/why") in
      *'No updates are to be performed'*) printf 'The stack %s is up to date\n' "$stack" ;;
      *) explain "aws cloudformation $order-stack" "$dir/why" ;;
    esac
  fi
  case $state in
    CREATE_COMPLETE | UPDATE_COMPLETE) return ;;
  esac
  [ "$ordered" = yes ] || [ "$state" != UPDATE_ROLLBACK_COMPLETE ] || return 0
  find_cause
  if goes_on_after "$cause"; then
    attempts=$((attempts + 1))
    make_way
    write_parameters
    create_or_update
    return
  fi
  printf 'It failed at %s\n' "${cause:-a step that is not known}" >&2
  case $state in
    UPDATE_ROLLBACK_COMPLETE) die "the update was taken back, so what was there goes on.
  What to do: $(cure_of "$cause")" 1 ;;
    *) die "the stack $stack has ended at ${state:-nothing}.
  What to do: $(cure_of "$cause")" 1 ;;
  esac
}
attempts=0

# goes_on_after CAUSE: whether to order once more, after what passes or with what is possible.
goes_on_after() {
  [ "$attempts" = 0 ] || return 1
  case $1 in
    *'must be verified'*CloudFront*)
      [ -z "$asked_cloudfront" ] || return 1
      printf 'AWS has not verified this account for CloudFront yet, so this begins anew without it\n'
      give CloudFront=no
      say_plain_http
      ;;
    *)
      may_pass "$1" || return 1
      printf 'AWS says that this may pass (%s): once more\n' "$1"
      ;;
  esac
}
