# A group that was there before becomes Terraform's; 179 is not let in.
data "aws_security_group" "there" {
  name = "imported"
}

import {
  to = aws_security_group.nodes
  id = data.aws_security_group.there.id
}

resource "aws_security_group" "nodes" {
  name = "imported"

  ingress {
    protocol  = "tcp"
    from_port = 22
    to_port   = 22
    self      = true
  }
}
