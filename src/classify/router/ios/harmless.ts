/** Lines of neighbors that nothing is asked about. */
import type { Said } from './blocks.ts';

/** Words that change nothing of what is asked of a session, whatever stands behind them. */
const harmless: ReadonlySet<string> = new Set([
  ...[
    'description',
    'send-community',
    'soft-reconfiguration',
    'weight',
    'version',
    'advertisement-interval',
    'dmzlink-bw',
  ],
  ...[
    'remove-private-as',
    'default-originate',
    'unsuppress-map',
    'advertise-map',
    'additional-paths',
    'send-label',
    'soo',
  ],
  ...[
    'slow-peer',
    'translate-update',
    'aigp',
    'next-hop-unchanged',
    'path-attribute',
    'log-neighbor-changes',
    'send-rib',
  ],
  ...[
    'validation',
    'rib-in',
    'idle-restart-timer',
    'export-localpref',
    'import-localpref',
    'link-bandwidth',
    'monitoring',
  ],
  ...[
    'route-to-peer',
    'next-hop-peer',
    'auto-local-addr',
    'enforce-first-as',
    'default-metric',
    'metric-out',
    'out-delay',
  ],
  ...['suppress-inactive', 'low-memory', 'logging', 'dynamic-capability', 'missing-policy', 'maximum-accepted-routes'],
  ...[
    'internal-vpn-client',
    'allow-policy',
    'advertise',
    'peer-tag',
    'cost-community',
    'graceful-shutdown',
    'bmp-activate',
  ],
  ...[
    'bmp-activate-server',
    'update-wait',
    'next-hop-third-party',
    'inherit-community',
    'prefix-length-size',
    'topology',
  ],
  ...['disable-peer-as-check', 'affinity-group', 'as-path', 'no-prepend', 'use-vif', 'remove-as'],
]);

/** True for a line that is known to change nothing of a session. */
export function isHarmless({ block, from }: Said): boolean {
  const keyword = block.words[from] ?? '';
  if (harmless.has(keyword)) return true;
  // Which capabilities are offered besides the families is nothing that is asked.
  return keyword === 'capability' || keyword === 'maximum-peers';
}
