/** Running state as rules read it: `input.status` (schemas/input.json), the model with its names in snake case. */
import type { Json, JsonObject } from '../../model/document.ts';
import type { StatusOutput } from './model.ts';
import type { StatusReport } from './report.ts';

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Members that have no value are left out. */
function written(value: unknown): Json {
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null) return value as Json;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [snake(name), written(member)]),
  );
}

/** An output as a member of the input. */
export function statusInput(output: StatusOutput): JsonObject {
  return written(output) as JsonObject;
}

/** What one object complains of, as a member of the input. */
export function reportInput(report: StatusReport): JsonObject {
  return written(report) as JsonObject;
}
