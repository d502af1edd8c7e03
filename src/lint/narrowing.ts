/** The findings that were asked for, where not all were. */
import type { LocateContext, Located } from '../locate/index.ts';
import { reachOf } from '../locate/reach.ts';
import type { Finding } from '../model.ts';
import { type Narrowed, narrow } from '../narrow/index.ts';
import type { LintRequest } from './request.ts';

/** All of the findings, unless the request narrows them. `located` says where they come from. */
export function narrowed(
  findings: readonly Finding[],
  located: readonly Located[],
  request: LintRequest,
  context: LocateContext,
): Narrowed {
  if (request.narrow === undefined) return { reported: findings, elsewhere: { error: 0, warning: 0, note: 0 } };
  return narrow(findings, request.narrow, {
    reach: reachOf(located, context),
    enforced: new Set(request.policy.rules.filter((rule) => rule.enforced).map((rule) => rule.id)),
    where: request.narrow.where,
  });
}

/** What two parts of a run left out. */
export function both(one: Narrowed['elsewhere'], other: Narrowed['elsewhere']): Narrowed['elsewhere'] {
  return { error: one.error + other.error, warning: one.warning + other.warning, note: one.note + other.note };
}
