import { describe, expect, test } from 'vitest';
import { rulePage } from '../../src/lib/pages.ts';
import { clip } from '../../src/lib/text.ts';
import type { Report, ReportContext } from '../../src/model/report.ts';
import { markdown } from '../../src/report/markdown/index.ts';
import { code, inert, inertItem, prose } from '../../src/report/markdown/text.ts';
import { clean } from '../../src/report/text/phrases.ts';
import { policy } from '../support/run.ts';
import { attacks, commandLine, harmful, hostileReport } from './hostile.ts';
import { cleanLedger, contextOf, emptyLedger, finding, inBaseline, on, rules, sample } from './sample.ts';

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
const message = /^(?:[^&<>\\`*_[\]|~@#!$]|&#\d+;|<span>&#\d+;<\/span>|<code>|<\/code>)*$/;

/** The text that a reader sees. */
function seen(text: string): string {
  return text
    .replace(/<\/?(?:span|code)>/g, '')
    .replace(/&#8203;/g, '')
    .replace(/&#(\d+);/g, (_, number: string) => String.fromCodePoint(Number(number)));
}

/** The cells of the rows of the table by rule. */
function table(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith('| Findings |'));
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

const page = (id: string) => `[\`${id}\`](${rulePage(id)})`;

/** `clusters/prod/calico/tor-peers.yaml:5` of each finding that is told with its lines, in their order. */
function heads(text: string): readonly string[] {
  return [...text.matchAll(/^\*\*(.*?)\*\* .*<br>(?:\[`|`)(.*?)`/gm)].map(([, level, place]) => `${level} ${place}`);
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

  test('tells findings first, by level, each with its lines', () => {
    expect(heads(text)).toEqual([
      'error clusters/prod/calico/tor-peers.yaml:15',
      'error clusters/prod/calico/tor-peers.yaml:5',
      'error clusters/prod/calico/tor-peers.yaml:14',
      'error infra/plan.json:1',
      'error clusters/lab/peers.yaml',
      'warning clusters/prod/metallb/peer.yaml:6',
      'note clusters/prod/calico/tor-peers.yaml:5',
    ]);
    expect(text.indexOf('### By rule')).toBeGreaterThan(text.lastIndexOf('<br>'));
    const file = 'clusters/prod/calico/tor-peers.yaml';
    expect(text).toContain(`**error** ${page('calico/duplicate-peer')}<br>[\`${file}:15\`](${file}#L15)

peers rack1-tor and rack1-tor-old both give node-a a session with 192.0.2.1: BIRD refuses the whole file, and every later change on node-a is lost

\`\`\`text
 4 |   name: rack1-tor
 5 | spec:
 6 |   peerIP: 192.0.2.1
   |           --------- the same address, in peer rack1-tor
 7 |   asNumber: 64512
...
13 |   name: rack1-tor-old
14 | spec:
15 |   peerIP: 192.0.2.1
   |           ^^^^^^^^^
16 |   asNumber: 64512
\`\`\`

- [\`clusters/prod/calico/nodes.yaml:4\`](clusters/prod/calico/nodes.yaml#L4): both selectors match this node

<details><summary>Why, and what to do</summary>

Two BGPPeers that resolve`);
  });

  test('says first what freezes BGP', () => {
    const frozen = rules.map((rule) => (rule.id === 'calico/duplicate-peer' ? { ...rule, freezes: true } : rule));
    const { findings } = sample;
    const late = { ...sample, findings: [...findings.slice(1), ...findings.slice(0, 1)] };
    const told = write(late, { rules: frozen });
    expect(told).toMatch(/^## bgplint: 5 errors, 1 warning, 1 note, 1 freezes BGP, 1 suppressed\n/);
    expect(heads(told)[0]).toBe('error FREEZES BGP clusters/prod/calico/tor-peers.yaml:15');
  });

  test('counts by rule and level, the worst and the most frequent first', () => {
    expect(table(text)).toEqual([
      ['2 errors', '`calico/peer-without-password`', 'BGP peer without a password'],
      ['1 error', '`calico/duplicate-peer`', 'Two peers for one session'],
      ['1 error', '`terraform/bgp-port-open-to-world`', 'TCP/179 open to the world'],
      ['1 error', '`input/unreadable`', 'A file could not be read'],
      ['1 warning', '`metallb/peer-without-graceful-restart`', 'MetalLB peer without graceful restart'],
      ['1 note', '`calico/peer-without-restart-time`', 'Peer leaves the restart time to the default'],
    ]);
  });

  test('has no table where it would only count ones', () => {
    const findings = sample.findings.filter(({ rule }) => rule !== 'calico/peer-without-password');
    expect(write({ ...sample, findings })).not.toContain('|---');
    expect(table(write({ ...sample, findings }))).toEqual([]);
  });

  test('folds what was not checked', () => {
    expect(text).toContain(
      [
        '<details><summary>What was checked</summary>',
        '',
        '- clusters: prod (14 resources, complete), lab (6 resources)',
        '- files: 131 in all: 7 read, 121 without BGP, 3 unchecked',
        '- no rules: cilium (2 resources): recognized, no rules in this version',
        '- unchecked: clusters/lab/peers.yaml: permission denied',
      ].join('\n'),
    );
    expect(text).toContain('\n- undecided: 1 finding held back, because EDGE&#95;ASN is a variable\n');
  });

  test('does not fold what the change loosens', () => {
    const loosened = [{ file: 'bgplint.yaml', since: '1a2b3c4', what: ['exclude gained "old/**"'] }];
    const told = write({ ...sample, ledger: { ...sample.ledger, loosened } });
    const at = told.indexOf('- bgplint.yaml changed since 1a2b3c4');
    expect(at).toBeGreaterThan(0);
    expect(at).toBeLessThan(told.indexOf('<details'));
    expect(told.match(/changed since/g)).toHaveLength(1);
  });

  test('folds what to do about each rule, once', () => {
    expect(text.match(/<details>/g)).toHaveLength(6 + 1);
    expect(text).toContain(
      '<details><summary>Why, and what to do</summary>\n\n' +
        'Two BGPPeers that resolve to the same node, address and port give BIRD two protocols with one neighbor: it ' +
        'refuses the whole file, and every later change on that node is lost without a word.\n\n' +
        '**Do:** Keep one of the peers, or give them node selectors that no node satisfies twice.\n\n</details>',
    );
  });

  test('counts apart what a baseline answers', () => {
    const report = { ...sample, findings: [...sample.findings, inBaseline] };
    expect(write(report)).toContain('## bgplint: 5 errors, 1 warning, 1 note, 1 suppressed, 1 in the baseline\n');
  });

  test('lists suppressed findings if asked for', () => {
    expect(text).not.toContain('peer lab');
    expect(write(sample, { includeSuppressed: true })).toContain(
      `<details><summary>1 more: suppressed</summary>

- [\`clusters/lab/lab.yaml:5\`](clusters/lab/lab.yaml#L5): suppressed error ${page('calico/peer-without-password')}: peer lab has no password: the session takes routes from whoever can reach it (by waiver: the lab has no route to anything)

</details>`,
    );
  });
});

test('of alike findings three are told with their lines, and the others are folded', () => {
  const findings = Array.from({ length: 5 }, (_, index) =>
    finding({ rule: 'calico/duplicate-peer', file: `f${index}.yaml`, fingerprint: `${index}` }),
  );
  const text = write({ findings, ledger: emptyLedger });
  expect(heads(text)).toHaveLength(3);
  expect(text).toContain(
    '<details><summary>2 more: error `calico/duplicate-peer`</summary>\n\n' +
      '- [`f3.yaml:1`](f3.yaml#L1): something is wrong\n- [`f4.yaml:1`](f4.yaml#L1): something is wrong\n\n</details>',
  );
});

test('folds what there is to paste, which ends where its fence ends', () => {
  const paste = [
    { kind: 'Secret', apiVersion: 'v1', metadata: { name: 'a\n```\n<img src=x> @team' }, x: '<password>' },
  ];
  const report = { findings: [finding({ rule: 'x/y', paste })], ledger: emptyLedger };
  const text = write(report, { frame: () => undefined });
  expect(text).toContain(`<details><summary>To paste, once what is in &lt;&gt; is filled in</summary>

\`\`\`\`yaml
apiVersion: v1
kind: Secret
metadata:
  name: "a\\n\`\`\`\\n<img src=x> @team"
x: "<password>"
\`\`\`\`

</details>`);
});

test('names the fix and its flag', () => {
  const fix = { safe: true, title: 'write `1` @now', edits: [] };
  const report = { findings: [finding({ rule: 'calico/duplicate-peer', fixable: 'safe' })], ledger: emptyLedger };
  expect(write(report, { fix: () => fix })).toContain('**Fix:** write &#96;1&#96; &#64;&#8203;now (`bgplint --fix`)');
});

describe('a place', () => {
  const report = { findings: [finding({ rule: 'x/y', range: on(7, 1, 2) })], ledger: emptyLedger };

  test('is named as the repository does, and leads there', () => {
    expect(write(report, { fromRepository: (file) => `deploy/${file}` })).toContain(
      '<br>[`deploy/peers.yaml:7`](deploy/peers.yaml#L7)\n',
    );
  });

  test('outside of the repository leads nowhere', () => {
    expect(write(report, { fromRepository: () => undefined })).toContain('<br>`peers.yaml:7`\n');
  });

  test('leads to the page of the forge where that is known, and else nowhere on one', () => {
    const blob: ReportContext['blob'] = (path, range) => `https://forge.example/blob/a1/${path}#L${range?.startLine}`;
    expect(write(report, { blob })).toContain('<br>[`peers.yaml:7`](https://forge.example/blob/a1/peers.yaml#L7)\n');
    expect(write(report, { blob: () => undefined })).toContain('<br>`peers.yaml:7`\n');
  });

  test.each(['a) [x](https://pwned.example) (', 'a b".yaml', "it's <b>.yaml", 'a\\*_`|.yaml'])(
    'of a hostile name ends its link where it ends: %s',
    (file) => {
      const hostile = { findings: [finding({ rule: 'x/y', file })], ledger: emptyLedger };
      const line = /<br>(.*)$/m.exec(write(hostile))?.[1] ?? '';
      expect(line).toMatch(/^\[<code>[^[\]]*<\/code>\]\([^()<>\s\\*`'"|]*\)$/);
      expect(decodeURIComponent(/\((?:\.\/)?([^()]*)#L1\)$/.exec(line)?.[1] ?? '')).toBe(file);
    },
  );
});

test('a frame ends where its fence ends, whatever the lines hold', () => {
  const file = 'a.yaml';
  const text = '```\n````` <img src=x> @team\n~~~\n';
  const report = { findings: [finding({ rule: 'x/y', file, range: on(2, 1, 6) })], ledger: emptyLedger };
  const lines = write(report, { frame: () => text }).split('\n');
  const start = lines.indexOf('``````text');
  expect(start).toBeGreaterThan(0);
  const end = lines.indexOf('``````');
  expect(lines.slice(start + 1, end)).toEqual(['1 | ```', '2 | ````` <img src=x> @team', '  | ^^^^^', '3 | ~~~']);
});

test('of a clean run says what was checked', () => {
  expect(write({ findings: [], ledger: cleanLedger })).toBe(
    `## bgplint: no findings

checked 14 resources in 6 files: 9 calico, 3 metallb, 2 terraform

<details open><summary>What was checked</summary>

- files: 120 in all: 6 read, 114 without BGP

</details>
`,
  );
});

describe('where there is no room for all', () => {
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
  const items = text.split('\n').filter((line) => line.startsWith('- [`f'));

  test('it is as long as a comment of GitHub may be, and as much as fits', () => {
    expect(text.length).toBeLessThanOrEqual(64_000);
    expect(text.length).toBeGreaterThan(63_000);
    expect(text).toContain('What was checked');
    expect(text.match(/<details/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });

  test('the worst are there', () => {
    expect(heads(text)).toContain('error f50000.yaml:50001');
    expect(text).toContain('<details><summary>97 more: error `calico/duplicate-peer`</summary>');
  });

  test('it says how many are left out, and the table counts all', () => {
    const notes = 100_000 - 101;
    const shown = items.length - 97 + 3;
    expect(text).toContain(
      `\n\n${notes - shown} notes left out, because a comment holds no more: \`bgplint --format json\` has them all.\n`,
    );
    expect(text).toContain(`<details><summary>${shown - 3} of ${notes - 3} more: note \`calico/duplicate-peer\``);
    expect(table(text).map(([number]) => number)).toEqual(['100 errors', '1 error', `${notes} notes`]);
  });

  test.each([
    ['\\'.repeat(2000)],
    ['@a'.repeat(1000)],
    ['$'.repeat(2000)],
    ['\u5bbf'.repeat(2000)],
    ['`'.repeat(2000)],
  ])('it holds with texts of %.6s', (long) => {
    const many = Array.from({ length: 300 }, () => hostileReport(long).findings).flat();
    const skipped = Array.from({ length: 300 }, () => ({ file: long, reason: long }));
    const clusters = Array.from({ length: 300 }, () => ({ name: long, complete: true, resources: 1 }));
    const loosened = skipped.map(({ file }) => ({ file, since: long, what: [long] }));
    const ledger = { ...sample.ledger, skipped, clusters, loosened };
    for (const frame of [() => undefined, () => long]) {
      const hostile = write({ findings: many, ledger }, { includeSuppressed: true, frame });
      expect(hostile.length).toBeLessThanOrEqual(64_000);
      expect(hostile).toMatch(/ left out, because/);
    }
  });

  test('it holds where every rule found something', () => {
    const all = policy.rules.flatMap(({ id }) =>
      (['error', 'warning', 'note'] as const).flatMap((level) => [
        finding({ rule: id, level }),
        finding({ rule: id, level, file: 'b.yaml' }),
      ]),
    );
    const text = write({ findings: all, ledger: sample.ledger }, { rules: policy.rules });
    expect(text.length).toBeLessThanOrEqual(64_000);
    expect(table(text)).toHaveLength(100);
    expect(text).toMatch(/\nand \d+ more rows\n/);
  });
});

describe.each([...attacks.map(([, text]) => text), ...markup])('hostile: %.40j', (attack) => {
  const text = write(hostileReport(attack), { includeSuppressed: true, rules: [] });
  // Between fences nothing means anything to Markdown.
  const outside = text.replace(/^(`{3,})yaml\n[\s\S]*?\n\1$/gm, '');

  test('stays harmless lines of the report', () => {
    expect(text).not.toMatch(harmful);
    expect(text).not.toMatch(commandLine);
    const lines = outside.split('\n');
    const own = /^(?:$|## |\*\*|checked |- |<details|<\/details>)/;
    // What is no line of the report's own is a message, which stands as it is written.
    for (const line of lines.filter((one) => !own.test(one))) expect(line).toMatch(message);
  });

  test('a message reads as it is', () => {
    const paragraphs = text.split('\n\n');
    const at = paragraphs.findIndex((one) => one.includes('<br>'));
    const told = clip(clean(attack), 500).trim();
    if (told === '') return;
    expect(paragraphs[at + 1]).toMatch(message);
    expect(seen(paragraphs[at + 1] ?? '')).toBe(told.replace(/`([^`]+)`/g, '$1'));
  });

  test('has items that are text', () => {
    const items = outside.split('\n').filter((line) => line.startsWith('- '));
    expect(items.length).toBeGreaterThanOrEqual(4);
    for (const item of items) {
      const [, told = ''] =
        /^- (?:\w+|\[?(?:`[^`]*`|<code>[^[\]]*<\/code>)(?:\]\([^()<>\s]*\))?): (.*)$/.exec(item) ?? [];
      expect(told.replace(/^suppressed note `[\w/-]+`: | \(by comment: .*\)$/g, '')).toMatch(message);
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

  test.each([
    ['is `Bad Peer AS` here', 'is <code>Bad Peer AS</code> here'],
    ['`a@b` and `', '<code>a&#64;&#8203;b</code> and &#96;'],
    ['1. `', '&#49;. &#96;'],
    ['``', '&#96;&#96;'],
  ])('in backticks is in the font of code: %s', (text, written) => {
    expect(prose(text)).toBe(written);
  });

  test('in the font of code is quoted only where that is safe', () => {
    expect(code('a/b-c.yaml:1')).toBe('`a/b-c.yaml:1`');
    expect(code('a b.yaml')).toBe('<code>a b.yaml</code>');
    expect(code('a`|b')).toBe('<code>a&#96;&#124;b</code>');
    expect(code('')).toBe('<code></code>');
  });
});

test('the advice does not repeat that a finding freezes BGP', () => {
  const [rule] = rules;
  const description = 'Freezes BGP. BIRD refuses the whole file.';
  const freezing = rules.map((one) => (one.id === rule?.id ? { ...one, description, freezes: true } : one));
  const text = write(sample, { rules: freezing });
  expect(text).toContain('**error FREEZES BGP**');
  expect(text).toContain('\n\nBIRD refuses the whole file.\n\n');
  expect(text).not.toContain('Freezes BGP.');
});
