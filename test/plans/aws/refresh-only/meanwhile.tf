data "aws_security_group" "nodes" {
  name = "nodes"
}

resource "aws_vpc_security_group_ingress_rule" "anyone" {
  security_group_id = data.aws_security_group.nodes.id
  ip_protocol       = "tcp"
  from_port         = 179
  to_port           = 179
  cidr_ipv4         = "0.0.0.0/0"
}
