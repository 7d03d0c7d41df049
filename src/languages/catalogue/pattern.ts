/** Symbols by pattern: `*` stands for one run of characters without `.`, `#` and `/`, and `**` for what stands before them. */

const compiled = new Map<string, RegExp>();

export function matches(pattern: string, symbol: string): boolean {
  if (!pattern.includes('*')) return pattern === symbol;
  let expression = compiled.get(pattern);
  if (!expression) {
    const source = pattern
      .replace(/[.()+?^${}|[\]\\]/g, '\\$&')
      .replace(/\*\*|\*/g, (it) => (it === '*' ? '[^.#/()]*' : '(?:.*\\.)?'));
    expression = new RegExp(`^${source}$`);
    compiled.set(pattern, expression);
  }
  return expression.test(symbol);
}
