/** The examples of the rules and the programs that are executed, damaged by chance; `npm run world:damage` does the same to handlers of public repositories. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { Language } from '../../src/core/language.ts';
import { languageOf } from '../../src/languages/frontends.ts';
import { examples as initInHandler } from '../../src/rules/startup-time/initInHandler.ts';
import { examples as wholeSdkImport } from '../../src/rules/startup-time/wholeSdkImport.ts';
import { programs } from '../executed/programs.ts';
import { project, workspaceOf } from '../project.ts';
import { damaged } from '../world/damages.ts';
import { damageRunner, type Handler } from '../world/damagedRuns.ts';
import { chanceFrom } from '../world/random.ts';
import { isSyntax, type Source } from '../world/tools/tool.ts';
import { tools } from '../world/tools/tools.ts';

const each = 150;

describe('a damaged handler', () => {
  const handlers = new Map<Language, Handler[]>();
  const edited: { readonly label: string; readonly before: Source; readonly after: Source }[] = [];

  before(async () => {
    const examples = [...initInHandler.bad, ...wholeSdkImport.bad].map((example) => project(example.project));
    for (const { files } of [...examples, ...['javascript', 'python', 'java'].flatMap(programs)]) {
      const { application } = await workspaceOf(files).workspace.review();
      for (const { entry } of application.functions) {
        const language = entry.found ? languageOf(entry.path) : undefined;
        if (!entry.found || !language) continue;
        const { path, symbol } = entry;
        handlers.set(language, [...(handlers.get(language) ?? []), { path, symbol, text: files.get(path) ?? '' }]);
      }
    }
  });

  for (const [index, language] of (['javascript', 'typescript', 'python', 'java'] as const).entries()) {
    it(`in ${language} is reviewed without a crash`, async () => {
      const run = damageRunner();
      const its = handlers.get(language) ?? [];
      const texts = [...handlers.values()].flat().map(({ text }) => text);
      for (let number = 0; number < each; number++) {
        const chance = chanceFrom(number * 4 + index);
        const handler = chance.of(its);
        const { text, how } = damaged(handler.text, language, texts, chance);
        const { crashes, edited: changes } = await run(handler, text);
        assert.deepEqual(crashes, [], `damage ${String(number)} of ${language}: ${how.join(', ')}`);
        for (const { path, by, before: old, after: fresh } of changes)
          edited.push({
            label: `damage ${String(number)} of ${language} (${how.join(', ')}): ${by}`,
            before: { path, text: old },
            after: { path, text: fresh },
          });
      }
    });
  }

  it('still parses after each fix, when it did before', () => {
    assert.ok(edited.length > 100, `only ${String(edited.length)} texts were edited`);
    const broken: string[] = [];
    for (const tool of tools()) {
      const its = edited.filter(({ before: { path } }) => tool.reads(path));
      if ('missing' in tool) continue;
      const said = tool.says(
        '/',
        its.flatMap((it) => [it.before, it.after]),
        false,
      );
      for (const [index, { label }] of its.entries())
        if (!said[index * 2]?.some(isSyntax) && said[index * 2 + 1]?.some(isSyntax)) broken.push(label);
    }
    assert.deepEqual(broken, []);
  });
});
