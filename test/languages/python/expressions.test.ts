import { describe } from 'mocha';
import { printModule } from '../print.ts';
import { table } from './lowering.ts';

describe('Python expressions', () => {
  table(printModule, [
    {
      title: 'numbers',
      source: 'f(0, 1_000, 0xff, 0b11, 0o17, 1.5e3, .5, 007, 1j)',
      tree: '(call f? 0 1000 255 3 15 1500 0.5 7 undefined)',
    },
    {
      title: 'True, False, None and dots',
      source: 'f(True, False, None, ...)',
      tree: '(call f? true false null undefined)',
    },
    {
      title: 'strings with their value',
      source: `
        f('a', "b", '''c
        d''', r'\\n', '\\n\\x41\\u00e9\\101\\'', b'x', 'a\\
        b')`,
      tree: `(call f? "a" "b" "c\\nd" "\\\\n" "\\nAéA'" "x" "ab")`,
    },
    {
      title: 'neighbouring strings are one',
      source: `
        x = ('a' "b"
             'c')`,
      tree: 'x = "abc"',
    },
    {
      title: 'f-strings are what is in their holes',
      source: "f(f'a{b}c{d.e!r:>{w}}', f'{{}}', 'x' f'{y}', rf'\\d{z}')",
      tree: '(call f? (template b? d?.e w?) "{}" (template y?) (template z?))',
    },
    {
      title: 'members and subscripts',
      source: `
        a.b.c
        a['k'].x
        a[0]
        a[-1]
        a[k]
        a[1:n]
        a[:, 1]
        a[b, c]
        a[None]`,
      tree: `
        a?.b.c
        a?["k"].x
        a?["0"]
        a?["-1"]
        (index a? k?)
        (index a? (slice 1 n?))
        (index a? [(slice) 1])
        (index a? [b? c?])
        (index a? null)`,
    },
    {
      title: 'calls with all kinds of arguments',
      source: `
        f(a, *b, c=d, **e)
        f(x for x in y)
        f()(1)`,
      tree: `
        (call f? a? ...b? c=d? ...e?)
        (call f? (comprehension y? x))
        (call (call f?) 1)`,
    },
    {
      title: 'operators',
      source: `
        a + b + c - d
        -a
        not a
        a is b
        a is not b
        a not in b
        a < b <= c
        a ** b
        a @ b`,
      tree: `
        (- (+ a? b? c?) d?)
        (- a?)
        (not a?)
        (is a? b?)
        (is not a? b?)
        (not in a? b?)
        (< <= a? b? c?)
        (** a? b?)
        (@ a? b?)`,
    },
    {
      title: 'and, or and a condition',
      source: `
        a and b or c
        d if e else f`,
      tree: `
        (|| (&& a? b?) c?)
        (if e? d? f?)`,
    },
    {
      title: 'brackets only group',
      source: `
        ((a)).b
        (a + b) * c
        ()
        (a,)
        (
            a
            .b()
        )`,
      tree: `
        a?.b
        (* (+ a? b?) c?)
        []
        [a?]
        (call a?.b)`,
    },
    {
      title: 'lists, sets and dictionaries',
      source: `
        [1, *a]
        {1, *a}
        {'a': 1, 2: b, c: d, **e}
        {}`,
      tree: `
        [1 (spread a?)]
        [1 (spread a?)]
        {"a": 1, "2": b?, [c?]: d?, ...e?}
        {}`,
    },
    {
      title: 'comprehensions: iterables, conditions, element',
      source: `
        [f(a) for a in b if c for d in a if d]
        {k: v for k, v in e}
        {g async for g in h}
        sum(i for i in j)`,
      tree: `
        (comprehension b? a c? d (call f? a))
        (comprehension e? k v)
        (comprehension h? g)
        (call sum? (comprehension j? i))`,
    },
    {
      title: 'assignment expressions',
      source: 'if (n := f()) and n: pass',
      tree: `
        if (&& (:= n (call f?)) n)
          none`,
    },
    {
      title: 'lambdas',
      source: `
        h = lambda a, *b, c=d, **e: a
        f(key=lambda: 0)
        o.go = lambda x: x`,
      tree: `
        h = function#1
        (call f? key=function#2)
        o?.go = function#3`,
    },
    {
      title: 'modules that are imported by calls',
      source: `
        import importlib
        from importlib import import_module as load
        a = importlib.import_module('x.y')
        b = load('z')
        c = __import__('w')
        d = load(name)`,
      tree: `
        import importlib
        import importlib
        a = (import "x.y")
        b = (import "z")
        c = (import "w")
        d = (call load name?)`,
    },
  ]);
});
