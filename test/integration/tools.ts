/** Tools that these tests run, which Node does not bring. */
import { test } from 'vitest';

/**
 * The path of a tool, from the variable that names it; without it the tests are skipped, and the reason is printed. With
 * BGPLINT_INTEGRATION=required its absence is a failure.
 */
export function toolOf(variable: string, name: string): string | undefined {
  const path = process.env[variable];
  if (path !== undefined && path !== '') return path;
  const reason = `${variable} does not say where ${name} is`;
  if (process.env['BGPLINT_INTEGRATION'] === 'required') {
    test(`${name} is there`, () => {
      throw new Error(reason);
    });
  } else console.warn(`SKIPPED: ${reason}.`);
  return undefined;
}
