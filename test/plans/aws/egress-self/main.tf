# TCP/179 goes out to members.
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
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
    protocol  = "tcp"
    from_port = 179
    to_port   = 179
    self      = true
  }
}
