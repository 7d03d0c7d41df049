import { describe } from 'mocha';
import { printFunctions, printModule, printRanges } from '../print.ts';
import { table } from './lowering.ts';

describe('Python statements', () => {
  table(printModule, [
    {
      title: 'an assignment',
      source: 'x = f()',
      tree: 'x = (call f?)',
    },
    {
      title: 'several targets of one value',
      source: 'a = b.c = d[0] = f()',
      tree: 'a = b?.c = d?["0"] = (call f?)',
    },
    {
      title: 'a pattern with a rest',
      source: 'a, (b, *c) = f()',
      tree: '[a [b c]] = (call f?)',
    },
    {
      title: 'a member of what the function called `type` gives',
      source: `
        type(a).b = f()
        type C = int`,
      tree: `
        (call type? a?).b = (call f?)
        none`,
    },
    {
      title: 'an annotation, with and without a value',
      source: `
        client: S3Client = f()
        name: str`,
      tree: `
        client <: S3Client> = (call f?)
        name <: str>`,
    },
    {
      title: 'an augmented assignment',
      source: `
        total = 0
        total += 1`,
      tree: `
        total = 0
        total += 1`,
    },
    {
      title: 'a tuple without brackets',
      source: `
        f(), g()
        x = 1,
        y,`,
      tree: `
        [(call f?) (call g?)]
        x = [1]
        [y?]`,
    },
    {
      title: 'an if with elif and else',
      source: `
        if a: f()
        elif b:
            g()
        else:
            h()`,
      tree: `
        if a?
          (call f?)
        else
          if b?
            (call g?)
          else
            (call h?)`,
    },
    {
      title: 'loops with else',
      source: `
        for a, b.c in items():
            f(a)
        else:
            g()
        while x():
            break
        else:
            continue`,
      tree: `
        loop (call items?) b?.c
          (call f? a)
        else
          (call g?)
        loop (call x?)
          none
        else
          none`,
    },
    {
      title: 'try with all its parts',
      source: `
        try:
            a()
        except (KeyError, x.Error) as e:
            b(e)
        except* OSError:
            pass
        else:
            c()
        finally:
            d()`,
      tree: `
        try
          (call a?)
        catch
          (call b? e)
        catch
          none
        else
          (call c?)
        finally
          (call d?)`,
    },
    {
      title: 'with, one and several, in brackets and not',
      source: `
        with open('a') as a, b as (c, d):
            f(a)
        with (e() as g, h):
            pass
        with i(): j()`,
      tree: `
        with (call open? "a") as a, b? as [c d]
          (call f? a)
        with (call e?) as g, h?
          none
        with (call i?)
          (call j?)`,
    },
    {
      title: 'match with values, captures and guards',
      source: `
        match f(a):
            case 1 | 'b':
                x()
            case Point(0, y=b) if b:
                y()
            case Color.RED as c:
                pass
            case [d, *e]:
                pass
            case {'k': g, **rest}:
                pass
            case _:
                pass`,
      tree: `
        switch (call f? a?) tests [1 "b" Point? 0 b Color?.RED "k"]
        case
          (call x?)
        case
          (call y?)
        case
          none
        case
          none
        case
          none
        case
          none`,
    },
    {
      title: 'raise, assert and del',
      source: `
        raise
        raise A() from b
        assert a, 'no'
        del a, b[0], c.d`,
      tree: `
        throw
        throw (from (call A?) b?)
        other [a "no"]
        other [a b?["0"] c?.d]`,
    },
    {
      title: 'what declares nothing that runs',
      source: `
        pass
        global x
        type A = int`,
      tree: `
        none
        none
        none`,
    },
    {
      title: 'a docstring is an expression',
      source: `
        '''Doc.'''
        x = 1`,
      tree: `
        "Doc."
        x = 1`,
    },
    {
      title: 'imports are statements',
      source: `
        import os, sys
        from a import b`,
      tree: `
        import os
        import a`,
    },
    {
      title: 'print and exec as they were in Python 2',
      source: `
        print 'a', b
        print >>f, c
        exec 'x'`,
      tree: `
        other ["a" b?]
        other [(unknown f?) c?]
        other ["x"]`,
    },
  ]);
});

describe('Python statements in functions', () => {
  table(printFunctions, [
    {
      title: 'async with and async for',
      source: `
        async def f():
            async with a() as b:
                pass
            async for c in d:
                await c`,
      tree: `
        function 0 ()
          function 1
        function 1 f () async in 0 at \`f\`
          with (call a?) as b@1
            none
          loop d?
            (await c@1)`,
    },
    {
      title: 'return with and without a value',
      source: `
        def f():
            return
        def g():
            return a, b
        def h(): return 1; f()`,
      tree: `
        function 0 ()
          function 1
          function 2
          function 3
        function 1 f () in 0 at \`f\`
          return
        function 2 g () in 0 at \`g\`
          return [a? b?]
        function 3 h () in 0 at \`h\`
          return 1
          (call f)`,
    },
    {
      title: 'await and yield',
      source: `
        async def f():
            await g()
            x = yield 1, 2
            yield from x
            yield`,
      tree: `
        function 0 ()
          function 1
        function 1 f () async generator in 0 at \`f\`
          (await (call g?))
          x@1 = (yield [1 2])
          (yield x@1)
          (yield)`,
    },
    {
      title: 'super is one',
      source: `
        class A(B):
            def f(self):
                super().f()
                super(A, self).g`,
      tree: `
        function 0 ()
          class A
        function 1 f () self:self in 0 of A at \`f\`
          (call super.f)
          super.g`,
    },
  ]);
});

describe('Ranges of Python statements', () => {
  table(printRanges, [
    {
      title: 'without line break and comment',
      source: 'x = 1  # one\n\n# two\ny = f(\n    2,\n)  # three\n',
      tree: `
        assign \`x = 1\`
        assign \`y = f(…\``,
    },
    {
      title: 'several on a line, each with its semicolon',
      source: `
        a = 1; b = 2 ; c()
        if d: e(); f();`,
      tree: `
        assign \`a = 1;\`
        assign \`b = 2 ;\`
        expression \`c()\`
        if \`if d: e(); f();\`
        expression \`e();\`
        expression \`f();\``,
    },
    {
      title: 'a decorator belongs to the function and to the class',
      source: '@a\n@b(1)\ndef f():\n    pass\n\n@c\nclass D:\n    pass\n',
      tree: `
        function \`@a…\`
        class \`@c…\`
        none \`pass\``,
    },
    {
      title: 'of a block that ends with a comment',
      source: 'def f():\n    a()\n    # end\n\nb()',
      tree: `
        function \`def f():…\`
        expression \`b()\`
        expression \`a()\``,
    },
    {
      title: 'an elif begins at its word',
      source: 'if a:\n    b()\nelif c:\n    d()\n',
      tree: `
        if \`if a:…\`
        expression \`b()\`
        if \`elif c:…\`
        expression \`d()\``,
    },
    {
      title: 'after characters beyond the BMP',
      source: `
        a = '😀'; b = '𝒳𝒴'
        c = f('é', "😀", d)  # 😀
        e(c)`,
      tree: `
        assign \`a = '😀';\`
        assign \`b = '𝒳𝒴'\`
        assign \`c = f('é', "😀", d)\`
        expression \`e(c)\``,
    },
    {
      title: 'after a byte order mark',
      source: '\uFEFFa = 1\nb(a)',
      tree: `
        assign \`a = 1\`
        expression \`b(a)\``,
    },
    {
      title: 'with Windows line ends',
      source: 'a = 1\r\nif a:\r\n    b()\r\n',
      tree: `
        assign \`a = 1\`
        if \`if a:…\`
        expression \`b()\``,
    },
    {
      title: 'with line ends of old, where a comment ends as well',
      source: '# one\ra = 1\rif a: # two\r    b()\r',
      tree: `
        assign \`a = 1\`
        if \`if a: # two\r    b()\`
        expression \`b()\``,
    },
  ]);
});
