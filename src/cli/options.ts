export const formats = ['pretty', 'json', 'sarif', 'markdown', 'html'] as const;
export type Format = (typeof formats)[number];

export const listFormats = ['pretty', 'json'] as const satisfies readonly Format[];
export type ListFormat = (typeof listFormats)[number];

/** What makes `review` exit with 1: a finding of at least this risk. */
export const gates = ['high', 'medium', 'none'] as const;
export type Gate = (typeof gates)[number];
