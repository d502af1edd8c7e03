/** Rules for tests of the config: one of each kind that matters to it. */
import type { Rule } from '../../src/model/rule.ts';

function rule(id: string, more: Partial<Rule> = {}): Rule {
  return {
    id,
    title: `Title of ${id}`,
    description: '',
    remediation: '',
    level: 'error',
    class: 'correctness',
    references: [],
    ...more,
  };
}

export const rules: readonly Rule[] = [
  rule('calico/global-peer', { level: 'warning', class: 'availability', policy: true }),
  rule('calico/peer-without-password', { levels: ['error', 'note'], class: 'security', policy: true }),
  rule('calico/duplicate-peer', { levels: ['error', 'warning'] }),
  rule('calico/full-mesh-too-large', {
    level: 'warning',
    class: 'availability',
    options: {
      nodes: { type: 'integer', default: 100, minimum: 1, description: 'More Nodes than this are too many.' },
      strict: { type: 'boolean', default: false, description: 'Count unready Nodes.' },
    },
  }),
  rule('calico/peer-without-restart-time', { level: 'note', off: true, class: 'availability', policy: true }),
  rule('router/graceful-restart-missing', {
    level: 'warning',
    levels: ['warning', 'note'],
    class: 'availability',
    policy: true,
  }),
  rule('metallb/peer-without-password', { class: 'security', aliases: ['OLD_ID_1'] }),
  rule('terraform/bgp-port-closed', { class: 'availability', enforced: true, aliases: ['CKV_CUSTOM_BGP_01'] }),
];

export function named(id: string): Rule {
  const found = rules.find((one) => one.id === id);
  if (!found) throw new Error(`no rule ${id}`);
  return found;
}
