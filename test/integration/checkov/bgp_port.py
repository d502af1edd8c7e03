"""Checkov's own classes for "ingress from anyone to a port", for TCP/179."""
from checkov.common.models.enums import CheckCategories
from checkov.terraform.checks.resource.aws.AbsSecurityGroupUnrestrictedIngress import AbsSecurityGroupUnrestrictedIngress
from checkov.terraform.checks.resource.gcp.AbsGoogleComputeFirewallUnrestrictedIngress import (
    AbsGoogleComputeFirewallUnrestrictedIngress,
)

aws = AbsSecurityGroupUnrestrictedIngress(check_id="CKV_BGP_1", port=179)
google = AbsGoogleComputeFirewallUnrestrictedIngress(
    name="Ensure Google compute firewall ingress does not allow unrestricted BGP",
    id="CKV_BGP_2",
    categories=[CheckCategories.NETWORKING],
    supported_resources=["google_compute_firewall"],
    port=179,
)
