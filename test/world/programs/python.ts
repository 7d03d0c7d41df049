/** Handlers of Python by chance, with what makes code hard to move. */
import { chanceFrom } from '../random.ts';
import { pythonExpressions } from './pythonExpressions.ts';
import { pythonStatements } from './pythonStatements.ts';
import { names, Scribe, styleBy, type Kind } from './scribe.ts';

const library = `current = "none"
made = 0
NAME = "library"
ITEMS = ["x", "y"]
SETTINGS = {"region": "eu"}


def next_one():
    global made
    made += 1
    return made


def note(it):
    global current
    current = str(it)
    return current


def fill(it):
    if isinstance(it, list):
        it.append(next_one())
    elif isinstance(it, dict):
        it["filled"] = next_one()
    return it


def pure(it):
    return f"{it}!"


class Box:
    shared = []

    def __init__(self, it):
        self.it = it
        self.count = 0

    @property
    def next(self):
        self.count += 1
        return self.count
`;

const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Load:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: . }
`;

export function pythonProgram(seed: number): ReadonlyMap<string, string> {
  const chance = chanceFrom(seed);
  const scribe = new Scribe(chance, styleBy(chance, ['    ', '    ', '  ', '\t']));
  writer(scribe).module();
  return new Map([
    ['template.yaml', template],
    ['app.py', scribe.text()],
    ['lib.py', library],
  ]);
}

function writer(scribe: Scribe) {
  const { chance } = scribe;
  const say = pythonExpressions(scribe);
  const place = { inMethod: false };
  const { body } = pythonStatements(scribe, say, place);
  return { module };

  function module(): void {
    if (scribe.maybe(0.2)) scribe.line('"""Loads orders."""');
    scribe.line(
      'import os, json, re',
      'import time',
      'import random',
      'import boto3',
      'from botocore.config import Config',
    );
    scribe.line('import lib', 'from lib import NAME, ITEMS, note, fill, pure, next_one, Box');
    if (scribe.maybe(0.4)) scribe.line('', 'loaded = time.time()');
    scribe.line('');
    for (let n = chance.below(4); n > 0; n--) moduleVariable();
    if (scribe.maybe(0.3)) helper();
    handler();
    if (scribe.maybe(0.25)) helper();
  }

  function moduleVariable(): void {
    const name = scribe.fresh([...names, 'STAGE', 'BASE']);
    const put = (kind: Kind, value: string, open = true): void => {
      scribe.line(`${name} = ${value}`);
      scribe.declare(name, kind, open);
    };
    scribe.one(
      () => put('text', say.text(1, true)),
      () => put('number', '0'),
      () => put('list', say.list(1, true)),
      () => put('map', say.map(1, true)),
      () => put('client', 'boto3.client("s3")'),
      () => put('function', `lambda it: ${say.text(1, true)} + str(it)`),
    );
  }

  function helper(): void {
    const name = scribe.fresh(['compute', 'load', 'render']);
    scribe.line('', '');
    if (scribe.maybe(0.15)) scribe.line('@staticmethod');
    scribe.line(`def ${name}(it${scribe.maybe(0.3) ? `=${say.text(1, true)}` : ''}):`);
    scribe.outside(() =>
      scribe.withinFunction(() => {
        body(1 + chance.below(3));
        scribe.line(`return ${say.any(1)}`);
      }, [{ name: 'it', kind: 'text', open: true }]),
    );
    scribe.declare(name, 'function');
  }

  function handler(): void {
    scribe.line('', '');
    const form = chance.below(5);
    if (form === 4) {
      scribe.line('class Handler:');
      scribe.inset(() => {
        scribe.line('prefix = "p"', 'seen = []', '');
        place.inMethod = true;
        scribe.line('def handle(self, event, context):');
        inside();
        place.inMethod = false;
      });
      scribe.line('', '', 'instance = Handler()', '', '', 'def handler(event, context):');
      scribe.inset(() => scribe.line('return instance.handle(event, context)'));
      return;
    }
    if (form === 3) {
      scribe.line('import asyncio', '', '', 'async def handle(event, context):');
      inside();
      scribe.line('', '', 'def handler(event, context):');
      scribe.inset(() => scribe.line('return asyncio.run(handle(event, context))'));
      return;
    }
    if (form === 2) {
      scribe.line('def counted(fn):');
      scribe.inset(() => {
        scribe.line('def inner(event, context):');
        scribe.inset(() => scribe.line('result = fn(event, context)', 'note(result)', 'if isinstance(result, dict):'));
        scribe.inset(() => scribe.inset(() => scribe.line('result["seen"] = next_one()')));
        scribe.inset(() => scribe.line('return result'));
        scribe.line('return inner');
      });
      scribe.line('', '', '@counted');
    }
    if (scribe.maybe(0.2)) scribe.line('# Handles an order.');
    const types = scribe.maybe(0.2);
    scribe.line(types ? 'def handler(event: dict, context) -> dict:' : 'def handler(event, context):');
    inside();
  }

  function inside(): void {
    scribe.withinFunction(() => {
      if (scribe.maybe(0.2)) scribe.line('"""Handles an order."""');
      globals();
      body(3 + chance.below(8));
      result();
    });
  }

  function globals(): void {
    if (!scribe.maybe(0.15)) return;
    const name = scribe.seen('number') ?? scribe.seen('text');
    if (name === undefined) return;
    scribe.line(`global ${name}`);
    scribe.declare(name, scribe.seen('number') === name ? 'number' : 'text', true);
  }

  function result(): void {
    const parts = scribe
      .own()
      .flatMap(({ name, kind }) => (scribe.maybe(0.75) ? [`"${name}": ${shown(name, kind)}`] : []));
    scribe.line(`return {${[...parts, `"last": ${say.any(1)}`].join(', ')}}`);
  }

  function shown(name: string, kind: Kind): string {
    switch (kind) {
      case 'list':
        return scribe.one(
          () => `len(${name})`,
          () => name,
          () => `list(${name})`,
          () => `json.dumps(${name})`,
          () => `str(${name})`,
        );
      case 'map':
        return scribe.one(
          () => `json.dumps(${name})`,
          () => `sorted(${name})`,
          () => name,
          () => `dict(${name})`,
          () => `${name}.get("k")`,
        );
      case 'set':
        return scribe.one(
          () => `len(${name})`,
          () => `sorted(${name})`,
          () => `"a" in ${name}`,
        );
      case 'function':
        return `${name}("1")`;
      case 'client':
        return `${name}.get_object(Key=${say.text(1)})`;
      case 'pattern':
        return `${name}.sub("x", "ab")`;
      case 'session':
        return `type(${name}).__name__`;
      default:
        return name;
    }
  }
}
