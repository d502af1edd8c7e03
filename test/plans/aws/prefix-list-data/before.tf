resource "aws_ec2_managed_prefix_list" "peers" {
  name           = "peers"
  address_family = "IPv4"
  max_entries    = 4

  entry {
    cidr = "0.0.0.0/0"
  }
}
