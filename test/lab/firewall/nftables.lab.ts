import { afterAll, beforeAll, expect, test } from 'vitest';
import { corpus } from '../../support/nftables-corpus.ts';
import { nftablesVerdicts, rulesetOfJson, rulesetOfText, verdictsByWay } from '../../support/nftables-verdicts.ts';
import { lab } from '../lab.ts';
import { agreement, differences, type Kind } from './agreement.ts';
import { Kernel } from './kernel.ts';
import { type Part, randomRuleset, render, smaller, withoutLine } from './nftables-rulesets.ts';

const steps = (text: string) => ({
  steps: [
    [['nft', 'flush', 'ruleset'], ''],
    [['nft', '-f', '-'], text],
  ] as const,
  lists: [
    ['nft', 'list', 'ruleset'],
    ['nft', '-j', 'list', 'ruleset'],
  ],
});

const kind: Kind<readonly Part[]> = {
  random: randomRuleset,
  render,
  smaller,
  load: (kernel, ruleset) => kernel.judge(steps(render(ruleset))),
  without(ruleset, error) {
    const [, line] = /stdin:(\d+):/.exec(error) ?? [];
    return line === undefined ? undefined : withoutLine(ruleset, Number(line));
  },
  read: (ruleset, [list = '', json = '{}']) => [
    { of: 'text', verdicts: nftablesVerdicts(render(ruleset)) },
    { of: 'list', verdicts: verdictsByWay(rulesetOfText(list)) },
    { of: 'JSON', verdicts: verdictsByWay(rulesetOfJson(JSON.parse(json).nftables)) },
  ],
};

lab('nftables: what the kernel does with a ruleset', 'firewall', () => {
  let kernel: Kernel;
  beforeAll(async () => {
    kernel = await Kernel.start();
  });
  afterAll(() => kernel.stop());

  test.each(corpus.filter(({ apart }) => apart !== true))('$name', async ({ text }) => {
    const judgement = await kernel.judge(steps(text));
    if ('error' in judgement) throw new Error(judgement.error);
    const written: typeof kind = {
      ...kind,
      read: (_, lists) =>
        kind.read([], lists).map((one) => (one.of === 'text' ? { ...one, verdicts: nftablesVerdicts(text) } : one)),
    };
    expect(differences(written, { ruleset: [], judgement })).toEqual([]);
  });

  test('random rulesets', async () => {
    const count = Number(process.env['BGPLINT_LAB_RULESETS'] ?? 500);
    const { byReading, disagreements } = await agreement(kernel, kind, count);
    console.log(`nftables: ${count} rulesets, ${JSON.stringify(byReading)}`);
    expect(disagreements.join('\n')).toBe('');
    // Not to answer is no way to agree.
    for (const { passes = 0, dropped = 0, perhaps = 0, undecided = 0 } of Object.values(byReading)) {
      const all = passes + dropped + perhaps + undecided;
      expect(undecided / all).toBeLessThan(0.01);
      expect(perhaps / all).toBeLessThan(0.15);
      expect(Math.min(passes, dropped) / all).toBeGreaterThan(0.2);
    }
  });
});
