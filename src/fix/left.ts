/** What fixes for review leave to a person. */
import type { JsonObject } from '../model/document.ts';
import type { Fix, LeftToDo } from '../model/finding.ts';

const order = ['before', 'with', 'after'] as const;

/** The steps of a finding's operations (schemas/finding.json), in their order, each once. */
export function leftBy(operations: readonly JsonObject[]): readonly LeftToDo[] {
  return inOrder(operations.flatMap((operation) => (operation['then'] ?? []) as unknown as readonly LeftToDo[]));
}

/** The steps of many fixes: what is to be done before all are applied first. What several ask for is one step. */
export function leftToDo(fixes: readonly Pick<Fix, 'then'>[]): readonly LeftToDo[] {
  return inOrder(fixes.flatMap(({ then }) => then ?? []));
}

/** What makes two steps one: one Secret serves several peers. */
export function keyOf({ text, command }: LeftToDo): string {
  return command ?? text;
}

function inOrder(steps: readonly LeftToDo[]): readonly LeftToDo[] {
  const once = [...new Map(steps.map((step) => [keyOf(step), step])).values()];
  return order.flatMap((when) => once.filter((step) => step.when === when));
}
