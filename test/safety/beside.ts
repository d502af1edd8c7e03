/** A hostile file lies beside a good one: whatever comes of it, the finding of the other stands. */
import { expect } from 'vitest';
import type { FileSystem } from '../../src/lib/host.ts';
import { isObject } from '../../src/lib/json.ts';
import type { LintResult } from '../../src/lint/request.ts';
import type { Policy } from '../../src/model/rule.ts';
import type { Content } from '../support/memory.ts';
import { calicoPeer } from '../support/objects.ts';
import { policy } from '../support/run.ts';
import { places, scanned } from '../support/scan.ts';

export const other = { 'other.yaml': calicoPeer('other') };
const known = 'other.yaml:5:1 calico/peer-without-password';

/** One finding a peer, as the rules make it, and nothing else: what they would take is not what these are about. */
export const onePerPeer: Policy = {
  ...policy,
  evaluate: ({ calico }) =>
    isObject(calico) && Array.isArray(calico['BGPPeer'])
      ? calico['BGPPeer'].flatMap((each) =>
          isObject(each) && typeof each['id'] === 'number'
            ? [
                {
                  rule: 'calico/peer-without-password',
                  at: { resource: each['id'], path: ['spec'], on: 'key' },
                  message: 'x',
                },
              ]
            : [],
        )
      : [],
};

/**
 * What these tests are about: faults of texts, plans, and what is told of their peers where a text is misread. What hostile texts
 * are padded with is in no schema, and a further rule may have something to say of the peers.
 */
const meant =
  / (?:input\/(?!unknown-field|wrong-type|missing-field|invalid-value)|terraform\/|calico\/(?:global-peer|peer-without-|peer-address-invalid))/;

export interface Beside {
  /** `file:line:column rule` of what was found in the hostile files, of the rules that are meant. */
  readonly found: readonly string[];
  /** `file: reason` of what was left unchecked. */
  readonly left: readonly string[];
  readonly result: LintResult;
}

export async function beside(
  files: { readonly [file: string]: Content },
  through?: (files: FileSystem) => FileSystem,
  rules?: Policy,
): Promise<Beside> {
  const result = await scanned(
    { ...files, ...other },
    { ...(through === undefined ? {} : { files: through }), ...(rules === undefined ? {} : { through: rules }) },
  );
  const all = places(result);
  expect(all).toContain(known);
  return {
    found: all.filter((place) => place !== known && meant.test(place)),
    left: result.report.ledger.skipped.map(({ file, reason }) => `${file}: ${reason}`),
    result,
  };
}
