# Which group it is stands in a local value, of which a plan says nothing.
locals {
  nodes = aws_security_group.nodes.id
}

resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_security_group" "nodes" {
  name   = "nodes"
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group" "other" {
  name   = "other"
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "bgp" {
  type              = "ingress"
  security_group_id = local.nodes
  protocol          = "tcp"
  from_port         = 179
  to_port           = 179
  self              = true
}
