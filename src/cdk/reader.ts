/** Every CDK app of a workspace, read again only where something changed that it was read from. */
import type { Declarations } from '../core/resource.ts';
import type { Tree } from '../languages/tree.ts';
import { cdkApps, declareApp, roleOf, type CdkApp, type DeclareContext } from './app.ts';
import type { SynthesizedApp } from './withAssembly.ts';

export interface CdkFiles extends DeclareContext {
  /** Every file of the workspace. */
  readonly paths: readonly string[];
}

export interface ReadApp {
  readonly app: SynthesizedApp;
  /** Undefined for an app whose source is not read: one in another language, or one whose command leads nowhere. */
  readonly source: Declarations | undefined;
}

interface Before {
  readonly app: CdkApp;
  readonly declarations: Declarations;
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly found: ReadonlyMap<string, boolean>;
}

interface KeptTree {
  readonly text: string | undefined;
  readonly tree: Tree | undefined;
}

const keyOf = ({ kind, path, entry }: CdkApp): string => `${kind} ${path} ${entry}`;

/** Gives undefined for work that failed; `what` names it in the log. */
export type Contained = <T>(what: string, work: () => T) => T | undefined;

/** The reader gives the same `Declarations` object for as long as no file that it was read from, or looked for, changes. */
export function createCdkReader(contained: Contained = (_, work) => work()): (files: CdkFiles) => readonly ReadApp[] {
  const before = new Map<string, Before>();
  const roles = new Map<string, { readonly text: string; readonly role: CdkApp['kind'] | undefined }>();

  const role: typeof roleOf = (text, path) => {
    const known = roles.get(path);
    if (known?.text === text) return known.role;
    const found = roleOf(text, path);
    roles.set(path, { text, role: found });
    return found;
  };

  /** Trees take much room, so those of one app alone are kept: of the one that is being worked on. */
  let worked: { readonly key: string; readonly trees: Map<string, KeptTree> } | undefined;

  /** An app that cannot be followed at all takes no other one with it. */
  const sourceOf = (app: CdkApp, files: CdkFiles) => contained(app.path, () => declarationsOf(app, files));

  function declarationsOf(app: CdkApp, files: CdkFiles): Declarations {
    const key = keyOf(app);
    const known = before.get(key);
    if (known && isSame(known, app, files)) return known.declarations;
    if (known && worked?.key !== key) worked = { key, trees: new Map() };
    const trees = known ? worked?.trees : undefined;
    const texts = new Map<string, string | undefined>();
    const found = new Map<string, boolean>();
    const read = (path: string): string | undefined => {
      const text = files.read(path);
      texts.set(path, text);
      return text;
    };
    const declarations = declareApp(app, {
      ...files,
      read,
      tree: (path) => {
        const text = read(path);
        const kept = trees?.get(path);
        if (kept && kept.text === text) return kept.tree;
        const tree = files.tree(path);
        trees?.set(path, { text, tree });
        return tree;
      },
      exists: (path) => {
        const exists = files.exists(path);
        found.set(path, exists);
        return exists;
      },
    });
    before.set(key, { app, declarations, texts, found });
    return declarations;
  }

  return (files) => {
    const { apps, foreign, stacks } = cdkApps(files.paths, files, role);
    const read = apps.map((app) => ({ app, source: sourceOf(app, files) }));
    const reached = new Set(read.flatMap(({ source }) => [...(source?.reads ?? [])]));
    const left = stacks.filter(({ entry }) => !reached.has(entry));
    const made = left.flatMap((app) => {
      const source = sourceOf(app, files);
      return source ? [{ app, source }] : [];
    });
    // One file of examples may make the constructs of another one; of two that make each other's, the first does.
    const isMadeBy = (app: CdkApp, other: (typeof made)[number], own: Declarations): boolean =>
      other.app !== app &&
      other.source.reads.has(app.path) &&
      !(own.reads.has(other.app.path) && app.path < other.app.path);
    const alone = made.filter(({ app, source }) => !made.some((other) => isMadeBy(app, other, source)));
    const kept = new Set([...read, ...made].map(({ app }) => keyOf(app)));
    for (const key of before.keys()) if (!kept.has(key)) before.delete(key);
    return [
      ...read,
      ...alone.filter(({ source }) => source.resources.length > 0),
      ...foreign.map((app) => ({ app, source: undefined })),
    ];
  };
}

function isSame({ app: old, texts, found }: Before, app: CdkApp, files: CdkFiles): boolean {
  if (old.command !== app.command || old.output !== app.output || old.at.start !== app.at.start) return false;
  for (const [path, text] of texts) if (files.read(path) !== text) return false;
  for (const [path, exists] of found) if (files.exists(path) !== exists) return false;
  return true;
}
