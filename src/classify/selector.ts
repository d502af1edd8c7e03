/** What a Calico selector means, as far as rules ask. */
import type { JsonObject } from '../model.ts';

// Blanks are space and tab only, and none may stand in `all(`
// (projectcalico/calico libcalico-go/lib/selector/tokenizer/tokenizer.go).
const all = /^[ \t]*all\([ \t]*\)[ \t]*$/;

/** `{ selector: { all } }`: `all` is true where the selector is the literal `all()`, which every node matches. */
export function calicoSelector(value: string): JsonObject {
  return { selector: { all: all.test(value) } };
}
