import { afterAll, beforeAll, expect, test } from 'vitest';
import { iptablesVerdicts } from '../../support/iptables-verdicts.ts';
import { rulesetOfJson, rulesetOfText, verdictsByWay } from '../../support/nftables-verdicts.ts';
import { lab } from '../lab.ts';
import { agreement, type Kind } from './agreement.ts';
import {
  hooks,
  type IptablesRuleset,
  randomRuleset,
  render,
  smaller,
  textOf,
  withoutLine,
} from './iptables-rulesets.ts';
import { Kernel } from './kernel.ts';

/** What a namespace has at first: iptables-legacy keeps policies until others are given. */
const empty = Object.entries(hooks)
  .map(([table, chains]) => [`*${table}`, ...[...new Set(chains)].map((chain) => `:${chain} ACCEPT`), 'COMMIT', ''])
  .map((lines) => lines.join('\n'))
  .join('');

const kind: Kind<IptablesRuleset> = {
  random: randomRuleset,
  render,
  smaller,
  load: (kernel, { program, families }) =>
    kernel.judge({
      steps: [
        [['nft', 'flush', 'ruleset'], ''],
        [['iptables-legacy-restore'], empty],
        [['ip6tables-legacy-restore'], empty],
        [[`iptables-${program}-restore`], textOf(families[4])],
        [[`ip6tables-${program}-restore`], textOf(families[6])],
      ],
      lists: [
        [`iptables-${program}-save`],
        [`ip6tables-${program}-save`],
        ['nft', 'list', 'ruleset'],
        ['nft', '-j', 'list', 'ruleset'],
      ],
    }),
  without(ruleset, error) {
    const [, line] = /at line: (\d+)|line (\d+) failed/.exec(error)?.filter(Boolean) ?? [];
    return line === undefined ? undefined : withoutLine(ruleset, error.startsWith('ip6') ? 6 : 4, Number(line));
  },
  read({ program, families }, [save4 = '', save6 = '', list = '', json = '{}']) {
    const written = { of: 'text', verdicts: iptablesVerdicts(textOf(families[4]), textOf(families[6])) };
    const saved = { of: 'save', verdicts: iptablesVerdicts(save4, save6) };
    if (program === 'legacy') return [written, saved];
    return [
      written,
      saved,
      { of: 'list of nft', verdicts: verdictsByWay(rulesetOfText(list)) },
      { of: 'JSON of nft', verdicts: verdictsByWay(rulesetOfJson(JSON.parse(json).nftables)) },
    ];
  },
};

lab('iptables: what the kernel does with a ruleset', 'firewall', () => {
  let kernel: Kernel;
  beforeAll(async () => {
    kernel = await Kernel.start();
  });
  afterAll(() => kernel.stop());

  test('random rulesets', async () => {
    const count = Number(process.env['BGPLINT_LAB_RULESETS'] ?? 500);
    const { byReading, disagreements } = await agreement(kernel, kind, count);
    console.log(`iptables: ${count} rulesets, ${JSON.stringify(byReading)}`);
    expect(disagreements.join('\n')).toBe('');
    // Not to answer is no way to agree. Of what iptables-nft has loaded nft tells less, in JSON least.
    for (const of of ['text', 'save']) {
      const { passes = 0, dropped = 0, perhaps = 0, undecided = 0 } = byReading[of] ?? {};
      const all = passes + dropped + perhaps + undecided;
      expect(undecided / all).toBeLessThan(0.01);
      expect(perhaps / all).toBeLessThan(0.2);
      expect(Math.min(passes, dropped) / all).toBeGreaterThan(0.2);
    }
  });
});
