/** Rules of Prometheus, wherever they stand: lists of mappings with an `expr`, and an `alert` or a `record`. */
import { isObject, pointer } from '../../lib/json.ts';
import { readExpression } from '../../lib/promql/index.ts';
import type { Json, JsonObject, Path } from '../../model/document.ts';
import type { Facts } from '../../model/resource.ts';

/** Nobody reads more in one expression, and rules compare each with each. */
const mostMetrics = 40;

/** BGP, or what measures it, in a name of a metric or in what people write about it. */
const bgp = /bgp|bird_|_bfd_/i;

const rule = /\b(?:alert|record)["']?\s*:\s*["']?[A-Za-z]/;

/**
 * True for a text that may hold rules about BGP. Three looks, since hardly a file gets beyond the first: most repositories have no
 * rules, and most rules are about other things. Dashboards have expressions, too, and neither alerts nor records.
 */
export function speaksOfAlerts(text: string): boolean {
  return (
    (text.includes('expr:') || text.includes('expr"') || text.includes("expr'")) && bgp.test(text) && rule.test(text)
  );
}

/** The same as patterns, for what tells the documents of a file apart. */
export const alertWords: readonly string[] = [bgp.source.replace('bgp', '[bB][gG][pP]')];

/** Finds an object that holds rules, whatever these are about: that there are any is all that is asked of it. */
const ruleObject = /\bkind["']?\s*:\s*["']?(?:PrometheusRule|VMRule)\b/;

/** True for a text with such an object. */
export function holdsRules(text: string): boolean {
  return (text.includes('PrometheusRule') || text.includes('VMRule')) && ruleObject.test(text);
}

function isRule(item: Json): boolean {
  return (
    isObject(item) &&
    typeof item['expr'] === 'string' &&
    (typeof item['alert'] === 'string' || typeof item['record'] === 'string')
  );
}

/** The paths of all lists of rules in a value, however deep: charts have them under names of their own. */
export function ruleLists(root: Json): readonly Path[] {
  const found: Path[] = [];
  const waiting: { readonly value: Json; readonly path: Path }[] = [{ value: root, path: [] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path } = next;
    if (Array.isArray(value) && value.some(isRule)) found.push(path);
    else if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i--) waiting.push({ value: value[i] as Json, path: [...path, i] });
    } else if (isObject(value)) {
      for (const [key, member] of Object.entries(value).reverse())
        if (typeof member === 'object' && member !== null) waiting.push({ value: member, path: [...path, key] });
    }
  }
  return found;
}

/**
 * `{ promql: { metrics, patterns } }` by the pointer of each expression that speaks of BGP and can be read (see
 * src/lib/promql), and `{ rules: true }` by that of each list of rules.
 */
export function expressionFacts(object: JsonObject): Facts {
  const facts: Record<string, JsonObject> = {};
  for (const list of ruleLists(object)) {
    facts[pointer(list)] = { rules: true };
    for (const [i, item] of itemsAt(object, list).entries()) {
      const expr = isObject(item) ? item['expr'] : undefined;
      if (typeof expr !== 'string' || !bgp.test(expr)) continue;
      const read = readExpression(expr);
      if (read === undefined) continue;
      const metrics = read.metrics.slice(0, mostMetrics).map((metric) => ({
        ...metric,
        under: [...metric.under],
        matchers: metric.matchers.map((one) => ({ ...one })),
      }));
      facts[pointer([...list, i, 'expr'])] = { promql: { metrics, patterns: [...read.patterns] } };
    }
  }
  return facts;
}

function itemsAt(object: JsonObject, path: Path): readonly Json[] {
  const list = path.reduce<Json | undefined>(
    (value, step) => (value as { readonly [step: string | number]: Json } | undefined)?.[step],
    object,
  );
  return Array.isArray(list) ? list : [];
}
