/** Documents of texts. */
import { defaultLimits } from '../../src/lib/limits.ts';
import type { Document } from '../../src/model/document.ts';
import { parseJson, parseYaml } from '../../src/parse/index.ts';

/** All documents of a text; a name that ends in `.json` is read as JSON. */
export function documents(text: string, file = 'a.yaml'): readonly Document[] {
  const parse = file.endsWith('.json') ? parseJson : parseYaml;
  const { documents: found, problems } = parse({ file, text }, { limits: defaultLimits, wants: () => true });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return found;
}

/** The one document of a text. */
export function document(text: string, file?: string): Document {
  const [first, ...more] = documents(text, file);
  if (first === undefined || more.length > 0) throw new Error('the text must hold one document');
  return first;
}
