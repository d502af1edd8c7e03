/** What strangers write goes through the whole command into every report, and stays text. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { reporterNames } from '../../src/report/index.ts';
import { attacks, commandLine, harmful } from '../report/hostile.ts';
import { command, project, type Ran } from '../support/command.ts';
import { calicoPeer } from '../support/objects.ts';

const schema = readFileSync(new URL('../report/junit.xsd', import.meta.url), 'utf8');

/** As a part of a path: without what no path can hold. */
const inPath = (text: string) => text.replace(/[/\0]|\p{Surrogate}/gu, '_').slice(0, 50) || 'empty';
/** As a YAML scalar, with escapes for what YAML refuses and what is a line end to some. */
const scalar = (text: string) =>
  JSON.stringify(text.slice(0, 3000)).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The text wherever a stranger can put one and a report may show it. */
function hostileProject(attack: string): string {
  const text = scalar(attack);
  const annotation = scalar(`calico/global-peer -- ${attack.replaceAll('\n', ' ')}`);
  const comment = attack.replace(/[\n\r\u0085\u2028\u2029]|\p{Cc}|\p{Surrogate}|[\ufffe\uffff]/gu, ' ').slice(0, 500);
  const path = inPath(attack);
  return project({
    '.git/HEAD': '',
    'bgplint.yaml': `waivers:\n  - { rule: calico/global-peer, paths: ["x/**"], reason: ${scalar(`r ${attack}`)}, owner: ${text} }\n`,
    'a.yaml': `apiVersion: projectcalico.org/v3
kind: BGPPeer
metadata:
  name: ${text}
  namespace: ${text}
  annotations: { bgplint/ignore: ${annotation} }
spec:
  peerIP: ${text}
  ${text === '""' ? '"k"' : text}: 1
  ${text === '""' ? '"k"' : text}: 2
`,
    'b.yaml': `${calicoPeer('b')}# bgplint-ignore ${comment || 'x'} -- ${comment || 'x'}\n`,
    'c.json': `{"apiVersion":"projectcalico.org/v3","kind":"BGPPeer","metadata":{"name":${text}},"spec":{"peerIP":${text}}}`,
    [`x/${path}.yaml`]: calicoPeer('d').replace(/ {2}nodeSelector.*\n/, ''),
    [`${path}/e.yaml`]: `kind: BGPPeer\n a: [ ${scalar(attack)}`,
    'plan.json': JSON.stringify({
      format_version: '1.2',
      terraform_version: '1.9.8',
      resource_changes: [
        {
          address: `aws_security_group.${attack.slice(0, 3000)}`,
          mode: 'managed',
          type: 'aws_security_group',
          name: attack.slice(0, 3000),
          change: {
            actions: ['create'],
            before: null,
            after: {
              ingress: [{ protocol: 'tcp', from_port: 179, to_port: 179, cidr_blocks: ['0.0.0.0/0'] }],
              egress: [],
            },
            after_unknown: {},
          },
        },
      ],
    }),
  });
}

function checkFormat(format: string, { out }: Ran): void {
  if (format === 'json') {
    const { findings } = JSON.parse(out);
    expect(findings.length).toBeGreaterThanOrEqual(6);
  }
  if (format === 'sarif') {
    for (const { locations } of JSON.parse(out).runs[0].results) {
      const { uri } = locations[0].physicalLocation.artifactLocation;
      expect(uri).toMatch(/^(?![a-z][a-z0-9+.-]*:|\/)[\w!$&'()*+,;=:@.~/%-]*$/i);
      expect(decodeURIComponent(uri)).not.toMatch(/^\.\.(?:\/|$)/);
    }
  }
  // Each finding is one command on one line, and no other line looks like one.
  if (format === 'github') {
    const lines = out.trimEnd().split('\n');
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/^::(?:error|warning|notice) [^\n]*::/);
    expect(lines.at(-1)).toMatch(/^bgplint: /);
  } else if (format === 'pretty') expect(out).not.toMatch(commandLine);
}

describe.each(attacks)('%s', (_, attack) => {
  const folder = hostileProject(attack);

  test.each(reporterNames)('in %s', async (format) => {
    const ran = await command(folder, ['-f', format, '--show-suppressed']);
    // `concise` gives standard output findings alone.
    expect([ran.code, ran.err.replace(/^bgplint: \d+ error[^\n]*; checked [^\n]*\n$/, '')]).toEqual([1, '']);
    expect(ran.out).not.toMatch(harmful);
    checkFormat(format, ran);
    if (format === 'junit') {
      const { errors } = await validateXML({ xml: { fileName: 'a.xml', contents: ran.out }, schema });
      expect(errors).toEqual([]);
    }
  });

  test('in what else is printed', async () => {
    const listed = await command(folder, ['--list-files']);
    expect([listed.code, listed.out.match(harmful)]).toEqual([0, null]);
    const colored = await command(folder, ['--color', 'always']);
    // The colours are bgplint's own.
    expect(colored.out.replace(/\u001b\[[\d;]*m/g, '')).not.toMatch(harmful);
    const config = await command(folder, ['--print-config']);
    expect([config.code, config.out.match(harmful)]).toEqual([0, null]);
  });

  test('in what cannot be done', async () => {
    const key = attack === '' ? 'x' : attack;
    const broken = project({ '.git/HEAD': '', 'bgplint.yaml': `rules:\n  ${scalar(key)}: off\n`, 'a.yaml': '' });
    for (const args of [
      [],
      [`no ${key.slice(0, 3000)}`],
      ['explain', key.slice(0, 3000)],
      ['-f', key],
      ['-o', `json=${inPath(key)}/no/x`],
    ]) {
      const { code, out, err } = await command(broken, args);
      expect([code, out]).toEqual([2, '']);
      expect(err).not.toMatch(harmful);
      expect(err).not.toMatch(commandLine);
    }
  });
});
