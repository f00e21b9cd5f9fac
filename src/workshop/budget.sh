#!/usr/bin/env bash
# The budget that warns of what the account spends. Sourced after aws.sh.
# shellcheck disable=SC2154
#
# Beside the stack and not in it: many regions do not know the type, and many accounts may not have one, such as those
# that another account pays for. That must not take the stack with it.
#
# Of the whole account. Filtered by our tag it would show nothing until the tag was made a cost allocation tag, by whoever
# pays, and what grows unseen is often what carries no tag.

budget_name() {
  printf '%s-%s' "$stack" "$region"
}

# Leaves what is known of it in $dir/budget; false where there is none, or nobody says.
find_budget() {
  try budgets describe-budget --account-id "$account" --budget-name "$(budget_name)" >"$dir/budget"
}

remove_budget() {
  try budgets delete-budget --account-id "$account" --budget-name "$(budget_name)" >/dev/null
}

# set_budget USD: at 80 % and at all of it the alarms' topic is told. Without a number it stays as it is, or becomes 50.
set_budget() {
  local limit=$1 topic there=no
  topic=$(output_of AlarmTopicArn)
  [ -n "$topic" ] || return 0
  if find_budget; then there=yes; fi
  if [ "$there" = yes ] && [ -z "$limit" ]; then return 0; fi
  if [ "$there" = yes ]; then remove_budget || true; fi
  if [ "$limit" = 0 ]; then
    printf 'Budget: none\n'
    return 0
  fi
  limit=${limit:-50}
  jq --null-input --arg name "$(budget_name)" --arg limit "$limit" \
    '{BudgetName: $name, BudgetType: "COST", TimeUnit: "MONTHLY", BudgetLimit: {Amount: $limit, Unit: "USD"}}' \
    >"$dir/budget-order"
  jq --null-input --arg topic "$topic" '[80, 100 | {
    Notification: {NotificationType: "ACTUAL", ComparisonOperator: "GREATER_THAN", Threshold: ., ThresholdType: "PERCENTAGE"},
    Subscribers: [{SubscriptionType: "SNS", Address: $topic}]}]' >"$dir/budget-notices"
  if try budgets create-budget --account-id "$account" --budget "file://$dir/budget-order" \
    --notifications-with-subscribers "file://$dir/budget-notices" >/dev/null; then
    printf 'Budget: %s USD a month for the whole account, told to the alarms (--cost-limit 0 is none)\n' "$limit"
  else
    printf 'Note: no budget watches the costs, since this account or you may not have one: %s\n' "$(reason "$dir/why")"
    printf '      Look at the bill yourself, or ask whoever pays for the account. --cost-limit 0 does not try.\n'
  fi
}
