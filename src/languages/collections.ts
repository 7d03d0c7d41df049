/** Methods that put what they are given into the list, set or map that they are called on, in any language. */
export const filling: readonly string[] =
  'append extend insert update add addAll addFirst addLast push unshift set setdefault put putAll putIfAbsent'.split(
    ' ',
  );
