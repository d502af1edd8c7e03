# CIDRs that are known after apply.
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "terraform_data" "late" {
  input = ["10.20.0.0/16"]
}

resource "aws_security_group" "nodes" {
  name   = "nodes"
  vpc_id = aws_vpc.main.id
  ingress {
    protocol    = "tcp"
    from_port   = 179
    to_port     = 179
    cidr_blocks = terraform_data.late.output
  }
}
