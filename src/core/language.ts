export type Language = 'javascript' | 'typescript' | 'python' | 'java';
