/**
 * A message that is text and nothing else. VS Code makes links of `[…](command:…)` in its messages, and whoever follows one runs a
 * command of the editor (microsoft/vscode, parseLinkedText): a stranger's text may hold one.
 */
export function plain(message: string): string {
  return message.replaceAll('](', '] (');
}
