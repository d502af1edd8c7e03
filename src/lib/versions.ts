/**
 * The newest release of each product whose behaviour the rules know. The facts were read in these sources:
 * projectcalico/calico at 87c15906f20c, metallb/metallb at 7938d3f89b8b and v0.16.2, metallb/frr-k8s at 43dd6d6bbf4a,
 * cilium/cilium at v1.20.2, and Terraform's plan format 1.2.
 */
export const knownVersions = {
  Calico: '3.33',
  MetalLB: '0.16',
  Cilium: '1.20',
  'Terraform plan format': '1.2',
} as const;
