import { describe, expect, test } from 'vitest';
import { corpus } from '../../../support/nftables-corpus.ts';
import { nftablesVerdicts } from '../../../support/nftables-verdicts.ts';

describe('what a ruleset does to BGP', () => {
  test.each(corpus)('$name', (one) => {
    const [in4, in6] = typeof one.in === 'string' ? [one.in, one.in] : one.in;
    const [out4, out6] = typeof one.out === 'string' ? [one.out, one.out] : one.out;
    expect(nftablesVerdicts(one.text)).toEqual({ 'in 4': in4, 'in 6': in6, 'out 4': out4, 'out 6': out6 });
  });
});
