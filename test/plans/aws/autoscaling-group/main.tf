# An autoscaling group by a launch template, with one group that is closed.
resource "aws_vpc" "main" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.20.1.0/24"
}

resource "aws_security_group" "nodes" {
  name   = "nodes"
  vpc_id = aws_vpc.main.id
  ingress {
    protocol  = "tcp"
    from_port = 10250
    to_port   = 10250
    self      = true
  }
}

resource "aws_launch_template" "node" {
  name                   = "node"
  image_id               = "ami-12c6146b"
  instance_type          = "t3.large"
  vpc_security_group_ids = [aws_security_group.nodes.id]
}

resource "aws_autoscaling_group" "workers" {
  name                = "workers"
  min_size            = 2
  max_size            = 3
  vpc_zone_identifier = [aws_subnet.a.id]

  launch_template {
    id = aws_launch_template.node.id
  }
}
