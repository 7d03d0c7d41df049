/** Dockerfiles: what they copy of the project, and the command of the image that they make. */
import { fileNameOf, join } from '../core/paths.ts';

export interface Dockerfile {
  /** The later ones first. */
  readonly copies: readonly Copy[];
  /** `app.handler` of `CMD ["app.handler"]`; undefined for commands of more words. */
  readonly command: string | undefined;
  /** The directory in which the command is run. */
  readonly directory: string;
}

export interface Copy {
  /** Relative to the directory that the image is built from. */
  readonly from: string;
  /** In the image. */
  readonly to: string;
  /** Whether it is surely a directory. */
  readonly isDirectory: boolean;
}

/** Where images of Lambda have their code. */
const taskRoot = '/var/task';

/** What is copied from another stage is left out: a copy of that stage has brought it there. */
export function parseDockerfile(text: string): Dockerfile {
  const copies: Copy[] = [];
  const variables = new Map([['LAMBDA_TASK_ROOT', taskRoot]]);
  const stages = new Map<string, string>();
  let [stage, directory]: [string | undefined, string] = [undefined, '/'];
  let command: string | undefined;
  for (const line of text.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    const [, name = '', written = ''] = /^\s*(\w+)\s+(.*?)\s*$/.exec(line) ?? [];
    const rest = written.replaceAll(/\$(?:\{(\w+)\}|(\w+))/g, (all, braced?: string, plain?: string) => {
      return variables.get(braced ?? plain ?? '') ?? all;
    });
    const parts = rest.startsWith('[')
      ? [...rest.matchAll(/"([^"]*)"/g)].map(([, part]) => part ?? '')
      : rest.split(/\s+/);
    const words = parts.filter((part) => !part.startsWith('--'));
    switch (name.toUpperCase()) {
      case 'FROM': {
        const [image = '', , alias] = words;
        directory = stages.get(image) ?? (/(^|\/)lambda\//.test(image) ? taskRoot : '/');
        stage = alias;
        command = undefined;
        break;
      }
      case 'ARG':
      case 'ENV': {
        const [, key, value] = /^(\w+)[=\s]\s*"?([^"\s]+)"?$/.exec(rest) ?? [];
        if (key !== undefined && value !== undefined) variables.set(key, value);
        break;
      }
      case 'WORKDIR':
        directory = inImage(directory, rest);
        break;
      case 'CMD':
        command = words.length === 1 ? words[0]?.replace(/^'(.*)'$/, '$1') : undefined;
        break;
      case 'COPY':
      case 'ADD': {
        const to = words.pop();
        if (to === undefined || parts.some((part) => part.startsWith('--from') || part.includes('$'))) break;
        const isDirectory = words.length > 1 || /(^|\/)\.?$/.test(to);
        for (const from of words) copies.unshift({ from, to: inImage(directory, to), isDirectory });
      }
    }
    if (stage !== undefined) stages.set(stage, directory);
  }
  return { copies, command, directory };
}

/** The files of the project that may be this one of the image, the likelier ones first; relative to where it is built from. */
export const sourcesIn = ({ copies }: Dockerfile, target: string): readonly string[] =>
  copies.flatMap(({ from, to, isDirectory }) => {
    if (target === to) return isDirectory ? [] : [from];
    const below = to === '/' ? '/' : `${to}/`;
    if (!target.startsWith(below)) return [];
    const rest = target.slice(below.length);
    const name = fileNameOf(from);
    const directory = from.slice(0, from.lastIndexOf('/') + 1);
    if (name.includes('*')) return rest.includes('/') ? [] : [directory + rest];
    return [...(name === rest ? [from] : []), `${from}/${rest}`];
  });

const inImage = (directory: string, path: string): string =>
  `/${join('', path.startsWith('/') ? path : `${directory}/${path}`) ?? ''}`;

/** Files of the image in which a handler string may lie: `app.handler` → `app.py`. */
export function filesOfHandler(directory: string, handler: string): readonly string[] {
  const [, module = ''] = /^(.+)\.\w+$/.exec(handler) ?? [];
  if (module === '') return [];
  const python = [`${module.replaceAll('.', '/')}.py`, `${module.replaceAll('.', '/')}/__init__.py`];
  const javascript = ['.ts', '.mts', '.js', '.mjs', '.cjs'].map((ending) => module + ending);
  return [...python, ...javascript].map((name) => inImage(directory, name));
}
