variable "vpc_id" {}

resource "aws_security_group" "this" {
  name   = "nodes"
  vpc_id = var.vpc_id
}

output "id" {
  value = aws_security_group.this.id
}
