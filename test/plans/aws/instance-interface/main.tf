# The group is on a network interface of the instance.
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

resource "aws_network_interface" "worker" {
  subnet_id       = aws_subnet.a.id
  security_groups = [aws_security_group.nodes.id]
}

resource "aws_instance" "worker" {
  ami           = "ami-12c6146b"
  instance_type = "t3.large"

  network_interface {
    network_interface_id = aws_network_interface.worker.id
    device_index         = 0
  }
}
