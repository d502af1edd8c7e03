/**
 * The Markdown of src/editor as elements: paragraphs, rules, blocks of code, lists, and in a line code, strong text and links.
 * Anything else is text; what strangers wrote is only code there.
 */
import { make, outside, shownLines } from './dom.ts';

/** A longer text is cut: characters. */
const longest = 20_000;

/** The elements of a text. */
export function markdown(text: string): DocumentFragment {
  const made = document.createDocumentFragment();
  const lines = text.slice(0, longest).split('\n');
  let paragraph: string[] = [];
  const end = () => {
    if (paragraph.length > 0) made.append(blockOf(paragraph));
    paragraph = [];
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const fence = /^(`{3,})[\w-]*$/.exec(line)?.[1];
    if (fence !== undefined) {
      end();
      const last = lines.indexOf(fence, i + 1);
      const code = lines.slice(i + 1, last < 0 ? lines.length : last);
      made.append(make('pre', {}, shownLines(code.join('\n'))));
      i = last < 0 ? lines.length : last;
    } else if (line.trim() === '' || line === '---') {
      end();
      if (line === '---') made.append(make('hr', {}));
    } else paragraph.push(line);
  }
  end();
  return made;
}

function blockOf(lines: readonly string[]): HTMLElement {
  const items = lines.map((line) => /^[-*] (.*)$/.exec(line)?.[1]);
  if (items.every((item) => item !== undefined))
    return make(
      'ul',
      { class: 'dots' },
      items.map((item) => make('li', {}, inline(item))),
    );
  return make('p', {}, inline(lines.join(' ')));
}

/** Code before all else: nothing in it is markup. */
const parts = /(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)|\*\*([^*]+)\*\*|\[([^\]]+)\]\((https:\/\/[^\s)]+)\)/g;

function inline(text: string): DocumentFragment {
  const made = document.createDocumentFragment();
  let done = 0;
  for (const { 0: all, 2: code, 3: strong, 4: title, 5: address, index } of text.matchAll(parts)) {
    made.append(text.slice(done, index));
    done = index + all.length;
    if (code !== undefined)
      made.append(make('code', {}, shownLines(/^ [\s\S]* $/.test(code) ? code.slice(1, -1) : code)));
    else if (strong !== undefined) made.append(make('strong', {}, inline(strong)));
    else made.append((address !== undefined && outside(address, title ?? address)) || all);
  }
  made.append(text.slice(done));
  return made;
}
