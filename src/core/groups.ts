/** Lists by a key. */

/** Adds to the list of a key, in place, so that a long one is not copied for each. */
export function addTo<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
