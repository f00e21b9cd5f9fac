# The stack of src/main/cloudformation for those who keep their state in Terraform. Deliberately no second description of
# it: what is true of the stack is said and tested in one place.

locals {
  switches = {
    Artifacts               = var.artifacts
    CloudFront              = var.cloudfront
    Waf                     = var.waf
    TableDeletionProtection = var.table_deletion_protection
    RetainTable             = var.retain_table
    RequestLogs             = var.request_logs
    WatchAlarms             = var.watch_alarms
  }

  values = {
    Repository             = var.repository
    Revision               = var.revision
    InstanceType           = var.instance_type
    ImageId                = var.image_id
    PostsPerMinute         = var.posts_per_minute
    DrainTime              = var.drain_time
    MinSize                = var.min_size
    DesiredCapacity        = var.desired_capacity
    MaxSize                = var.max_size
    Zones                  = var.zones == null ? null : join(",", var.zones)
    VpcId                  = var.vpc_id
    SubnetIds              = var.subnet_ids == null ? null : join(",", var.subnet_ids)
    CertificateArn         = var.certificate_arn
    DomainName             = var.domain_name
    CloudFrontPrefixListId = one(data.aws_ec2_managed_prefix_list.cloudfront[*].id)
    RequestsPerAddress     = var.requests_per_address
    AlarmEmail             = var.alarm_email
  }

  # What is not given is left to the template's own defaults.
  parameters = merge(
    { for name, value in local.switches : name => value ? "yes" : "no" if value != null },
    { for name, value in local.values : name => value if value != null },
  )
}

# CloudFront's own addresses, a list of another id in each region.
data "aws_ec2_managed_prefix_list" "cloudfront" {
  count = var.cloudfront == true ? 1 : 0
  name  = "com.amazonaws.global.cloudfront.origin-facing"
}

resource "aws_cloudformation_stack" "board" {
  name          = var.name
  template_body = file(var.template)
  parameters    = local.parameters
  # The stack makes a role, and its template has a transform.
  capabilities = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
  tags         = { project = "visitor-board" }

  timeouts {
    create = "45m"
    # A change replaces instances one after the other.
    update = "3h"
    delete = "45m"
  }
}
