/** The page: a text, and what is found in it. */
import { Connection } from './connection.ts';

const text = document.getElementById('text') as HTMLTextAreaElement;
const list = document.getElementById('findings') as HTMLElement;
const told = document.getElementById('told') as HTMLElement;

const checker = Connection.open();

async function check(): Promise<void> {
  const answer = await checker.ask('check', { files: [{ name: 'untitled.yaml', text: text.value }] });
  if (answer === undefined) return;
  list.replaceChildren();
  for (const { level, rule, message } of answer.findings) {
    const item = document.createElement('li');
    item.textContent = `${level} ${rule}: ${message}`;
    list.append(item);
  }
  told.textContent = answer.findings.length === 1 ? '1 finding' : `${answer.findings.length} findings`;
}

text.addEventListener('input', check);
checker.ready.then(check, (error: Error) => {
  told.textContent = error.message;
});
