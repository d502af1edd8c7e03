# A launch template carries two groups, and the other one lets 179 in.
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_security_group" "nodes" {
  name   = "nodes"
  vpc_id = aws_vpc.main.id
  ingress {
    protocol  = "tcp"
    from_port = 10250
    to_port   = 10250
    self      = true
  }
}

resource "aws_security_group" "bgp" {
  name   = "bgp"
  vpc_id = aws_vpc.main.id
  ingress {
    protocol  = "tcp"
    from_port = 179
    to_port   = 179
    self      = true
  }
}

resource "aws_launch_template" "node" {
  name                   = "node"
  image_id               = "ami-12c6146b"
  instance_type          = "t3.large"
  vpc_security_group_ids = [aws_security_group.nodes.id, aws_security_group.bgp.id]
}
