import { describe, expect, it } from 'vitest';
import { isPlaceholder } from '../../src/lib/placeholder.ts';
import { json, only, textAt, yaml } from './helpers.ts';

const helm = 'Helm or Go template';
const jinja = 'Jinja template';

describe('expressions are values', () => {
  it.each([
    ['asNumber: {{ .Values.asn }}', { asNumber: '{{ .Values.asn }}' }],
    ['asNumber: {{.asn}} # c', { asNumber: '{{.asn}}' }],
    ['name: a-{{ .b }}-{{ .c }}{{ .d }}', { name: 'a-{{ .b }}-{{ .c }}{{ .d }}' }],
    ['name: {{ include "x.name" . }}', { name: '{{ include "x.name" . }}' }],
    ['a: {{ .x | default "y: z" | quote }}', { a: '{{ .x | default "y: z" | quote }}' }],
    ['a: "{{ .x | default "y" }}"', { a: '{{ .x | default "y" }}' }],
    ["a: 'b {{ c }}'", { a: 'b {{ c }}' }],
    ['{{ .key }}: {{ .value }}', { '{{ .key }}': '{{ .value }}' }],
    ['a: [{{ .x }}, {{ .y }}]', { a: ['{{ .x }}', '{{ .y }}'] }],
    ['a: &x {{ .x }}\nb: *x', { a: '{{ .x }}', b: '{{ .x }}' }],
    ['a: !!int {{ .x }}', { a: '{{ .x }}' }],
    ['a:\n  {{ .x }}', { a: '{{ .x }}' }],
    ['a: b\n  {{ .x }}', { a: 'b {{ .x }}' }],
    [
      'a: |\n  {{ if x }}\n  {{ $labels.instance }}\n  {{ end }}\n',
      { a: '{{ if x }}\n{{ $labels.instance }}\n{{ end }}\n' },
    ],
    ['a: "{{ if x }}b{{ end }}"', { a: '{{ if x }}b{{ end }}' }],
    ['a: "{% if x %}"', { a: '{% if x %}' }],
    ['a: "{{ open"\nb: "}}"', { a: '{{ open', b: '}}' }],
    ['# {{ if x }}\na: 1 # {{ end }}', { a: 1 }],
    ['a: \ue000{{ x }}\ue001', { a: '\ue000{{ x }}\ue001' }],
    ['a: "é{{ é }}😀"', { a: 'é{{ é }}😀' }],
  ])('%j', (text, value) => {
    const parsed = yaml(text);
    expect(parsed.template).toBeUndefined();
    expect(only(parsed).value).toEqual(value);
  });

  it('keep their places', () => {
    const document = only(yaml('a: {{ .x }}\nb: x{{ .y }} # {{ c }}\n{{ .k }}: d\n'));
    expect(textAt(document, ['a'], 'value')).toBe('{{ .x }}');
    expect(textAt(document, ['b'], 'value')).toBe('x{{ .y }}');
    expect(textAt(document, ['{{ .k }}'], 'key')).toBe('{{ .k }}');
  });

  it('are many in one text', () => {
    const text = Array.from({ length: 10_000 }, (_, i) => `- {{ .v${i} }}`).join('\n');
    expect(only(yaml(text)).value).toEqual(Array.from({ length: 10_000 }, (_, i) => `{{ .v${i} }}`));
  });
});

describe('variables between brackets', () => {
  it.each([
    ['a: {b: ${C}, d: e-${F}}', { a: { b: '${C}', d: 'e-${F}' } }],
    ['a: [${B}, 10.0.${C}.1, "${D}"]', { a: ['${B}', '10.0.${C}.1', '${D}'] }],
    ['a: {b: ${C:=d}}', { a: { b: '${C:=d}' } }],
    ['a: {${B}: c}', { a: { '${B}': 'c' } }],
  ])('%j', (text, value) => {
    const parsed = yaml(text);
    expect(parsed.template).toBeUndefined();
    expect(only(parsed).value).toEqual(value);
  });

  it('leave what is wrong beside them', () => {
    const parsed = yaml('a: {b: ${C}\n');
    expect([parsed.template, parsed.documents]).toEqual([undefined, []]);
    expect(parsed.problems.map(({ kind }) => kind)).toEqual(['YamlSyntax']);
  });
});

describe('a template of ytt', () => {
  it.each([
    '#@ load("@ytt:data", "data")\n---\na: 1\n',
    'a: #@ data.values.a\n',
    '- #@ data.values.a\n',
    '#@ if data.values.a:\na: 1\n#@ end\n',
    '#@data/values\n---\na: 1\n',
    '#@ name = "a"\na: 1\n',
  ])('is not read: %j', (text) => {
    expect(yaml(text)).toEqual({ documents: [], problems: [], template: 'ytt template' });
  });

  it.each(['# @param a\na: 1\n', '#@todo\na: 1\n', 'a: b#@ c\n', '#@ a comment\na: 1\n'])(
    'is no other text: %j',
    (text) => {
      expect(yaml(text).template).toBeUndefined();
      expect(yaml(text).documents).toHaveLength(1);
    },
  );

  it('hides no limit', () => {
    const parsed = yaml(`#@ end\na: ${'['.repeat(300)}\n`);
    expect(parsed.problems.map(({ kind }) => kind)).toEqual(['LimitExceeded']);
  });
});

describe('a text with control flow is a template', () => {
  it.each([
    ['{{- if .Values.bgp }}\na: 1\n{{- end }}\n', helm],
    ['a: 1\n{{ range .x }}\nb: 2\n{{ end }}', helm],
    ['a:\n  {{- toYaml .x | nindent 2 }}\n', helm],
    ['a: {{- toYaml .x | nindent 2 }}\n', helm],
    ['a:\n  {{ include "x" . }}\n', helm],
    ['{{ template "x" . }}', helm],
    ['a: 1\n{{ .Values.more }}\n', helm],
    ['{{- /* comment */ -}}\na: 1', helm],
    ['{{ $x := 1 }}', helm],
    ['a: {{ if x }}1{{ else }}2{{ end }}', helm],
    ['a: 1\n{{- with\n  .x }}\nb: 2\n', helm],
    ['{% if x %}\na: 1\n{% endif %}', jinja],
    ['a: {{ x }}\n{# comment #}\n', jinja],
    ['a: {{ x }\n', helm],
  ])('%j', (text, template) => {
    expect(yaml(text)).toEqual({ documents: [], problems: [], template });
  });

  it('and says nothing of the documents beside it that are YAML', () => {
    const parsed = yaml('a: 1\n---\nb: |\n  {{ if ok }}\n---\n{{ if x }}\n---\nc: 1\n');
    expect(parsed.documents.map(({ index, value }) => [index, value])).toEqual([
      [0, { a: 1 }],
      [1, { b: '{{ if ok }}\n' }],
      [3, { c: 1 }],
    ]);
    expect([parsed.problems, parsed.template]).toEqual([[], helm]);
  });

  const wants = (text: string) => text.includes('BGPPeer');
  it.each<[string, number, string | undefined]>([
    ['{{ if x }}\n---\nkind: BGPPeer\n---\n{{ end }}\n', 1, undefined],
    ['{{ if x }}\n---\nkind: BGPPeer\nname: {{ x }}\n---\n{{ end }}\n', 0, helm],
    ['a: see {{ if x }}\n---\nkind: BGPPeer\nname: {{ x }}\n', 1, undefined],
    ['a: |\n  {{ if x }}\n---\nkind: BGPPeer\nname: {{ x }}\n', 1, undefined],
    ['{{ if x }}\n---\nkind: Other\n', 0, undefined],
    ['{{ if x }}\n---\nkind: Other\nname: {{ x }}\n', 0, undefined],
  ])('beside which only what kubectl could read is read: %j', (text, documents, template) => {
    const parsed = yaml(text, { wants });
    expect([parsed.documents.length, parsed.template]).toEqual([documents, template]);
  });

  it.each(['a: "{{ x }}"\nb: [', '# {{ if x }}\na: b: c', 'a: |\n  {{ x }}\n b: "'])(
    'but a fault is one where expressions stand in scalars and comments alone: %j',
    (text) => {
      const parsed = yaml(text);
      expect(parsed.template).toBeUndefined();
      expect(parsed.problems.map((problem) => problem.kind)).toEqual(['YamlSyntax']);
    },
  );
});

describe('what kubectl reads is read as it reads it', () => {
  it.each<[string, unknown]>([
    ['a: see {{ if }}', { a: 'see {{ if }}' }],
    ['a: see {{ end', { a: 'see {{ end' }],
    ['a: see {{- /* x', { a: 'see {{- /* x' }],
    ['a: see {{$x', { a: 'see {{$x' }],
    ['a: b {{ toYaml . | nindent 4 }}', { a: 'b {{ toYaml . | nindent 4 }}' }],
    ['a: see {% if x %}', { a: 'see {% if x %}' }],
    ['a: see {# x #}', { a: 'see {# x' }],
    ['a: b\n  {{ if x }}\nc: 1', { a: 'b {{ if x }}', c: 1 }],
    ['- a\n  {{- range .x }}\n- b', ['a {{- range .x }}', 'b']],
    ['a-{{ if x }}: 1', { 'a-{{ if x }}': 1 }],
    ['a: b {{ "c #d" }}', { a: 'b {{ "c' }],
    ['{a: "{{", kind: BGPPeer, b: "}}"}', { a: '{{', kind: 'BGPPeer', b: '}}' }],
    ["{a: '{%', kind: BGPPeer, b: '%}'}", { a: '{%', kind: 'BGPPeer', b: '%}' }],
    ['a: &x see {{ if }}\nb: *x', { a: 'see {{ if }}', b: 'see {{ if }}' }],
    ['a: "b\n  {{ if x }}\n  c"', { a: 'b {{ if x }} c' }],
    ['? a {{ else }}\n: 1', { 'a {{ else }}': 1 }],
  ])('%j', (text, value) => {
    const parsed = yaml(text);
    expect([parsed.problems, parsed.template]).toEqual([[], undefined]);
    expect(only(parsed).value).toEqual(value);
  });
});

describe('JSON', () => {
  it.each([
    ['{"a": {{ .x }}, "b": 1}', { a: '{{ .x }}', b: 1 }],
    [
      '{"a": "b{{ .x | default "y" }}c {{ .z }}", {{ .k }}: [{{ .v }}]}',
      { a: 'b{{ .x | default "y" }}c {{ .z }}', '{{ .k }}': ['{{ .v }}'] },
    ],
    ['{"a": "{{ if x }}", "b": "{% x %}"}', { a: '{{ if x }}', b: '{% x %}' }],
  ])('%j', (text, value) => {
    expect(only(json(text)).value).toEqual(value);
  });

  it('keeps places', () => {
    const document = only(json('{"a": {{ .x }}, "{{ .k }}": [1, {{ .v }}]}'));
    expect(textAt(document, ['a'], 'value')).toBe('{{ .x }}');
    expect(textAt(document, ['{{ .k }}'], 'key')).toBe('"{{ .k }}"');
    expect(textAt(document, ['{{ .k }}', 1], 'value')).toBe('{{ .v }}');
    expect(document.open([])).toBe(true);
    expect(document.open(['a'])).toBe(false);
  });

  it.each([
    ['{"a": 1{{ if x }}, "b": 2{{ end }}}', helm],
    ['{% for x in y %}{"a": 1}{% endfor %}', jinja],
    ['{"a": 1 {{ .x }}}', helm],
  ])('%j', (text, template) => {
    expect(json(text)).toEqual({ documents: [], problems: [], template });
  });

  it('with a fault beside quoted expressions is faulty', () => {
    expect(json('{"a": "{{ x }}", }').problems.map((problem) => problem.kind)).toEqual(['JsonSyntax']);
  });
});

describe('isPlaceholder', () => {
  it.each([
    '${ASN}',
    'a-${ASN:=64512}-b',
    '{{ .x }}',
    'a{{x}}',
    'a${B}c{{ d }}',
    '{{ a }\n{{ b }}',
    '${a\nb}',
    '<path:a/b#c>',
    '<AS number>',
    '$(ASN)',
    '__LB_RANGE_V4__',
    '<first>-<last>',
    '__FIRST__ - __LAST__',
    '$ASN',
    '__init__',
  ])('%j', (value) => {
    expect(isPlaceholder(value)).toBe(true);
  });

  it.each([
    '',
    '64512',
    '$5',
    'a <b> c',
    'a__NAME__',
    '<a>-b',
    '<>',
    'a < b > c',
    'x ENC[AES256_GCM,data:x]',
    '{{ a\n}}',
    '}} {{ ${',
    'echo $(hostname)',
    '$(cat file)',
    '{ {',
    '{{',
    1,
    null,
    undefined,
    {},
  ])('not %j', (value) => {
    expect(isPlaceholder(value)).toBe(false);
  });
});
