/** Python: CPython compiles, pyflakes looks names up. */
import { spawnSync } from 'node:child_process';
import type { FoundTool, Source, Tool } from './tool.ts';

const program = `
import ast, json, re, sys, warnings
warnings.simplefilter('ignore')
sys.setrecursionlimit(20000)
request = json.load(sys.stdin)
if request['names']:
    from pyflakes import checker, messages
def says(path, text):
    try:
        tree = compile(text, path, 'exec', ast.PyCF_ONLY_AST)
    except (SyntaxError, ValueError) as error:
        return ['syntax: ' + str(getattr(error, 'msg', error))]
    except (RecursionError, MemoryError):
        return ['syntax: it is nested too deeply']
    found = []
    try:
        compile(text, path, 'exec', dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        found.append('syntax: ' + str(getattr(error, 'msg', error)))
    except (RecursionError, MemoryError):
        pass
    if request['names']:
        for message in checker.Checker(tree, filename=path).messages:
            # What a value was replaced in may be left over.
            if isinstance(message, messages.UnusedVariable): continue
            # Where a name was bound before is a line, which an edit moves.
            sentence = message.message % tuple(message.message_args)
            found.append(re.sub(r' (from|on) line \\d+', '', sentence))
    return found
json.dump([says(*source) for source in request['sources']], sys.stdout)
`;

export function findPython(): FoundTool {
  const reads = (path: string): boolean => path.endsWith('.py');
  const version = spawnSync('python3', ['-c', 'import sys; print(sys.version.split()[0])'], { encoding: 'utf8' });
  if (version.status !== 0) return { name: 'CPython', reads, missing: 'there is no python3' };
  const flakes = spawnSync('python3', ['-m', 'pyflakes', '--version'], { encoding: 'utf8' });
  const hasFlakes = flakes.status === 0;
  const name = hasFlakes
    ? `CPython ${version.stdout.trim()} and pyflakes ${flakes.stdout.split(' ')[0] ?? ''}`
    : `CPython ${version.stdout.trim()}; names in Python are not looked up: there is no pyflakes`;
  return { name, reads, names: hasFlakes, says: (_, sources, names) => says(sources, names && hasFlakes) };
}

function says(sources: readonly Source[], names: boolean): ReturnType<Tool['says']> {
  if (sources.length === 0) return [];
  const input = JSON.stringify({ names, sources: sources.map(({ path, text }) => [path, text]) });
  const { status, stdout, stderr } = spawnSync('python3', ['-c', program], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`python3 failed: ${stderr.slice(-2000)}`);
  return JSON.parse(stdout) as string[][];
}
