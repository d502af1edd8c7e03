import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readInputs, variableOf } from '../../src/action/inputs.ts';
import { root } from '../support/run.ts';

interface Action {
  readonly inputs: { readonly [name: string]: { readonly description: string; readonly default: string } };
  readonly outputs: { readonly [name: string]: { readonly description: string; readonly value: string } };
  readonly runs: { readonly steps: readonly Step[] };
}
interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: { readonly [name: string]: string };
  readonly with?: { readonly [name: string]: string };
}

const text = readFileSync(`${root}/action.yml`, 'utf8');
const action = parse(text) as Action;
const { inputs, outputs, runs } = action;

const string = { type: 'string', minLength: 1 };
const closed = (properties: object, required: readonly string[]) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const step = {
  name: string,
  id: string,
  if: string,
  env: { type: 'object', additionalProperties: { type: 'string' } },
  'continue-on-error': { type: 'boolean' },
  'working-directory': string,
};

/**
 * What GitHub takes as a composite action
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax).
 */
const schema = closed(
  {
    name: string,
    author: string,
    description: { ...string, maxLength: 125 },
    branding: closed(
      {
        icon: string,
        color: { enum: ['white', 'black', 'yellow', 'blue', 'green', 'orange', 'red', 'purple', 'gray-dark'] },
      },
      ['icon', 'color'],
    ),
    inputs: {
      type: 'object',
      propertyNames: { pattern: '^[a-z][a-z0-9-]*$' },
      additionalProperties: closed({ description: string, default: { type: 'string' } }, ['description', 'default']),
    },
    outputs: {
      type: 'object',
      propertyNames: { pattern: '^[a-z][a-z0-9-]*$' },
      additionalProperties: closed({ description: string, value: string }, ['description', 'value']),
    },
    runs: closed(
      {
        using: { const: 'composite' },
        steps: {
          type: 'array',
          items: {
            anyOf: [
              closed({ ...step, run: string, shell: { const: 'bash' } }, ['name', 'run', 'shell']),
              closed({ ...step, uses: string, with: { type: 'object', additionalProperties: { type: 'string' } } }, [
                'name',
                'uses',
              ]),
            ],
          },
        },
      },
      ['using', 'steps'],
    ),
  },
  ['name', 'description', 'inputs', 'outputs', 'runs'],
);

/** Rows of the table under a heading of the action's page, cells without their code quotes. */
const rows = (heading: string): readonly (readonly string[])[] => {
  const page = readFileSync(`${root}/docs/github-action.md`, 'utf8');
  const [, section = ''] = new RegExp(`^## ${heading}\n([\\s\\S]*?)(?=\n## |$(?![\\s\\S]))`, 'm').exec(page) ?? [];
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')),
    );
};

describe('action.yml', () => {
  test('is what GitHub takes', () => {
    const validate = new Ajv({ allErrors: true }).compile(schema);
    validate(action);
    expect(validate.errors).toBeNull();
  });

  test('no expression stands in a script: its value would be read as commands', () => {
    const scripts = runs.steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
    expect(scripts).toHaveLength(3);
    for (const script of scripts) expect(script).not.toContain('${{');
  });

  test('every variable in a script is quoted', () => {
    for (const { run = '' } of runs.steps) {
      expect(run.replace(/"[^"]*"/g, '').replace(/\$\(node/, '')).not.toContain('$');
    }
  });

  test('other actions are pinned by commit, with the version beside it', () => {
    const used = [...text.matchAll(/^\s*uses: (.*)$/gm)].map(([, name = '']) => name);
    expect(used).toHaveLength(1);
    for (const name of used) expect(name).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('the steps hand every input on, under the name by which it is read', () => {
    const handed = Object.assign({}, ...runs.steps.map((one) => one.env ?? {})) as { [name: string]: string };
    const read = Object.keys(inputs).filter((name) => name !== 'category');
    for (const name of read) expect(handed[variableOf(name)], name).toBe(`\${{ inputs.${name} }}`);
    expect(Object.keys(handed).filter((name) => name.startsWith('BGPLINT_INPUT_'))).toHaveLength(read.length);
    expect(runs.steps.find(({ id }) => id === 'upload')?.with?.['category']).toBe('${{ inputs.category }}');
  });

  test('its defaults are those of the code', () => {
    const env = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [variableOf(name), input.default]));
    expect(readInputs({ env })).toEqual(readInputs({ env: {} }));
  });

  test('outputs come from the step that sets them', () => {
    for (const [name, { value }] of Object.entries(outputs)) expect(value).toBe(`\${{ steps.check.outputs.${name} }}`);
  });

  test('its page lists the same inputs and outputs', () => {
    expect(rows('Inputs')).toEqual(
      Object.entries(inputs).map(([name, input]) => [name, input.default, input.description]),
    );
    expect(rows('Outputs')).toEqual(Object.entries(outputs).map(([name, output]) => [name, output.description]));
  });

  test('what its page gives it in a workflow are inputs', () => {
    const page = readFileSync(`${root}/docs/github-action.md`, 'utf8');
    const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, block = '']) => parse(block));
    const steps: readonly Step[] = blocks.flatMap(({ jobs }) => jobs.bgp.steps);
    const given = steps.filter(({ uses = '' }) => uses.startsWith('bgplint/bgplint@'));
    expect(given.length).toBeGreaterThan(3);
    for (const name of given.flatMap((one) => Object.keys(one.with ?? {}))) expect(Object.keys(inputs)).toContain(name);
  });
});
