variable "template" {
  description = "The rendered template: src/workshop/render > visitor-board.template"
  type        = string
  nullable    = false

  validation {
    condition     = fileexists(var.template)
    error_message = "There is no such file; src/workshop/render prints what has to be in it."
  }
}

variable "name" {
  description = "Name of the stack"
  type        = string
  default     = "visitor-board"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9-]{0,40}$", var.name))
    error_message = "A stack's name begins with a letter and has letters, digits and hyphens, 41 at most here."
  }
}

variable "repository" {
  description = "Git repository that instances build from"
  type        = string
  default     = null

  validation {
    condition     = var.repository == null || can(regex("^https://", var.repository))
    error_message = "Instances clone by https only."
  }
}

variable "revision" {
  description = "Branch, tag or commit; only another value replaces instances"
  type        = string
  default     = null
}

variable "instance_type" {
  description = "Instance type of x86_64"
  type        = string
  default     = null
}

variable "artifacts" {
  description = "Whether the first instance keeps its build for the others"
  type        = bool
  default     = null
}

variable "posts_per_minute" {
  description = "Messages that one address may post in a minute; 0 is no limit"
  type        = number
  default     = null

  validation {
    condition     = var.posts_per_minute == null || try(var.posts_per_minute >= 0, false)
    error_message = "A rate limit is 0 or more."
  }
}

variable "drain_time" {
  description = "How long an instance still serves after it was told to stop, such as 15s"
  type        = string
  default     = null

  validation {
    condition     = var.drain_time == null || can(regex("^[0-9]{1,2}s$", var.drain_time))
    error_message = "Give seconds, such as 15s."
  }
}

variable "min_size" {
  description = "Fewest instances"
  type        = number
  default     = null
}

variable "desired_capacity" {
  description = "Instances at first"
  type        = number
  default     = null
}

variable "max_size" {
  description = "Most instances"
  type        = number
  default     = null

  validation {
    condition     = var.max_size == null || try(var.max_size >= 1 && var.max_size <= 100, false)
    error_message = "From 1 to 100 instances."
  }
}

variable "vpc_id" {
  description = "An existing VPC, instead of one of the stack's own"
  type        = string
  default     = null
}

variable "subnet_ids" {
  description = "Public subnets of that VPC in two zones at least"
  type        = list(string)
  default     = null

  validation {
    condition     = var.subnet_ids == null || try(length(var.subnet_ids) >= 2, false)
    error_message = "A load balancer needs two subnets at least."
  }
}

variable "certificate_arn" {
  description = "Certificate of ACM in this region, for HTTPS on the load balancer"
  type        = string
  default     = null

  validation {
    condition     = var.certificate_arn == null || can(regex("^arn:aws[a-z-]*:acm:", var.certificate_arn))
    error_message = "Give the ARN of a certificate of ACM."
  }
}

variable "domain_name" {
  description = "The name in the certificate, for the output url"
  type        = string
  default     = null
}

variable "cloudfront" {
  description = "Whether a CloudFront distribution stands in front, for HTTPS without a domain"
  type        = bool
  default     = null
}

variable "waf" {
  description = "Whether a web application firewall stands before the load balancer"
  type        = bool
  default     = null
}

variable "requests_per_address" {
  description = "Requests in 5 minutes beyond which the firewall refuses an address"
  type        = number
  default     = null
}

variable "table_deletion_protection" {
  description = "Whether the table, and so the stack, can only be removed after this is false again"
  type        = bool
  default     = null
}

variable "retain_table" {
  description = "Whether the table outlives the stack"
  type        = bool
  default     = null
}

variable "alarm_email" {
  description = "Who is told of alarms"
  type        = string
  default     = null

  validation {
    condition     = var.alarm_email == null || can(regex("^[^@ ]+@[^@ ]+$", var.alarm_email))
    error_message = "That is no mail address."
  }
}

variable "monthly_cost_limit" {
  description = "USD a month for the whole account beyond which the alarm topic is told; 0 is no budget"
  type        = number
  default     = null
}
