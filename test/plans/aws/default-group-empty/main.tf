# The default group is taken over, and has no rules.
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_default_security_group" "nodes" {
  vpc_id = aws_vpc.main.id
}
