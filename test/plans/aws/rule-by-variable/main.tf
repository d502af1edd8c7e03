# The rule is for a group of another plan.
variable "nodes" {
  default = "sg-0a1b2c3d4e5f60718"
}

resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_security_group" "nodes" {
  name   = "nodes"
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "bgp" {
  type              = "ingress"
  security_group_id = var.nodes
  protocol          = "tcp"
  from_port         = 179
  to_port           = 179
  self              = true
}
