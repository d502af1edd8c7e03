# The old group, which let 179 in, could not go: it is deposed, and the new one is closed.
# make: refused DeleteSecurityGroup
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.20.1.0/24"
}

resource "aws_security_group" "nodes" {
  name   = "nodes-2"
  vpc_id = aws_vpc.main.id
  ingress {
    protocol  = "tcp"
    from_port = 22
    to_port   = 22
    self      = true
  }

  lifecycle {
    create_before_destroy = true
  }

  timeouts {
    delete = "4s"
  }
}
