# Terraform forgets the group, which stays in AWS.
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}


removed {
  from = aws_security_group.nodes

  lifecycle {
    destroy = false
  }
}
