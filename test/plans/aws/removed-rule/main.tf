# Terraform forgets the rule, which stays in AWS.
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_security_group" "nodes" {
  name   = "nodes"
  vpc_id = aws_vpc.main.id
}

removed {
  from = aws_security_group_rule.bgp

  lifecycle {
    destroy = false
  }
}
