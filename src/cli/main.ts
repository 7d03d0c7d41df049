/** `serverless-lens`: reads the command line, runs one command, and turns its result into an exit code. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { explain, ruleList } from './explain.ts';
import { fix } from './fix.ts';
import { functions } from './functions.ts';
import { CannotWork, knownRule } from './failure.ts';
import { setUpV8 } from '../node/v8.ts';
import { whyNotWritten } from '../node/write.ts';
import { review } from './review.ts';
import { formats, gates, listFormats, type Format, type Gate, type ListFormat } from './options.ts';

setUpV8({ percent: 50, budget: 600_000 });
void main();

async function main(): Promise<void> {
  // `serverless-lens review | head` closes the pipe early; that is the reader's right.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    process.stderr.write(`serverless-lens: The output ${whyNotWritten(error)}\n`);
    process.exit(2);
  });
  try {
    const command = program();
    if (process.argv.length > 2) await command.parseAsync(process.argv);
    else throw helpless(command);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

/** 0: nothing at or above the threshold. 1: findings. 2: the command could not do its work, told in one line. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const message =
    error instanceof CannotWork
      ? error.message
      : `This should not have happened: ${String(error instanceof Error ? error.stack : error)}`;
  process.stderr.write(`serverless-lens: ${message}\n`);
  return 2;
}

/** Who asks for nothing gets the help, and a script that forgot its arguments an exit code. */
function helpless(command: Command): CannotWork {
  process.stdout.write(command.helpInformation());
  return new CannotWork('Say what to do: review, functions, fix or explain.');
}

function program(): Command {
  const command = new Command('serverless-lens')
    .description('Reviews AWS Lambda projects against question PERF 1 of the AWS Well-Architected Serverless Lens.')
    .version(process.env['SERVERLESS_LENS_VERSION'] ?? '0.0.0')
    .exitOverride()
    .configureOutput({
      outputError: (text, write) =>
        write(
          `serverless-lens: ${text
            .replace(/^error: /, '')
            .trim()
            .replaceAll(/\s*\n/g, ' ')}\n`,
        ),
    });

  command
    .command('review')
    .description('find what PERF 1 warns of, and say how far the review is')
    .argument('[DIR]', 'the project', '.')
    .addOption(new Option('--format <format>', 'how to write the result').choices(formats).default('pretty'))
    .option('--output <file>', 'write it to a file')
    .option('--rule <id>', 'only this rule; may be given more than once', collectRules, [])
    .addOption(
      new Option('--fail-on <risk>', 'exit with 1 when a finding has at least this risk')
        .choices(gates)
        .default('medium'),
    )
    .action(
      async (
        directory: string,
        options: { format: Format; output?: string; rule: readonly string[]; failOn: Gate },
      ) => {
        process.exitCode = await review(directory, options);
      },
    );

  command
    .command('functions')
    .description('list the functions, by application, with their settings and their code')
    .argument('[DIR]', 'the project', '.')
    .addOption(new Option('--format <format>', 'how to write the list').choices(listFormats).default('pretty'))
    .option('--output <file>', 'write it to a file')
    .action(async (directory: string, options: { format: ListFormat; output?: string }) => {
      process.exitCode = await functions(directory, options);
    });

  command
    .command('fix')
    .description('apply the fixes that are safe')
    .argument('[DIR]', 'the project', '.')
    .addOption(
      new Option('--include <applicability>', 'also apply those that a person should look at').choices(['suggested']),
    )
    .option('--rule <id>', 'only this rule; may be given more than once', collectRules, [])
    .option('--dry-run', 'print a unified diff and write nothing', false)
    .action(async (directory: string, options: { include?: 'suggested'; rule: readonly string[]; dryRun: boolean }) => {
      process.exitCode = await fix(directory, options);
    });

  command
    .command('explain')
    .description('say what a rule looks for, why, and what its fix does')
    .argument('[RULE]', 'the id of a rule, such as startup-time/init-in-handler; without it, the rules are listed')
    .action((id?: string) => {
      process.stdout.write(id === undefined ? ruleList() : explain(knownRule(id)));
    });
  return command;
}

function collectRules(id: string, previous: readonly string[]): readonly string[] {
  try {
    return [...previous, knownRule(id).id];
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
