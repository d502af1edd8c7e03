import { describe, expect, test } from 'vitest';
import { clip } from '../../src/lib/text.ts';
import type { Report, ReportContext } from '../../src/model/report.ts';
import { markdown } from '../../src/report/markdown/index.ts';
import { code, inert, inertItem } from '../../src/report/markdown/text.ts';
import { clean } from '../../src/report/text/phrases.ts';
import { attacks, commandLine, harmful, hostileReport } from './hostile.ts';
import { cleanLedger, contextOf, emptyLedger, finding, inBaseline, on, sample } from './sample.ts';

const kibibyte = 1024;

/** Texts that mean something to Markdown, to GitHub or to GitLab, beside those that every report must stand. */
const markup: readonly string[] = [
  'a | b \\| c \\\\| d',
  '`code` ``more`` ```',
  '*a* _b_ __c__ ~~d~~ **e**',
  '![x](https://pwned.example/x.png) [x][1] [x]: https://pwned.example [^1]',
  '<https://pwned.example> https://pwned.example www.pwned.example HTTP://PWNED',
  'me@pwned.example mailto:me@pwned.example',
  '@team @org/team !1 #2 org/repo#3 GH-4 gh-5',
  ':tada: 64512:100:200 a::1: $\\alpha$ $$x$$',
  '</code></td></details><!-- <img src=x>',
  '&amp; &#124; &lt;',
  '# head',
  '- item',
  '+ item',
  '12. item',
  '3) item',
  '=====',
  '| a | b |',
  '- [ ] task',
];

/** What only a reference stands for, in a text that nothing but text can come of. */
const plain = /^(?:[^&<>\\`*_[\]|~@#!$]|&#\d+;|<span>&#\d+;<\/span>)*$/;

/** The text that a reader sees. */
function seen(text: string): string {
  return text
    .replace(/<\/?span>/g, '')
    .replace(/&#8203;/g, '')
    .replace(/&#(\d+);/g, (_, number: string) => String.fromCodePoint(Number(number)));
}

/** The cells of the rows of a table whose head starts so. */
function table(text: string, head: string): readonly (readonly string[])[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${head} |`));
  if (start === -1) return [];
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function write(report: Report = sample, members: Partial<ReportContext> = {}): string {
  return markdown(report, contextOf(members));
}

describe('a report', () => {
  const text = write();

  test('starts with what was found and what was checked', () => {
    expect(text.split('\n').slice(0, 3)).toEqual([
      '## bgplint: 5 errors, 1 warning, 1 note, 1 suppressed',
      '',
      'checked 20 resources in 7 files: 11 terraform, 4 calico, 3 kubernetes, 2 metallb',
    ]);
  });

  test('counts by rule and level, the worst and the most frequent first', () => {
    expect(table(text, 'Level')).toEqual([
      ['error', '`calico/peer-without-password`', '2', 'BGP peer without a password'],
      ['error', '`calico/duplicate-peer`', '1', 'Two peers for one session'],
      ['error', '`terraform/bgp-port-open-to-world`', '1', 'TCP/179 open to the world'],
      ['error', '`input/unreadable`', '1', 'A file could not be read'],
      ['warning', '`metallb/peer-without-graceful-restart`', '1', 'MetalLB peer without graceful restart'],
      ['note', '`calico/peer-without-restart-time`', '1', 'Peer leaves the restart time to the default'],
    ]);
  });

  test('lists findings by place, in the order of the report', () => {
    const rows = table(text, 'Place');
    expect(rows.map(([place]) => place)).toEqual([
      '`clusters/prod/calico/tor-peers.yaml:15`',
      '`clusters/prod/calico/tor-peers.yaml:5`',
      '`clusters/prod/calico/tor-peers.yaml:14`',
      '`clusters/prod/metallb/peer.yaml:6`',
      '`infra/plan.json:1`',
      '`clusters/lab/peers.yaml`',
      '`clusters/prod/calico/tor-peers.yaml:5`',
    ]);
    expect(rows[1]?.slice(1)).toEqual([
      'error',
      '`calico/peer-without-password`',
      'peer rack1-tor has no password: the session takes routes from whoever can reach it',
    ]);
  });

  test('says what was not checked', () => {
    expect(text).toContain(
      [
        '### What was checked',
        '',
        '- clusters: prod (14 resources, complete), lab (6 resources)',
        '- files: 131 seen, 7 read, 121 without BGP, 3 skipped',
        '- no rules: cilium (2 resources): recognised, no rules in this version',
        '- skipped: clusters/lab/peers.yaml: permission denied',
      ].join('\n'),
    );
    expect(text).toContain('\n- undecided: 1 finding held back, because EDGE&#95;ASN is a variable\n');
  });

  test('folds what to do about each rule, once', () => {
    expect(text.match(/<details>/g)).toHaveLength(6);
    expect(text).toContain(
      '<details><summary><code>calico/duplicate-peer</code>: Two peers for one session</summary>\n\n' +
        'Two BGPPeers that resolve to the same node, address and port give BIRD two protocols with one neighbor: it ' +
        'refuses the whole file, and every later change on that node is lost without a word.\n\n' +
        'Keep one of the peers, or give them node selectors that no node satisfies twice.\n\n' +
        'More: `bgplint explain calico/duplicate-peer`\n\n</details>',
    );
  });

  test('counts apart what a baseline answers', () => {
    const report = { ...sample, findings: [...sample.findings, inBaseline] };
    expect(write(report)).toContain('## bgplint: 5 errors, 1 warning, 1 note, 1 suppressed, 1 in the baseline\n');
  });

  test('lists suppressed findings if asked for', () => {
    expect(text).not.toContain('peer lab');
    expect(table(write(sample, { includeSuppressed: true }), 'Place').at(-1)).toEqual([
      '`clusters/lab/lab.yaml:5`',
      'suppressed error',
      '`calico/peer-without-password`',
      'peer lab has no password: the session takes routes from whoever can reach it (by waiver: the lab has no route to anything)',
    ]);
  });
});

test('names files as the repository does, and as they are shown outside of it', () => {
  const report = { findings: [finding({ rule: 'x/y' })], ledger: emptyLedger };
  expect(write(report, { fromRepository: (file) => `deploy/${file}` })).toContain('| `deploy/peers.yaml:1` |');
  expect(write(report, { fromRepository: () => undefined })).toContain('| `peers.yaml:1` |');
});

test('of a clean run has no tables', () => {
  expect(write({ findings: [], ledger: cleanLedger })).toBe(
    `## bgplint: no findings

checked 14 resources in 6 files: 9 calico, 3 metallb, 2 terraform

### What was checked

- files: 120 seen, 6 read, 114 without BGP
`,
  );
});

describe('where there is no room for all rows', () => {
  const findings = Array.from({ length: 100_000 }, (_, index) =>
    finding({
      rule: index === 50_000 ? 'input/unreadable' : 'calico/duplicate-peer',
      level: index % 1000 === 999 ? 'error' : index === 50_000 ? 'error' : 'note',
      file: `f${index}.yaml`,
      range: on(index + 1, 1, 2),
      message: `\u5bbf\u8216 ${index}`,
    }),
  );
  const text = write({ findings, ledger: sample.ledger });
  const rows = table(text, 'Place');

  test('it is cut at a row, in bytes', () => {
    const bytes = Buffer.byteLength(text);
    expect(bytes).toBeLessThanOrEqual(900 * kibibyte);
    expect(bytes).toBeGreaterThan(899 * kibibyte);
    for (const row of rows) expect(row).toHaveLength(4);
    expect(text).toContain('</details>');
  });

  test('the worst have their rows, in the order of the report', () => {
    expect(rows.filter(([, level]) => level === 'error')).toHaveLength(101);
    expect(rows.filter(([, , rule]) => rule === '`input/unreadable`')).toHaveLength(1);
    const lines = rows.map(([place = '']) => Number(place.replace(/^.*:|`/g, '')));
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  });

  test('it says how many are left out', () => {
    expect(text).toContain(
      `\n\n${100_000 - rows.length} notes left out, because a summary holds no more: \`bgplint --format json\` has them all.\n`,
    );
  });

  test.each([['\\'.repeat(2000)], ['@a'.repeat(1000)], ['$'.repeat(2000)], ['\u5bbf'.repeat(2000)]])(
    'it holds with texts of %.6s',
    (long) => {
      const many = Array.from({ length: 300 }, () => hostileReport(long).findings).flat();
      const skipped = Array.from({ length: 300 }, () => ({ file: long, reason: long }));
      const clusters = Array.from({ length: 300 }, () => ({ name: long, complete: true, resources: 1 }));
      const ledger = { ...sample.ledger, skipped, clusters };
      const hostile = write({ findings: many, ledger }, { includeSuppressed: true });
      expect(Buffer.byteLength(hostile)).toBeLessThanOrEqual(900 * kibibyte);
      expect(table(hostile, 'Place').length).toBeGreaterThan(10);
    },
  );
});

describe.each([...attacks.map(([, text]) => text), ...markup])('hostile: %.40j', (attack) => {
  const text = write(hostileReport(attack), { includeSuppressed: true, rules: [] });

  test('stays harmless lines of the report', () => {
    expect(text).not.toMatch(harmful);
    expect(text).not.toMatch(commandLine);
    const own = /^(?:$|#{2,3} |checked |- (?:clusters|files|skipped|undecided): |\| )/;
    for (const line of text.split('\n')) expect(line).toMatch(own);
  });

  test('has one row of four cells for a finding, and its message reads as it is', () => {
    const rows = table(text, 'Place');
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row).toHaveLength(4);
    expect(rows[0]?.[3]).toMatch(plain);
    expect(seen(rows[0]?.[3] ?? '')).toBe(clip(clean(attack), 500).trim());
    expect(rows[2]?.[3]).toMatch(plain);
    expect(rows[0]?.[0]).toMatch(
      /^(?:`[\w./:-]+`|<code>(?:[^&<>\\`*_[\]|~@#!$]|&#\d+;|<span>&#\d+;<\/span>)*<\/code>)$/,
    );
  });

  test('has items that are text', () => {
    const items = text.split('\n').filter((line) => line.startsWith('- '));
    expect(items.length).toBeGreaterThanOrEqual(4);
    for (const item of items) {
      const [, told = ''] = /^- \w+: (.*)$/.exec(item) ?? [];
      expect(told).toMatch(plain);
      expect(told).not.toMatch(/^(?:[-+=]|\d+[.)])/);
    }
  });
});

describe('text', () => {
  test.each([
    ['64512:100:200', '64512<span>&#58;</span>100:200'],
    ['2001:db8::1', '2001<span>&#58;</span>db8::1'],
    ['192.0.2.1:179', '192.0.2.1:179'],
    ['a@b', 'a&#64;&#8203;b'],
    ['see #12', 'see &#35;&#8203;12'],
    ['https://x', 'https&#58;&#8203;//x'],
    ['www.x', 'www&#8203;.x'],
    ['GH-1', 'GH&#8203;-1'],
    ['${AS}', '<span>&#36;</span>{AS}'],
    ['a|b', 'a&#124;b'],
    ['it is 100% sure, "quoted" - (x)', 'it is 100% sure, "quoted" - (x)'],
  ])('%s is written %s', (text, written) => {
    expect(inert(text)).toBe(written);
  });

  test('at the start of an item starts no block', () => {
    expect(['- a', '+a', '=', '1. a', '10) a', '2 a', ' - a'].map(inertItem)).toEqual([
      ...['&#45; a', '&#43;a', '&#61;', '&#49;. a', '&#49;0) a', '2 a', '&#45; a'],
    ]);
  });

  test('in the font of code is quoted only where that is safe', () => {
    expect(code('a/b-c.yaml:1')).toBe('`a/b-c.yaml:1`');
    expect(code('a b.yaml')).toBe('<code>a b.yaml</code>');
    expect(code('a`|b')).toBe('<code>a&#96;&#124;b</code>');
    expect(code('')).toBe('<code></code>');
  });
});
