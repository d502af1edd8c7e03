# A prefix list of the plan that holds everyone.
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_ec2_managed_prefix_list" "peers" {
  name           = "peers"
  address_family = "IPv4"
  max_entries    = 4

  entry {
    cidr = "10.20.0.0/16"
  }

  entry {
    cidr = "0.0.0.0/0"
  }
}

resource "aws_security_group" "nodes" {
  name   = "nodes"
  vpc_id = aws_vpc.main.id
  ingress {
    protocol        = "tcp"
    from_port       = 179
    to_port         = 179
    prefix_list_ids = [aws_ec2_managed_prefix_list.peers.id]
  }
}
