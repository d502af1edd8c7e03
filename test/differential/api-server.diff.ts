/**
 * What the API server refuses, bgplint finds; what it accepts, bgplint does not call wrong in structure. Every
 * disagreement has a name, a reason and a number here; one without fails.
 */

import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/model/document.ts';
import type { Finding } from '../../src/model/finding.ts';
import { scanned } from '../support/scan.ts';
import { mutated, objectsBelow } from './objects.ts';
import { crds, oracle, type Verdict, verdicts } from './oracle.ts';

const corpus = process.env['BGPLINT_CORPUS'];

const count = 2000;

const seed = Number(process.env['BGPLINT_SEED'] ?? 20_261_121);

/** A sound peer, so that objects that only give context are read. */
const peer = JSON.stringify({
  apiVersion: 'projectcalico.org/v3',
  kind: 'BGPPeer',
  metadata: { name: 'beside' },
  spec: { node: 'n', peerIP: '198.51.100.9', asNumber: 1, password: { secretKeyRef: { name: 'a', key: 'b' } } },
});

interface Compared {
  readonly object: JsonObject;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly undecided: number;
}

async function compare(objects: readonly JsonObject[]): Promise<Compared[]> {
  const said = verdicts(objects as readonly Json[]);
  const compared: Compared[] = [];
  for (const [i, object] of objects.entries()) {
    const verdict = said[i];
    if (verdict === undefined) continue;
    const { report } = await scanned({ 'a.json': JSON.stringify(object), 'peer.json': peer });
    const findings = report.findings.filter(({ file }) => file === 'a.json');
    compared.push({ object, verdict, findings, undecided: report.ledger.undecided.length });
  }
  return compared;
}

/** Rules that say that the object itself cannot be as it is, whoever refuses it. */
const structural =
  /^(?:input\/(?:unknown-field|wrong-type|invalid-value|missing-field|smart-quote|cross-field|unknown-api-version)$|calico\/(?:peer-conflicting-fields|config-conflicting-fields|filter-rule-invalid|pool-invalid|community-invalid|as-number-format|advertised-cidr-invalid|peer-address-invalid|peer-without-as-number|peer-without-target)$|cilium\/(?:timers|peer-address-has-mask|advertisement-type-mismatch)$)/;

const refused = ({ verdict }: Compared) => verdict.errors.length + verdict.unknown.length > 0;

/** A rule of other things, too, says so where it speaks of what the API server refuses. */
const spoken = ({ findings }: Compared) =>
  findings.some(({ rule, message }) => structural.test(rule) || message.includes('the API server refuses'));

const spec = ({ object }: Compared) => (object['spec'] ?? {}) as JsonObject;

/** Why bgplint is silent about what the API server refuses. */
const silences: readonly [reason: string, holds: (one: Compared) => boolean][] = [
  [
    'a placeholder: no API server will see it',
    ({ object, undecided }) => undecided > 0 || JSON.stringify(object).includes('$' + '{'),
  ],
  [
    'fields that tools take out again, of SOPS and of placeholders',
    ({ verdict }) => verdict.errors.length === 0 && verdict.unknown.every((field) => /^sops$|\$\{/.test(field)),
  ],
  [
    'an address in prefixAdvertisements that carries nothing: calicoctl reads it, and nothing comes of it',
    ({ verdict }) =>
      verdict.errors.every((text) => /^spec\.prefixAdvertisements\[\d+\]\.cidr: .* of type cidr/.test(text)),
  ],
  [
    'a default that the API server fills in first, and this program of it does not',
    ({ verdict }) => verdict.errors.every((text) => text.includes('no such key: nodeSelector')),
  ],
  [
    'no spec: an object to delete, a patch, or an empty one, which calicoctl takes',
    ({ object }) => (object['spec'] ?? null) === null,
  ],
  [
    "the schemas' own CEL rules of other products than Calico: rules of their families are to say it",
    // The program names places of CEL's errors with a list in front.
    ({ object, verdict }) =>
      !String(object['apiVersion']).includes('projectcalico') &&
      object['kind'] !== 'CiliumBGPAdvertisement' &&
      verdict.unknown.length === 0 &&
      verdict.errors.every((text) => text.startsWith('[].')),
  ],
  [
    'a quoted AS number under projectcalico.org/v3: calicoctl and the aggregated API server read it',
    ({ object, verdict }) =>
      object['apiVersion'] === 'projectcalico.org/v3' &&
      verdict.unknown.length === 0 &&
      verdict.errors.every(
        (text) => /ASNumber|asNumber/.test(text) && /of type integer: "string"|expected int, got string/.test(text),
      ),
  ],
];

/** Why bgplint speaks about what the API server accepts. */
const words: readonly [reason: string, holds: (finding: Finding, one: Compared) => boolean][] = [
  ['only calicoctl refuses it', ({ message }) => message.includes('calicoctl refuses')],
  [
    'the API server checks names elsewhere',
    ({ message }) => /not a valid name for|has no name|`metadata\.name`/.test(message),
  ],
  ['only the webhook refuses it', ({ message }) => message.includes('the webhook')],
  ['typographic quotes in free text', ({ rule }) => rule === 'input/smart-quote'],
  ['BIRD refuses it', ({ message }) => message.includes('BIRD')],
  ['uniqueness of sets is checked elsewhere in the API server', ({ message }) => message.includes('an item twice')],
  ['keys of lists are checked elsewhere in the API server', ({ message }) => message.includes('as an item before it')],
  ['nobody refuses it: it is not read', ({ message }) => message.includes('nothing reads it')],
  ['nobody refuses it: no session comes of it', ({ rule }) => rule === 'calico/peer-without-target'],
  ['a negative AS number, which Calico itself cannot read', ({ message }) => message.includes('is negative')],
  [
    'a list where a string with a format is wanted: the validator lets it pass, and nothing can read it',
    ({ message }) => /(?:cidr|prefix|prefixes\[\d+\]|routerID|address|ipv[46])` is a list/.test(message),
  ],
  [
    'two objects that say it together, each of which is sound',
    ({ variant }) => ['cluster-routes', 'holds-address', 'service-block'].includes(variant ?? ''),
  ],
  ['Cilium refuses it', ({ message }) => message.includes('the API server accepts the policy')],
  ['an AS number over 2^31-1, a note', ({ rule, level }) => rule === 'calico/as-number-format' && level === 'note'],
];

function judge(compared: readonly Compared[], what: string): void {
  const explained = new Map<string, number>();
  const note = (reason: string) => explained.set(reason, (explained.get(reason) ?? 0) + 1);
  const unexplained: unknown[] = [];
  for (const one of compared) {
    if (refused(one) && !spoken(one)) {
      const reason = silences.find(([, holds]) => holds(one))?.[0];
      if (reason !== undefined) note(`silent: ${reason}`);
      else unexplained.push({ refused: one.verdict, object: one.object });
    }
    if (refused(one) || !spoken(one)) continue;
    for (const finding of one.findings.filter(({ rule }) => structural.test(rule))) {
      const reason = words.find(([, holds]) => holds(finding, one))?.[0];
      if (reason !== undefined) note(`speaks: ${reason}`);
      else unexplained.push({ accepted: `${finding.rule}: ${finding.message}`, spec: spec(one) });
    }
  }
  const agree = compared.filter((one) => refused(one) === spoken(one)).length;
  const bothRefuse = compared.filter((one) => refused(one) && spoken(one)).length;
  console.log(`${what}: ${compared.length} objects compared, ${agree} agreements (${bothRefuse} refused by both)`);
  for (const [reason, times] of explained) console.log(`  ${times} ${reason}`);
  expect(unexplained.slice(0, 20).map((one) => JSON.stringify(one))).toEqual([]);
}

describe.skipIf(oracle === undefined || crds === undefined)('bgplint and the API server', () => {
  test(`agree on ${count} mutations of fixtures, seed ${seed}`, async () => {
    const compared = await compare(mutated(count, seed));
    expect(compared.length).toBeGreaterThan(count * 0.9);
    expect(compared.filter(refused).length, 'mutations that are refused').toBeGreaterThan(count / 4);
    judge(compared, 'mutations');
  });

  test.skipIf(corpus === undefined)('agree on real files', async () => {
    judge(await compare(objectsBelow(String(corpus))), 'real files');
  });
});
