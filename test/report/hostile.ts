import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { emptyLedger, finding, on } from './sample.ts';

/** What a stranger may put into a name, a value or a path, each with a name for the test's report. */
export const attacks: readonly (readonly [name: string, text: string])[] = [
  ['an escape sequence', 'red \x1b[31mtext\x1b[0m'],
  ['an escape sequence of one character', 'red \x9b31mtext'],
  ['a title of the terminal', '\x1b]0;pwned\x07'],
  ['NUL and other controls', 'a\x00b\x01c\x08d\x7fe'],
  ['line breaks', 'one\ntwo\r\nthree\rfour\u2028five\u2029six\x85seven'],
  ['a workflow command', 'x\n::error file=a::pwned'],
  ['a workflow command at the start', '::stop-commands::pwned'],
  ['a workflow command after white space', ' \t ::add-mask::pwned'],
  ['a workflow command of the older form', 'x ##[add-mask]pwned'],
  ['a command of Azure Pipelines', '##vso[task.setvariable variable=x]pwned'],
  ['a command of TeamCity', "##teamcity[buildStatus text='pwned']"],
  ['percent escapes', '100%0A::error::pwned%25%0D'],
  ['properties of a command', 'a,line=1:col=2::pwned'],
  ['the end of CDATA', ']]> <![CDATA[ <!-- -->'],
  ['markup', '<script>alert("1" & \'2\')</script>'],
  ['an entity', '&lt;&#x1b;&nbsp;'],
  ['bidirectional overrides', 'user\u202eelif\u2066x\u2069\u200f'],
  ['invisible characters', 'zero\u200bwidth\ufeff\u{e0041}'],
  ['lone surrogates', 'high \ud800 low \udc00 end \ud83d'],
  ['noncharacters', 'a\ufffe\uffff\u{1fffe}'],
  ['a link in Markdown', '[click](https://pwned.example) [x](1)'],
  ['placeholders', '{0} {1} {{ .Values.x }} %s'],
  ['a very long text', 'word '.repeat(20_000)],
  ['a very long word', '\u{1f600}'.repeat(20_000)],
  ['nothing', ''],
  ['wide characters', '\u5bbf\u8216 \u{1f6a8} e\u0301'],
  ['a path upwards', '../../etc/passwd'],
  ['a URI', 'https://pwned.example/a b#c?d'],
  ['a prototype', '__proto__'],
];

/** A report in which every text of a stranger is `text`: a finding, a suppressed one, and a ledger. */
export function hostileReport(text: string): Report {
  const whole: Partial<Finding> = {
    message: text,
    file: text,
    resource: { kind: text, namespace: text, name: text },
    paste: [{ kind: text, metadata: { name: text, [text]: [text] } }],
    related: [
      { message: text, file: text, range: on(1, 1, 3) },
      { message: text, file: `other/${text}`, range: null },
    ],
  };
  return {
    findings: [
      finding({ ...whole, rule: 'calico/duplicate-peer', range: on(1, 1, 4), fingerprint: 'b1' }),
      finding({ ...whole, rule: 'input/unreadable', range: null, resource: { address: text }, fingerprint: 'b2' }),
      finding({
        ...whole,
        rule: 'calico/peer-without-password',
        level: 'note',
        fingerprint: 'b3',
        suppressed: { by: 'comment', reason: text, owner: text, expires: text },
      }),
    ],
    ledger: {
      ...emptyLedger,
      files: { seen: 2, read: 1, irrelevant: 0, partly: 0, skipped: 1 },
      resources: { calico: 1 },
      clusters: [
        { name: text, complete: true, resources: 1 },
        { name: 'other', complete: false, resources: 0 },
      ],
      skipped: [{ file: `skipped/${text}`, reason: text }],
      undecided: [{ rule: 'calico/duplicate-peer', file: text, range: on(2, 1, 2), reason: text }],
    },
  };
}

/** Characters that no report may print as they stand; a report's own line breaks are not among them. */
export const harmful = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{NChar}]/u;

/** A line that a build server would take for a command. */
export const commandLine = /^\s*::|##(?:\[|vso\[|teamcity\[)/m;
