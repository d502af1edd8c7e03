/** The shells that `bgplint completion` speaks to. */
export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

export const commandNames = ['map', 'sandbox', 'init', 'rules', 'explain', 'lsp', 'completion', 'help'] as const;
