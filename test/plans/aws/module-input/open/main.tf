variable "group" {}

resource "aws_security_group_rule" "bgp" {
  type              = "ingress"
  security_group_id = var.group
  protocol          = "tcp"
  from_port         = 179
  to_port           = 179
  self              = true
}
