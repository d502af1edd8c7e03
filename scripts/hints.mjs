/** What helps with an error of OPA, where we know it. Each is a pattern of OPA's text, and what to do. */

/** @type {readonly [RegExp, string][]} */
const known = [
  [
    /undefined function (?:sprintf|format_int)\b/,
    'the engines print numbers differently: write a template string, $"peer {peer.name} has {n} sessions"',
  ],
  [
    /undefined function regex\./,
    'no regular expressions in rules (they are 5 ms of every run): what needs one is a fact, from TypeScript (src/families)',
  ],
  [
    /undefined function sort\b/,
    'rules may not sort (WebAssembly takes the square of the length): what they answer is put in order outside',
  ],
  [
    /undefined function (?!data\.)[a-z_.]+/,
    'a rule may use the built-ins of schemas/capabilities.json, which both engines have',
  ],
  [/undefined function data\.bgplint\.lib\.finding\./, 'docs/findings.md lists what a rule may say'],
  [
    /undefined ref: input\./,
    'the buckets of the input are those of schemas/input.json; a new kind is made known in src/families',
  ],
  [
    /have: "(?:spec|metadata|status|kind|apiVersion)"/,
    'what stands in the file is below `object`: peer.object.spec, and what was worked out of it below `facts`',
  ],
  [/var \w+ is unsafe/, 'the name is said nowhere: misspelt, or `some x in …` is missing'],
  [/yaml: /, 'METADATA is YAML: a text with ": " or " #" stands in quotes, or below `|`'],
  [/`if` keyword is required/, 'write `name(x) := value if { … }`'],
  [/`contains` keyword is required/, 'write `report contains finding.… if { … }`'],
];

/**
 * @param {string} text what OPA printed
 * @returns {string[]} one line each, without repeats; the first pattern that knows a line speaks for it
 */
export function hints(text) {
  const told = text.split('\n').map((line) => known.find(([pattern]) => pattern.test(line))?.[1]);
  return [...new Set(told.filter((hint) => hint !== undefined))].map((hint) => `hint: ${hint}`);
}
