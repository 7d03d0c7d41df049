/** `name` is a class of the same file when there is no specifier; else the member of what the specifier names, '' for itself. */
export interface ClassReference {
  readonly specifier?: string;
  readonly name: string;
}
