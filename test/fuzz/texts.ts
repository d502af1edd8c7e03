/** Texts that are nearly YAML or nearly JSON. */
import fc from 'fast-check';

/** What YAML means something by, what templates do, and what editors and strangers leave behind. */
const fragments = [
  '\n',
  '\n',
  '\n',
  '\n  ',
  '\n    ',
  '\n- ',
  '\n  - ',
  ' ',
  '  ',
  ': ',
  ':',
  '- ',
  '-',
  '? ',
  '{',
  '}',
  '[',
  ']',
  ', ',
  ',',
  '&a ',
  '*a',
  '<<: *a',
  '!!str ',
  '!!int ',
  '!!binary ',
  '!x ',
  '!',
  '|',
  '|-\n',
  '>2\n',
  "'",
  '"',
  '\\',
  '\\u0050',
  '#',
  ' # note',
  ' # bgplint-ignore calico/global-peer -- known',
  '\n---\n',
  '---',
  '\n...\n',
  '%YAML 1.2\n',
  '{{ x }}',
  '{{ if x }}',
  '{% for %}',
  '${X}',
  '$(X)',
  '\t',
  '\r\n',
  '\r',
  '\0',
  '\u001b[31m',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\ufeff',
  'é',
  '😀',
  '\ud800',
  '"\\ud800"',
  '~',
  'null',
  'yes',
  '64_512',
  '010',
  '.inf',
  '1e3',
  '@',
  '`',
  '%',
  '=',
  '__proto__',
  'constructor',
];

/** What makes a text one that bgplint looks into. */
const subjects = [
  'apiVersion: projectcalico.org/v3',
  'apiVersion: metallb.io/v1beta2',
  'apiVersion: v1',
  'kind: BGPPeer',
  'kind: BGPConfiguration',
  'kind: Node',
  'kind: Secret',
  'kind: List',
  'items:',
  'metadata:',
  'name: tor',
  'annotations:',
  'bgplint/ignore: calico/global-peer -- known',
  'spec:',
  'peerIP: 192.0.2.1',
  'peerAddress: 192.0.2.1',
  'asNumber: 64512',
  'password: hush',
  'nodeSelector: all()',
  'nodeToNodeMeshEnabled: false',
  'patchesStrategicMerge:',
];

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...fragments) },
  { weight: 4, arbitrary: fc.constantFrom(...subjects) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
);

/** Pieces of YAML one after another, of which some begin a line. */
export const nearlyYaml = fc
  .array(fc.tuple(fc.constantFrom('', '', '\n', '\n  '), piece), { maxLength: 40 })
  .map((pieces) => pieces.map(([lead, text]) => lead + text).join(''));

const jsonPieces = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '\\u005',
  '"kind":"BGPPeer"',
  '"apiVersion":"projectcalico.org/v3"',
  '"spec":{"peerIP":"192.0.2.1"}',
  '"resource_changes":[]',
  '"format_version":"1.2"',
  '"terraform_version":"1.9.0"',
  '"__proto__":1',
  'true',
  'nul',
  '-0',
  '1e999',
  '01',
  ' ',
  '\n',
  '{{ x }}',
  '"é"',
  '"\\ud800":"\\udc00"',
  '\ud800',
  '\ufeff',
  '//',
];

export const nearlyJson = fc
  .array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...jsonPieces) }, { weight: 1, arbitrary: fc.string() }), {
    maxLength: 30,
  })
  .map((pieces) => pieces.join(''));

/** One change to a text: a stretch left out, doubled or replaced. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat({ max: 12 }),
  what: fc.oneof(fc.constantFrom('drop', 'double'), piece),
});

/** A text with a few changes anywhere: what a slip of the hand, or a stranger, makes of one that was right. */
export function damaged(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(text, fc.array(change, { maxLength: 3 })).map(([whole, changes]) =>
    changes.reduce((current, { at, length, what }) => {
      const start = Math.floor(at * current.length);
      const stretch = current.slice(start, start + length);
      const instead = what === 'drop' ? '' : what === 'double' ? stretch + stretch : what;
      return current.slice(0, start) + instead + current.slice(start + length);
    }, whole),
  );
}
