/** What happens to outputs on their way: cut at every line, blanks changed. Real ones, where they are there, and our own. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { root } from '../../support/run.ts';
import { outputsOf, resourcesOf, short } from './helpers.ts';

const reference = `${root}/../shared/reference/status`;

const own: readonly (readonly [name: string, text: string])[] = [
  [
    'calicoctl',
    `Calico process is running.

IPv4 BGP status
+--------------+---------------+-------+----------+--------------------------------+
| PEER ADDRESS |   PEER TYPE   | STATE |  SINCE   |              INFO              |
+--------------+---------------+-------+----------+--------------------------------+
| 198.51.100.2 | node specific | start | 14:50:02 | Idle BGP Error: Bad BGP        |
|              |               |       |          | identifier                     |
| 198.51.100.3 | global        | up    | 14:50:02 | Established                    |
+--------------+---------------+-------+----------+--------------------------------+

IPv6 BGP status
No IPv6 peers found.
`,
  ],
  [
    'summary',
    `
IPv4 Unicast Summary (VRF default):
BGP router identifier 198.51.100.1, local AS number 64513 vrf-id 0
BGP table version 4
RIB entries 7, using 1344 bytes of memory
Peers 3, using 43 KiB of memory

Neighbor        V         AS   MsgRcvd   MsgSent   TblVer  InQ OutQ  Up/Down State/PfxRcd   PfxSnt Desc
198.51.100.2    4      64512        20        22       12    0    0 00:00:11            5       12 N/A
2001:db8:0:8::1000
                4      64512         0         0        0    0    0    never       Active        0 N/A
*198.51.100.4   4      64512         5         6        0    0    0 00:00:01 Idle (Admin)        0 N/A

Total number of neighbors 3
`,
  ],
];

const found = existsSync(reference)
  ? readdirSync(reference, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.txt') && !/README|show-bgp-ipv4/.test(name))
      .sort()
      .map((name) => [name, readFileSync(`${reference}/${name}`, 'utf8')] as const)
  : [];

const samples = [...own, ...found];

/** Outputs have no end of their own: what is missing behind a whole line cannot be seen. */
const hasNoEnd = (text: string) =>
  /^(?:BIRD|name|Name)\b|^(?:Local AS |Node |Instance[: ])/m.test(text) && !text.startsWith('0001');

const sessionsOf = (text: string) => outputsOf(text).flatMap(({ sessions }) => sessions.map(short));

describe.each(samples)('%s', (_, text) => {
  const whole = outputsOf(text);

  test('is known', () => {
    expect(whole.length).toBeGreaterThan(0);
  });

  test('cut at every line', () => {
    const lines = text.split('\n');
    const all = sessionsOf(text);
    for (const [i] of lines.entries()) {
      const part = `${lines.slice(0, i).join('\n')}\n`;
      const outputs = outputsOf(part);
      const sessions = sessionsOf(part);
      expect(sessions.length).toBeLessThanOrEqual(all.length);
      if (outputs.length === 0 || sessions.length === all.length || hasNoEnd(text)) continue;
      // calicoctl's second table stands behind a line that may as well be the last.
      const isBetween = /^(?:\+-|No IPv4|Error|\s*$)/.test(lines.slice(0, i).findLast((line) => line !== '') ?? '');
      const lacksTable = text.includes('IPv6 BGP status') && !part.includes('IPv6 BGP status') && isBetween;
      // So does FRR's next family behind a table of as many rows as it has said.
      const isCounted = /^Peers 1,/m.test(part) && !/^IPv6 Unicast Summary/m.test(part) && /^\S+ +4 /m.test(part);
      if (!lacksTable && !isCounted)
        expect(
          outputs.some(({ cut }) => cut),
          `${i} lines`,
        ).toBe(true);
    }
  });

  test('cut at every character of its last lines', () => {
    const from = Math.max(text.length - 300, 0);
    for (let end = from; end < text.length; end++) expect(() => outputsOf(text.slice(0, end))).not.toThrow();
  });

  test.each([
    ['CRLF', (one: string) => one.replaceAll('\n', '\r\n')],
    ['blank lines', (one: string) => one.replaceAll('\n', '\n\n')],
    ['no-break spaces', (one: string) => one.replaceAll(' ', '\u00a0')],
    ['blanks behind lines', (one: string) => one.replaceAll('\n', '   \n')],
    ['colors', (one: string) => one.replace(/\b(?:Established|established|Active|Idle)\b/g, '\u001b[31m$&\u001b[0m')],
  ])('%s change nothing', (_name, change) => {
    const changed = outputsOf(change(text));
    expect(changed.map(({ sessions }) => sessions.map(short))).toEqual(
      whole.map(({ sessions }) => sessions.map(short)),
    );
    expect(changed.map(({ cut }) => cut)).toEqual(whole.map(({ cut }) => cut));
  });

  test('each place is in the text', () => {
    for (const { document, extra } of resourcesOf(text)) {
      const paths: (string | number)[][] = [];
      JSON.stringify(extra, (key, value) => {
        if (key === 'path' || key === 'local_path') paths.push(value);
        return value;
      });
      const spans = document.locate(paths.map((path) => ({ path, on: 'value' as const })));
      expect(paths.filter((_path, i) => spans[i] === undefined)).toEqual([]);
    }
  });
});

const pairs = existsSync(`${reference}/lab`)
  ? readdirSync(`${reference}/lab`)
      .filter((name) => /-(?:summary|neighbor)\.json$/.test(name))
      .map((name) => [name, name.replace(/json$/, 'txt')] as const)
      .filter(([, text]) => existsSync(`${reference}/lab/${text}`))
  : [];

/** Text and JSON of one state. The daemon went on between the two commands, so that only few words may be compared. */
test.each(pairs)('%s says what %s says', (json, text) => {
  const [a = [], b = []] = [json, text].map((name) =>
    resourcesOf(readFileSync(`${reference}/lab/${name}`, 'utf8'), name).flatMap(({ extra }) =>
      ((extra as { sessions: Record<string, unknown>[] }).sessions ?? []).map(({ address, state, afi }) => [
        address,
        // Texts do not tell that a session waits, or keeps routes; JSON does not tell of families that were not agreed upon.
        /connect|active|passive/.test(String(state)) ? 'waits' : /no_neg|admin/.test(String(state)) ? 'x' : state,
        afi,
      ]),
    ),
  );
  const seen = (all: unknown[][]) => all.map((one) => one.filter((word) => word !== 'x' && word !== undefined));
  if (a.length > 0 && b.length > 0 && !/NoNeg|admin|ipv6-peer/.test(json)) expect(seen(a)).toEqual(seen(b));
});
