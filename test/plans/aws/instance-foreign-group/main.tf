# The instance carries a group of another plan, too, of which nothing is known.
variable "shared" {
  default = "sg-0a1b2c3d4e5f60718"
}

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
  ingress {
    protocol  = "tcp"
    from_port = 10250
    to_port   = 10250
    self      = true
  }
}

resource "aws_instance" "worker" {
  ami                    = "ami-12c6146b"
  instance_type          = "t3.large"
  subnet_id              = aws_subnet.a.id
  vpc_security_group_ids = [aws_security_group.nodes.id, var.shared]
}
