import { describe, expect, test } from 'vitest';
import type { ResourceName } from '../../src/model/finding.ts';
import type { SuppressionFact } from '../../src/suppress/types.ts';
import { answer, type Found } from './scan.ts';

const id = 'calico/global-peer';

const peer: ResourceName = { kind: 'BGPPeer', namespace: '', name: 'tor' };

const spread: ResourceName = { kind: 'BGPPeer', namespace: 'metallb-system', name: 'tor' };

const group: ResourceName = { address: 'module.a["x/y/z"].aws_security_group.nodes' };

/** A config with one waiver, given as lines. */
function waiver(...lines: readonly string[]): string {
  return `waivers:\n  - ${lines.join('\n    ')}\n`;
}

const reach: readonly [string, readonly string[], Partial<Found>, boolean][] = [
  ['a rule everywhere', [`rule: ${id}`, 'paths: ["**"]'], {}, true],
  ['another rule', ['rule: calico/duplicate-peer', 'paths: ["**"]'], {}, false],
  ['a family', ['rule: calico/*', 'paths: ["**"]'], {}, true],
  ['another family', ['rule: metallb/*', 'paths: ["**"]'], {}, false],
  ['a class', ['rule: "@availability"', 'paths: ["**"]'], {}, true],
  ['a finding without a place', [`rule: ${id}`, 'paths: ["**"]'], { line: null }, true],
  ['a folder', [`rule: ${id}`, 'paths: [vendor]'], { file: 'vendor/x/a.yaml' }, true],
  ['beside the folder', [`rule: ${id}`, 'paths: [vendor]'], { file: 'vendored/a.yaml' }, false],
  ['the second of two paths', [`rule: ${id}`, 'paths: [x/, "*.yaml"]'], {}, true],
  ['outside of the folder of the config', [`rule: ${id}`, 'paths: ["**"]'], { file: '../a.yaml' }, false],
  ['no path at all', [`rule: ${id}`, 'paths: []'], {}, false],
  ['an object', [`rule: ${id}`, 'resource: BGPPeer/tor'], { name: peer }, true],
  ['an object in some namespace', [`rule: ${id}`, 'resource: BGPPeer/tor'], { name: spread }, true],
  ['an object in its namespace', [`rule: ${id}`, 'resource: BGPPeer/metallb-system/tor'], { name: spread }, true],
  ['an object in another namespace', [`rule: ${id}`, 'resource: BGPPeer/other/tor'], { name: spread }, false],
  ['an object of another name', [`rule: ${id}`, 'resource: BGPPeer/to'], { name: peer }, false],
  ['a finding without an object', [`rule: ${id}`, 'resource: BGPPeer/tor'], {}, false],
  ["a plan's resource", [`rule: ${id}`, `resource: '${group.address}'`], { name: group }, true],
  ["another plan's resource", [`rule: ${id}`, 'resource: aws_security_group.nodes'], { name: group }, false],
  ['an object in another file', [`rule: ${id}`, 'resource: BGPPeer/tor', 'paths: [b.yaml]'], { name: peer }, false],
];

describe('what a waiver answers', () => {
  test.each(reach)('%s', async (_, lines, found, expected) => {
    const { answers, facts } = await answer({
      files: { 'a.yaml': '', 'bgplint.yaml': waiver(...lines, 'reason: ok') },
      found: [{ rule: id, line: 1, ...found }],
    });
    expect(answers).toEqual([expected ? 'waiver: ok' : '-']);
    expect(facts).toMatchObject([{ by: 'waiver', file: 'bgplint.yaml', used: expected }]);
  });

  test('the finding tells who answers for it, and until when', async () => {
    const { findings } = await answer({
      files: {
        'a.yaml': '',
        'bgplint.yaml': waiver(`rule: ${id}`, 'paths: ["**"]', 'reason: ok', 'owner: net', 'expires: "2026-12-31"'),
      },
      found: [{ rule: id, line: 1 }],
    });
    expect(findings[0]?.suppressed).toEqual({ by: 'waiver', reason: 'ok', owner: 'net', expires: '2026-12-31' });
  });
});

const effect: readonly [string, readonly string[], string, string, Partial<SuppressionFact>][] = [
  ['without a reason', [], id, '-', { reason: '', unused: false }],
  ['with a reason of white space', ['reason: "  "'], id, '-', { reason: '', unused: false }],
  ['with a reason that nobody sees', ['reason: "\\u200b"'], id, '-', { reason: '', unused: false }],
  ['on its last day', ['reason: ok', 'expires: "2026-11-21"'], id, 'waiver: ok', { expired: false, used: true }],
  ['on the day after', ['reason: ok', 'expires: "2026-11-20"'], id, '-', { expired: true, unused: true }],
  ['expired, without a reason', ['expires: "2026-11-20"'], id, '-', { reason: '', unused: false }],
  ['that names an enforced rule', ['reason: ok'], 'terraform/bgp-port-closed', '-', { enforced: true, unused: false }],
  ['that names one by its alias', ['reason: ok'], 'CKV_CUSTOM_BGP_01', '-', { enforced: true, unused: false }],
];

describe('a waiver', () => {
  test.each(effect)('%s', async (_, lines, rule, expected, fact) => {
    const { answers, facts, marked } = await answer({
      files: { 'a.yaml': '', 'bgplint.yaml': waiver(`rule: ${rule}`, 'paths: ["**"]', ...lines) },
      found: [{ rule: rule === id ? id : 'terraform/bgp-port-closed', line: 1 }],
    });
    expect(answers).toEqual([expected]);
    expect(facts).toMatchObject([{ known: true, enforced: false, ...fact }]);
    expect(marked).toEqual([rule]);
  });

  test.each(['"@availability"', 'terraform/*'])('of %s passes over enforced rules without a word', async (pattern) => {
    const { answers, facts } = await answer({
      files: { 'bgplint.yaml': waiver(`rule: ${pattern}`, 'paths: ["**"]', 'reason: ok') },
      found: [{ rule: 'terraform/bgp-port-closed', file: 'plan.json', line: 1 }],
    });
    expect(answers).toEqual(['-']);
    expect(facts).toMatchObject([{ enforced: false, used: false }]);
  });
});

describe('unused is claimed', () => {
  const everywhere = waiver(`rule: ${id}`, 'paths: ["**"]', 'reason: ok');
  const oneFile = waiver(`rule: ${id}`, 'paths: [./a.yaml]', 'reason: ok');
  const family = waiver('rule: calico/*', 'paths: [a/]', 'reason: ok');
  const expired = waiver(`rule: ${id}`, 'paths: ["**"]', 'reason: ok', 'expires: "2020-01-01"');
  const held = (file: string) => ({ undecided: [{ rule: id, file, range: null, resource: 7 }] });

  test.each([
    ['where the whole folder was seen', everywhere, {}, true],
    ['not where only a part was', everywhere, { whole: false }, false],
    ['in a part that holds the file it names', oneFile, { whole: false }, true],
    ['not where a file it covers was not checked', family, { unchecked: new Set(['a/b.yaml']) }, false],
    ['though a file it does not cover was not checked', family, { unchecked: new Set(['b/a.yaml']) }, true],
    ['not where a rule it names could not decide', family, held('a/b.yaml'), false],
    ['though it could not decide elsewhere', family, held('b/a.yaml'), true],
    ['not where all of its rules are off', family, { on: new Set(['metallb/peer-without-password']) }, false],
    ['though only one of them is on', family, { on: new Set([id]) }, true],
    ['of an expired one whatever was seen', expired, { whole: false, unchecked: new Set(['a.yaml']) }, true],
    ['not of an expired one whose rule is off', expired, { on: new Set<string>() }, false],
  ])('%s', async (_, config, more, expected) => {
    const { facts } = await answer({ files: { 'a.yaml': '', 'bgplint.yaml': config }, more });
    expect(facts).toMatchObject([{ used: false, unused: expected }]);
  });
});

describe('levels of enforced rules', () => {
  test.each([
    ['by id', 'terraform/bgp-port-closed: off'],
    ['by alias', 'CKV_CUSTOM_BGP_01: off'],
    ['in a mapping', 'terraform/bgp-port-closed: { level: note }'],
    ['at the level that it has', 'terraform/bgp-port-closed: error'],
  ])('%s are told', async (_, line) => {
    const { facts, marked } = await answer({ files: { 'bgplint.yaml': `rules:\n  ${line}\n` } });
    expect(facts).toMatchObject([{ by: 'level', known: true, enforced: true, used: false, unused: false }]);
    expect(marked).toEqual([line.slice(0, line.indexOf(':'))]);
  });

  test.each(['terraform/*: off', '"@availability": off', 'calico/global-peer: off'])('not %s', async (line) => {
    const { facts } = await answer({ files: { 'bgplint.yaml': `rules:\n  ${line}\n` } });
    expect(facts).toEqual([]);
  });
});
