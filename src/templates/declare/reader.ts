/** Every template of a workspace, read again only where something changed that it was read from. */
import type { Declarations } from '../../core/resource.ts';
import type { Parsed } from '../node.ts';
import { isTemplate, parseTemplate } from '../template.ts';
import { declareTemplate, nestedIn } from './application.ts';

export interface TemplateReader {
  /** Whether a file is a template; its text is read once, until it is forgotten. */
  readonly isTemplate: (path: string) => boolean;
  /** Of these templates, those that no other one nests. */
  readonly roots: (templates: readonly string[]) => readonly string[];
  /** The same object for as long as nothing is forgotten that it was read from. */
  readonly declare: (root: string) => Declarations;
  /** What changed, came or went. */
  readonly forget: (path: string) => void;
  readonly forgetAll: () => void;
}

interface Read {
  readonly isTemplate: boolean;
  readonly nested: readonly string[];
}

/** `text` gives a file's text as the present review sees it. */
export function templateReader(text: (path: string) => string | undefined): TemplateReader {
  const files = new Map<string, Read>();
  /** Until it is known what they declare: all trees of a workspace would take more room than what is made of them. */
  const trees = new Map<string, Parsed>();
  const declared = new Map<string, Declarations>();
  /** By what they were read from. */
  const readers = new Map<string, Set<string>>();

  function readOf(path: string): Read {
    const before = files.get(path);
    if (before) return before;
    const its = text(path);
    const is = its !== undefined && isTemplate(path, its);
    const parsed = is ? parseTemplate(its) : undefined;
    if (parsed) trees.set(path, parsed);
    const read = { isTemplate: is, nested: nestedIn(path, parsed?.root) };
    files.set(path, read);
    return read;
  }

  /** What is included is not a template by itself. */
  function parse(path: string): Parsed | undefined {
    readOf(path);
    const before = trees.get(path);
    if (before) return before;
    const its = text(path);
    return its === undefined ? undefined : parseTemplate(its);
  }

  return {
    isTemplate: (path) => readOf(path).isTemplate,
    roots: (templates) => {
      const nested = new Set<string>();
      for (const path of templates) for (const inner of readOf(path).nested) if (inner !== path) nested.add(inner);
      const roots = templates.filter((path) => !nested.has(path));
      const reached = new Set<string>();
      const reach = (path: string): void => {
        if (reached.has(path)) return;
        reached.add(path);
        for (const inner of readOf(path).nested) reach(inner);
      };
      roots.forEach(reach);
      // Templates that nest one another in a circle have no root; the first of them stands for it.
      for (const path of templates) {
        if (reached.has(path)) continue;
        roots.push(path);
        reach(path);
      }
      return roots;
    },
    declare: (root) => {
      const before = declared.get(root);
      if (before) return before;
      const declarations = declareTemplate(root, { text, parse });
      declared.set(root, declarations);
      for (const path of declarations.reads) {
        trees.delete(path);
        const its = readers.get(path);
        if (its) its.add(root);
        else readers.set(path, new Set([root]));
      }
      return declarations;
    },
    forget: (path) => {
      files.delete(path);
      trees.delete(path);
      for (const root of readers.get(path) ?? []) declared.delete(root);
      readers.delete(path);
      declared.delete(path);
    },
    forgetAll: () => {
      for (const map of [files, trees, declared, readers]) map.clear();
    },
  };
}
