# Rules of their own: the denial has the highest number.
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.20.1.0/24"
}

resource "aws_subnet" "b" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.20.2.0/24"
}

resource "aws_security_group" "nodes" {
  name   = "nodes"
  vpc_id = aws_vpc.main.id
  ingress {
    protocol  = "tcp"
    from_port = 179
    to_port   = 179
    self      = true
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "worker" {
  ami                    = "ami-12c6146b"
  instance_type          = "t3.large"
  subnet_id              = aws_subnet.a.id
  vpc_security_group_ids = [aws_security_group.nodes.id]
}

resource "aws_instance" "far" {
  ami                    = "ami-12c6146b"
  instance_type          = "t3.large"
  subnet_id              = aws_subnet.b.id
  vpc_security_group_ids = [aws_security_group.nodes.id]
}

resource "aws_network_acl" "a" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.a.id]
}

resource "aws_network_acl_rule" "none" {
  network_acl_id = aws_network_acl.a.id
  egress         = false
  rule_number    = 500
  rule_action    = "deny"
  protocol       = "tcp"
  from_port      = 100
  to_port        = 200
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "in" {
  network_acl_id = aws_network_acl.a.id
  egress         = false
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "-1"
  from_port      = 0
  to_port        = 0
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "out" {
  network_acl_id = aws_network_acl.a.id
  egress         = true
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "-1"
  from_port      = 0
  to_port        = 0
  cidr_block     = "0.0.0.0/0"
}
