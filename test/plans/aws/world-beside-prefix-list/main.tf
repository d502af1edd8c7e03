# One rule for a prefix list of another plan, and for anyone.
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_security_group" "nodes" {
  name   = "nodes"
  vpc_id = aws_vpc.main.id
  ingress {
    protocol        = "tcp"
    from_port       = 179
    to_port         = 179
    prefix_list_ids = ["pl-0a1b2c3d4e5f60718"]
    cidr_blocks     = ["0.0.0.0/0"]
  }
}
