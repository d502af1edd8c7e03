import { expect, test } from 'vitest';
import { Teller } from '../../src/locate/told.ts';
import { calicoPeer } from '../support/objects.ts';
import { scanned } from '../support/scan.ts';

test.each(['password hunter3', '$& password hunter3', "$` password hunter3 $'", '$1 password: hunter3'])(
  'a message tells nothing of %s',
  async (secret) => {
    const { report } = await scanned({ 'a.yaml': calicoPeer('a', [`filters: ['${secret.replaceAll("'", "''")}']`]) });
    const told = report.findings.filter(({ message }) => message.includes('filter'));
    expect(told).not.toEqual([]);
    expect(JSON.stringify(told)).not.toContain('hunter3');
  },
);

test('what no resource holds stays', () => {
  expect(new Teller().told('a password of $& it', [undefined])).toBe('a password of $& it');
});
