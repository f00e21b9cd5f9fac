#!/usr/bin/env bash
# What it costs. Sourced by up and leftovers.
# shellcheck disable=SC2034

# USD without traffic in us-east-1, among the cheapest; elsewhere up to a half more. As the price pages on aws.amazon.com
# (EC2, EBS, VPC, ELB, WAF, Secrets Manager, CloudWatch) had it in November 2025.
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
    t2.micro) echo 0.0116 ;; t2.small) echo 0.023 ;; m7i-flex.large) echo 0.09576 ;; c7i-flex.large) echo 0.08479 ;;
    m5.large | m6i.large) echo 0.096 ;; m7i.large) echo 0.1008 ;;
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
      watching = (2 * secret + 15 * alarm + 40 * metric) / month
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
