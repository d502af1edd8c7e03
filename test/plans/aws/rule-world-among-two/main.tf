# Anyone, by the second of two CIDRs.
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_security_group" "nodes" {
  name   = "nodes"
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "bgp" {
  type              = "ingress"
  security_group_id = aws_security_group.nodes.id
  protocol          = "tcp"
  from_port         = 179
  to_port           = 179
  cidr_blocks       = ["10.20.0.0/16", "0.0.0.0/0"]
}
