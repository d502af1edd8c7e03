# A prefix list of the plan that holds the VPC.
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_ec2_managed_prefix_list" "peers" {
  name           = "peers"
  address_family = "IPv4"
  max_entries    = 4

  entry {
    cidr = "10.20.0.0/16"
  }
}

resource "aws_security_group" "nodes" {
  name   = "nodes"
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "bgp" {
  security_group_id = aws_security_group.nodes.id
  ip_protocol       = "tcp"
  from_port         = 179
  to_port           = 179
  prefix_list_id    = aws_ec2_managed_prefix_list.peers.id
}
