mock_provider "aws" {
  mock_resource "aws_cloudformation_stack" {
    defaults = {
      outputs = {
        Url                  = "http://board.example/"
        LoadBalancerDnsName  = "board.example"
        TableName            = "visitor-board-Table-1"
        AutoScalingGroupName = "visitor-board-AutoScalingGroup-1"
        TargetGroupArn       = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/visitor/1"
        AlarmTopicArn        = "arn:aws:sns:eu-central-1:123456789012:visitor-board-AlarmTopic-1"
        ArtifactBucketName   = "visitor-board-artifactbucket-1"
        InstructorSecretArn  = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:InstructorSecret-1"
        DashboardUrl         = "https://eu-central-1.console.aws.amazon.com/cloudwatch/home"
      }
    }
  }

  mock_data "aws_ec2_managed_prefix_list" {
    defaults = { id = "pl-a3a144ca" }
  }
}

variables {
  template   = "versions.tf"
  repository = "https://git.example/board.git"
  revision   = "0123456789abcdef0123456789abcdef01234567"
}

run "leaves_what_is_not_given_to_the_template" {
  assert {
    condition     = aws_cloudformation_stack.board.parameters == tomap({ Repository = var.repository, Revision = var.revision })
    error_message = "Parameters are passed that nobody gave."
  }

  assert {
    condition     = aws_cloudformation_stack.board.name == "visitor-board" && aws_cloudformation_stack.board.tags == tomap({ project = "visitor-board" })
    error_message = "Name or tag is another."
  }

  assert {
    condition     = toset(aws_cloudformation_stack.board.capabilities) == toset(["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"])
    error_message = "The template needs exactly these capabilities."
  }

  assert {
    condition     = output.url == "http://board.example/" && output.artifact_bucket_name == "visitor-board-artifactbucket-1"
    error_message = "Outputs do not come from the stack."
  }
}

run "passes_on_what_is_given" {
  command = plan

  variables {
    name             = "board-2"
    revision         = "v1.2.3"
    max_size         = 4
    waf              = false
    zones            = ["eu-central-1a", "eu-central-1c"]
    watch_alarms     = false
    retain_table     = true
    vpc_id           = "vpc-1"
    subnet_ids       = ["subnet-1", "subnet-2"]
    posts_per_minute = 0
  }

  assert {
    condition = aws_cloudformation_stack.board.parameters == tomap({
      Repository     = var.repository
      Revision       = "v1.2.3"
      Zones          = "eu-central-1a,eu-central-1c"
      WatchAlarms    = "no"
      MaxSize        = "4"
      Waf            = "no"
      RetainTable    = "yes"
      VpcId          = "vpc-1"
      SubnetIds      = "subnet-1,subnet-2"
      PostsPerMinute = "0"
    })
    error_message = "Parameters differ from what was given."
  }
}

run "finds_the_prefix_list_of_cloudfront" {
  command = plan

  variables {
    cloudfront = true
  }

  assert {
    condition     = aws_cloudformation_stack.board.parameters == tomap({ Repository = var.repository, Revision = var.revision, CloudFront = "yes", CloudFrontPrefixListId = "pl-a3a144ca" })
    error_message = "Without its list the load balancer would not answer CloudFront."
  }
}

run "refuses_what_cannot_work" {
  command = plan

  variables {
    template        = "no-such-file"
    name            = "1st"
    repository      = "git@example.com:board.git"
    revision        = "main"
    image_id        = "newest"
    zones           = ["eu-central-1a"]
    drain_time      = "soon"
    max_size        = 0
    subnet_ids      = ["subnet-1"]
    certificate_arn = "board.example"
    alarm_email     = "me"
  }

  expect_failures = [
    var.template, var.name, var.repository, var.revision, var.image_id, var.zones, var.drain_time, var.max_size, var.subnet_ids, var.certificate_arn,
    var.alarm_email,
  ]
}
