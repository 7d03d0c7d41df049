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

/**
 * Finds the first item whose pattern the symbol matches, and that is wanted.
 * Each call of a project is asked about, and most are in no list at all, so that not every pattern is looked at.
 */
export function firstMatching<Item>(
  items: readonly Item[],
  patternOf: (item: Item) => string,
): (symbol: string, isWanted?: (item: Item) => boolean) => Item | undefined {
  const plain = new Map<string, Placed<Item>[]>();
  const starred: (Placed<Item> & { readonly pattern: string; readonly start: string })[] = [];
  for (const [place, item] of items.entries()) {
    const pattern = patternOf(item);
    const star = pattern.indexOf('*');
    if (star >= 0) {
      starred.push({ place, item, pattern, start: pattern.slice(0, star) });
      continue;
    }
    const alike = plain.get(pattern);
    if (alike) alike.push({ place, item });
    else plain.set(pattern, [{ place, item }]);
  }
  return (symbol, isWanted = () => true) => {
    const named = plain.get(symbol)?.find(({ item }) => isWanted(item));
    for (const { place, item, pattern, start } of starred) {
      if (named && place > named.place) break;
      if (symbol.startsWith(start) && matches(pattern, symbol) && isWanted(item)) return item;
    }
    return named?.item;
  };
}

interface Placed<Item> {
  readonly place: number;
  readonly item: Item;
}
