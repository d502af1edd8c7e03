/** What Cilium's BGP control plane tells the GoBGP that it holds (pkg/bgp/gobgp), as a file for gobgpd. */
import { all, familyOf, firstOf, type Manifest, type Rendered, secret } from './manifests.ts';

export function cilium(objects: readonly Manifest[]): Rendered {
  const [node] = all(objects, 'Node');
  const [cluster] = all(objects, 'CiliumBGPClusterConfig');
  const [instance] = cluster?.spec.bgpInstances ?? [];
  const address = node?.['status']?.addresses.find(({ type }: { type: string }) => type === 'InternalIP')?.address;
  const override = all(objects, 'CiliumBGPNodeConfigOverride')[0]?.spec.bgpInstances?.[0] ?? {};
  const port = override.localPort ?? instance.localPort ?? -1;
  const neighbors = instance.peers.map((peer: Manifest['spec']) => {
    const config = all(objects, 'CiliumBGPPeerConfig').find(
      ({ metadata }) => metadata.name === peer.peerConfigRef?.name,
    );
    const spec = config?.spec ?? {};
    const families = spec.families ?? [
      { afi: 'ipv4', safi: 'unicast' },
      { afi: 'ipv6', safi: 'unicast' },
    ];
    const gr = spec.gracefulRestart?.enabled === true;
    const password = secret(objects, spec.authSecretRef, 'password');
    return {
      config: {
        'neighbor-address': peer.peerAddress,
        'peer-as': peer.peerASN ?? 0,
        ...(password === '' ? {} : { 'auth-password': password }),
      },
      timers: {
        config: {
          'connect-retry': spec.timers?.connectRetryTimeSeconds ?? 120,
          'hold-time': spec.timers?.holdTimeSeconds ?? 90,
          'keepalive-interval': spec.timers?.keepAliveTimeSeconds ?? 30,
          'idle-hold-time-after-reset': 5,
        },
      },
      transport: {
        config: {
          'local-address': familyOf(peer.peerAddress) === 4 ? '0.0.0.0' : '::',
          'remote-port': spec.transport?.peerPort ?? 179,
        },
      },
      ...(spec.ebgpMultihop === undefined
        ? {}
        : { 'ebgp-multihop': { config: { enabled: true, 'multihop-ttl': spec.ebgpMultihop } } }),
      ...(gr
        ? {
            'graceful-restart': {
              config: {
                enabled: true,
                'restart-time': spec.gracefulRestart.restartTimeSeconds ?? 120,
                'notification-enabled': true,
              },
            },
          }
        : {}),
      'afi-safis': families.map(({ afi, safi }: { afi: string; safi: string }) => ({
        config: { 'afi-safi-name': `${afi}-${safi}`, enabled: true },
        ...(gr ? { 'mp-graceful-restart': { config: { enabled: true } } } : {}),
      })),
    };
  });
  const file = {
    global: { config: { as: instance.localASN, 'router-id': override.routerID ?? address, port } },
    neighbors,
  };
  const pools = all(objects, 'CiliumLoadBalancerIPPool').flatMap(({ spec }) => spec.blocks ?? []);
  const announces: string[] = pools.map(({ cidr, start }: { cidr: string; start?: string }) => {
    const first = start ?? firstOf(cidr);
    return `${first}/${familyOf(first) === 4 ? 32 : 128}`;
  });
  return {
    files: { gobgp: JSON.stringify({ ...file, announces }) },
    announces,
    takes: false,
    listens: port !== -1,
  };
}
