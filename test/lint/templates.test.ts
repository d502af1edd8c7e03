import { expect, test } from 'vitest';
import { github } from '../../src/report/github.ts';
import { junit } from '../../src/report/junit.ts';
import { markdown } from '../../src/report/markdown/index.ts';
import { pretty } from '../../src/report/pretty/index.ts';
import { contextOf } from '../report/sample.ts';
import { calicoPeer } from '../support/objects.ts';
import { places, scanned } from '../support/scan.ts';

const peer = calicoPeer('p');
const unsafe = 'calico/peer-without-password';
const render = 'a Helm or Go template: render it first, and check the result';

test.each([
  [
    'in an annotation',
    peer.replace('metadata:', 'metadata:\n  annotations: { note: a }\n  labels:\n    x: see {{ if }}\n'),
  ],
  ['in a comment', `# {{ if x }}\n${peer}# {{ end }}\n`],
  ['in a document behind it', `${peer}---\n{{ end }}\n`],
  ['in a document before it', `{{ if x }}\n---\n${peer}`],
  ['of Jinja in a document before it', `{% if x %}\n---\n${peer}`],
])('an expression %s makes no template of what kubectl applies', async (_, text) => {
  const result = await scanned({ 'a.yaml': text });
  expect(places(result).map((place) => place.split(' ')[1])).toContain(unsafe);
});

test('a document that has to be rendered is told beside those that are read', async () => {
  const template = `{{ if .x }}\n${peer}{{ end }}\n`;
  const { report } = await scanned({ 'a.yaml': `${peer}---\n${template}`, 'b.yaml': template });
  expect(report.ledger.resources).toEqual({ calico: 1 });
  expect(report.ledger.skipped).toEqual([
    { file: 'a.yaml', reason: `in part ${render}`, template: true },
    { file: 'b.yaml', reason: render, template: true },
  ]);
  for (const reporter of [pretty, github, junit, markdown]) {
    expect(await reporter(report, contextOf())).toContain('2 templates not checked');
  }
});

test('what only a renderer can make YAML is not judged without the control flow around it', async () => {
  const text = `{{ range .peers }}\n---\n${peer.replace('name: p', 'name: {{ .name }}')}---\n{{ end }}\n`;
  const { report } = await scanned({ 'a.yaml': text });
  expect(report.findings).toEqual([]);
  expect(report.ledger.skipped.map(({ reason }) => reason)).toEqual([render]);
});
