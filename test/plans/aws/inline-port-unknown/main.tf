# The port is known after apply.
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "terraform_data" "late" {
  input = 179
}

resource "aws_security_group" "nodes" {
  name   = "nodes"
  vpc_id = aws_vpc.main.id
  ingress {
    protocol  = "tcp"
    from_port = terraform_data.late.output
    to_port   = terraform_data.late.output
    self      = true
  }
}
