/** A CDK app from all that there is of it: its source where that is read, and what `cdk synth` made of it. */
import { directoryOf, inDirectory } from '../core/paths.ts';
import type { Declarations } from '../core/resource.ts';
import type { Problem, Span } from '../core/span.ts';
import type { Assembly } from './assembly.ts';
import { declarationsOf, mergeDeclarations } from './merge.ts';

export interface SynthesizedApp {
  /** `cdk.json`, else the source file that the app is. */
  readonly path: string;
  /** What CDK runs: `mvn -e -q compile exec:java`. */
  readonly command: string;
  /** The value of `app` in `cdk.json`. */
  readonly at: Span;
  /** Where synth writes to, from the directory of the app; `cdk.out` when nothing is said. */
  readonly output?: string;
}

/**
 * `source` is undefined for an app in a language that is not read.
 * `assembly` is what `readAssembly` gives for `app.path` and `app.output`; as long as nothing that it read changes,
 * it need not be read again.
 */
export function withAssembly(
  app: SynthesizedApp,
  source: Declarations | undefined,
  assembly: Assembly | undefined,
): Declarations {
  if (assembly) return source ? mergeDeclarations(source, assembly) : declarationsOf(assembly);
  const manifest = `${inDirectory(directoryOf(app.path), app.output ?? 'cdk.out')}/manifest.json`;
  if (source) return { ...source, reads: new Set([...source.reads, manifest]) };
  return {
    path: app.path,
    kind: 'cdk',
    resources: [],
    outputs: new Map(),
    problems: [missing(app)],
    reads: new Set([app.path, manifest]),
  };
}

function missing({ path, command, at, output = 'cdk.out' }: SynthesizedApp): Problem {
  const language = foreignLanguage(command);
  const app = language === undefined ? `\`${command}\` is not followed` : `A CDK app in ${language} is not read itself`;
  const directory = directoryOf(path);
  const where = directory === '' ? '' : ` in \`${directory}\``;
  return {
    path,
    at,
    message: `${app}, only what \`cdk synth\` makes of it, and \`${inDirectory(directory, output)}\` is not there. Run \`cdk synth\`${where}, so that its functions are found.`,
  };
}

/** By the tool that the app is built with; undefined for one of a language that is read, and for what cannot be told. */
export function foreignLanguage(command: string): string | undefined {
  if (/(^|[\s/&;])(mvnw?|gradlew?|java|sbt)(\.bat|\.cmd)?(\s|$)/.test(command)) return 'Java';
  if (/(^|[\s/&;])dotnet(\s|$)/.test(command)) return 'C#';
  if (/(^|[\s/&;])go\s+(run|mod|build)(\s|$)/.test(command)) return 'Go';
  return undefined;
}
