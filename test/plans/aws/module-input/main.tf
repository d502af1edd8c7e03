# The rule is a module's, and the group is given to it; one instance a key.
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_security_group" "nodes" {
  name   = "nodes"
  vpc_id = aws_vpc.main.id
}

module "bgp" {
  for_each = toset(["a.b", "c"])
  source   = "./open"
  group    = aws_security_group.nodes.id
}
