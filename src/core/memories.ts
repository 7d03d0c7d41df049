/** The name under which a module's variables tell what a function of it remembers, where others have it forget that. */
export const memoryOf = (fn: string): string => `${fn}()`;
