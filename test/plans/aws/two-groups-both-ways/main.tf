# Workers and control plane let each other in.
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.20.1.0/24"
}

resource "aws_security_group" "nodes" {
  name   = "nodes"
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group" "control" {
  name   = "control"
  vpc_id = aws_vpc.main.id
}

resource "aws_instance" "worker" {
  ami                    = "ami-12c6146b"
  instance_type          = "t3.large"
  subnet_id              = aws_subnet.a.id
  vpc_security_group_ids = [aws_security_group.nodes.id]
}

resource "aws_instance" "control" {
  ami                    = "ami-12c6146b"
  instance_type          = "t3.large"
  subnet_id              = aws_subnet.a.id
  vpc_security_group_ids = [aws_security_group.control.id]
}

resource "aws_vpc_security_group_ingress_rule" "nodes_from_nodes" {
  security_group_id            = aws_security_group.nodes.id
  ip_protocol                  = "tcp"
  from_port                    = 179
  to_port                      = 179
  referenced_security_group_id = aws_security_group.nodes.id
}

resource "aws_vpc_security_group_ingress_rule" "nodes_from_control" {
  security_group_id            = aws_security_group.nodes.id
  ip_protocol                  = "tcp"
  from_port                    = 179
  to_port                      = 179
  referenced_security_group_id = aws_security_group.control.id
}

resource "aws_vpc_security_group_ingress_rule" "control_from_nodes" {
  security_group_id            = aws_security_group.control.id
  ip_protocol                  = "tcp"
  from_port                    = 179
  to_port                      = 179
  referenced_security_group_id = aws_security_group.nodes.id
}

resource "aws_vpc_security_group_ingress_rule" "control_from_control" {
  security_group_id            = aws_security_group.control.id
  ip_protocol                  = "tcp"
  from_port                    = 179
  to_port                      = 179
  referenced_security_group_id = aws_security_group.control.id
}
