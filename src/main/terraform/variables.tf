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
    condition     = can(regex("^[A-Za-z][A-Za-z0-9-]{0,39}$", var.name))
    error_message = "A stack's name begins with a letter and has letters, digits and hyphens, 40 at most here."
  }
}

variable "repository" {
  description = "Git repository that instances build from, and run as root what is in it"
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^https://", var.repository))
    error_message = "Instances clone by https only."
  }
}

variable "revision" {
  description = "The commit; a branch would be read once, and a later apply would change nothing"
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^([0-9a-f]{40}|v[0-9][0-9A-Za-z.-]*)$", var.revision))
    error_message = "Give a commit in full, or a tag such as v1.2.3."
  }
}

variable "instance_type" {
  description = "Instance type of x86_64"
  type        = string
  default     = null
}

variable "image_id" {
  description = "Image of Amazon Linux 2023; null is the newest at the time of each start"
  type        = string
  default     = null

  validation {
    condition     = var.image_id == null || can(regex("^(ami-[0-9a-f]+|resolve:ssm:/.+)$", var.image_id))
    error_message = "Give the id of an image."
  }
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
  description = "How long an instance still serves after it was told to stop, from 0s to 30s"
  type        = string
  default     = null

  validation {
    condition     = var.drain_time == null || can(regex("^([0-9]|[12][0-9]|30)s$", var.drain_time))
    error_message = "Give seconds from 0s to 30s."
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

variable "zones" {
  description = "Two or three availability zones that offer the instance type; null is the first two of the account"
  type        = list(string)
  default     = null

  validation {
    condition     = var.zones == null || try(contains([2, 3], length(var.zones)), false)
    error_message = "Give two or three zones."
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

variable "request_logs" {
  description = "Whether the load balancer's requests and what the firewall blocks are kept for 30 days"
  type        = bool
  default     = null
}

variable "watch_alarms" {
  description = "Whether an update goes back when an alarm rings; false for an update that is to end the ringing"
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
