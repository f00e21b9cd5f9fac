output "url" {
  description = "The board"
  value       = aws_cloudformation_stack.board.outputs["Url"]
}

output "load_balancer_dns_name" {
  description = "Where the name of your certificate has to point to"
  value       = aws_cloudformation_stack.board.outputs["LoadBalancerDnsName"]
}

output "table_name" {
  description = "The table"
  value       = aws_cloudformation_stack.board.outputs["TableName"]
}

output "auto_scaling_group_name" {
  description = "The Auto Scaling group"
  value       = aws_cloudformation_stack.board.outputs["AutoScalingGroupName"]
}

output "target_group_arn" {
  description = "The load balancer's targets"
  value       = aws_cloudformation_stack.board.outputs["TargetGroupArn"]
}

output "alarm_topic_arn" {
  description = "The topic that alarms are told to, also for a budget of yours"
  value       = aws_cloudformation_stack.board.outputs["AlarmTopicArn"]
}

output "artifact_bucket_name" {
  description = "Where builds and access logs are kept. Empty it before you remove the stack"
  value       = aws_cloudformation_stack.board.outputs["ArtifactBucketName"]
}

output "instructor_secret_arn" {
  description = "The secret whose value is the instructor token"
  value       = aws_cloudformation_stack.board.outputs["InstructorSecretArn"]
}

output "dashboard_url" {
  description = "The dashboard"
  value       = aws_cloudformation_stack.board.outputs["DashboardUrl"]
}
