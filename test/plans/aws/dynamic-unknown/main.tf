# A dynamic block over what is known after apply: the plan's configuration does not list it.
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "terraform_data" "late" {
  input = toset(["179"])
}

resource "aws_security_group" "nodes" {
  name   = "nodes"
  vpc_id = aws_vpc.main.id
  dynamic "ingress" {
    for_each = terraform_data.late.output
    content {
      protocol  = "tcp"
      from_port = ingress.value
      to_port   = ingress.value
      self      = true
    }
  }
}
