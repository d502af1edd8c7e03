# Keys with dots, slashes, quotes and brackets.
locals {
  racks = {
    "rack.a/1"     = 179
    "say \"b\"[0]" = 179
  }
}

resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_security_group" "nodes" {
  for_each = local.racks
  name     = "nodes-${md5(each.key)}"
  vpc_id   = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "bgp" {
  for_each                     = local.racks
  security_group_id            = aws_security_group.nodes[each.key].id
  referenced_security_group_id = aws_security_group.nodes[each.key].id
  ip_protocol                  = "tcp"
  from_port                    = each.value
  to_port                      = each.value
}
