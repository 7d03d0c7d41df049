/** Names that Python knows without an import. */
export const isBuiltin = (name: string): boolean =>
  /^(__\w+__|[A-Z]\w*(Error|Exception|Warning)|None|True|False|abs|all|any|bool|bytes|callable|chr|dict|dir|enumerate|eval|exec|filter|float|format|getattr|globals|hasattr|hash|id|input|int|isinstance|issubclass|iter|len|list|locals|map|max|min|next|object|open|ord|pow|print|property|range|repr|reversed|round|set|setattr|slice|sorted|str|sum|super|tuple|type|vars|zip)$/.test(
    name,
  );
