# Inline blocks beside a rule resource: the second plan revokes what the resource made, which itself does not change.
# make: applied
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_security_group" "nodes" {
  name   = "nodes"
  vpc_id = aws_vpc.main.id
  ingress {
    protocol  = "tcp"
    from_port = 22
    to_port   = 22
    self      = true
  }
}

resource "aws_security_group_rule" "bgp" {
  type              = "ingress"
  security_group_id = aws_security_group.nodes.id
  protocol          = "tcp"
  from_port         = 179
  to_port           = 179
  self              = true
}
