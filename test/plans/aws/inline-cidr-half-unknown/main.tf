# One of two CIDRs is known after apply; the members themselves are let in.
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "terraform_data" "late" {
  input = "10.20.0.0/16"
}

resource "aws_security_group" "nodes" {
  name   = "nodes"
  vpc_id = aws_vpc.main.id
  ingress {
    protocol    = "tcp"
    from_port   = 179
    to_port     = 179
    self        = true
    cidr_blocks = ["192.0.2.0/24", terraform_data.late.output]
  }
}
