import { describe } from 'mocha';
import { printScopes } from '../print.ts';
import { table } from './lowering.ts';

describe('Python scopes', () => {
  table(printScopes, [
    {
      title: 'a name that is assigned anywhere in a function is its own everywhere in it',
      source: `
        x = 1
        def f():
            print(x)
            x = 2
        def g():
            return x`,
      tree: `
        variable x@0 1w 1r \`x\` = 1
        function f@0 1w 0r \`f\` = function#1
        function g@0 1w 0r \`g\` = function#2
        variable x@1 1w 1r \`x\` = 2
        unresolved print`,
    },
    {
      title: 'a module-level name can be read before it is assigned',
      source: `
        def f():
            return client
        client = make()`,
      tree: `
        function f@0 1w 0r \`f\` = function#1
        variable client@0 1w 1r \`client\` = (call make?)
        unresolved make`,
    },
    {
      title: 'global',
      source: `
        x = 1
        def f():
            global x, y
            x = 2
            y = x
        def g():
            return y`,
      tree: `
        variable x@0 2w 1r \`x\` = 1; \`x\` = 2 by 1
        function f@0 1w 0r \`f\` = function#1
        function g@0 1w 0r \`g\` = function#2
        variable y@0 1w 1r \`y\` = x by 1`,
    },
    {
      title: 'global in an inner function goes past the outer one',
      source: `
        x = 1
        def f():
            x = 2
            def g():
                global x
                x = 3`,
      tree: `
        variable x@0 2w 0r \`x\` = 1; \`x\` = 3 by 2
        function f@0 1w 0r \`f\` = function#1
        variable x@1 1w 0r \`x\` = 2
        function g@1 1w 0r \`g\` = function#2`,
    },
    {
      title: 'nonlocal',
      source: `
        x = 1
        def f():
            x = 2
            def g():
                nonlocal x
                x = 3
                return x`,
      tree: `
        variable x@0 1w 0r \`x\` = 1
        function f@0 1w 0r \`f\` = function#1
        variable x@1 2w 1r \`x\` = 2; \`x\` = 3 by 2
        function g@1 1w 0r \`g\` = function#2`,
    },
    {
      title: 'parameters and closures',
      source: `
        def f(a, b=a):
            a = a or 1
            return lambda c: a + b + c`,
      tree: `
        function f@0 1w 0r \`f\` = function#1
        parameter a@1 2w 2r \`a\`; \`a\` = (|| a@1 1)
        parameter b@1 1w 1r \`b\`
        parameter c@2 1w 1r \`c\`
        unresolved a`,
    },
    {
      title: 'a comprehension has its own targets, and its first iterable is outside',
      source: `
        x = []
        y = [x for x in x if x]
        z = {a: b for a, b in x for c in a}`,
      tree: `
        variable x@0 1w 2r \`x\` = []
        variable y@0 1w 0r \`y\` = (comprehension x x x)
        variable z@0 1w 0r \`z\` = (comprehension x a a b)
        variable x@0 1w 2r \`x\` in x
        variable a@0 1w 2r \`a\` in x at 0
        variable b@0 1w 1r \`b\` in x at 1
        variable c@0 1w 0r \`c\` in a`,
    },
    {
      title: 'an assignment expression in a comprehension binds outside of it',
      source: `
        def f():
            [y := g(x) for x in z]
            return y`,
      tree: `
        function f@0 1w 0r \`f\` = function#1
        variable y@1 1w 1r \`y\` = (call g? x@1)
        variable x@1 1w 1r \`x\` in z?
        unresolved z g`,
    },
    {
      title: 'names of a class are seen in its body only',
      source: `
        class A:
            x = 1
            y = x
            z = [x for _ in range(x)]
            def m(self): return x`,
      tree: `
        class A@0 1w 0r \`A\` = class#A
        variable x@0 1w 2r \`x\` = 1
        variable y@0 1w 0r \`y\` = x
        variable z@0 1w 0r \`z\` = (comprehension (call range? x) x?)
        function m@0 1w 0r \`m\` = function#1
        variable _@0 1w 0r \`_\` in (call range? x)
        parameter self@1 1w 0r \`self\`
        unresolved range x`,
    },
    {
      title: 'a class body reads the outer name until it binds its own',
      source: `
        client = 1
        class A:
            client = client
            other = client`,
      tree: `
        variable client@0 1w 1r \`client\` = 1
        class A@0 1w 0r \`A\` = class#A
        variable client@0 1w 1r \`client\` = client
        variable other@0 1w 0r \`other\` = client`,
    },
    {
      title: 'augmented assignments read and write',
      source: `
        n = 0
        def f():
            global n
            n += 1
        n -= f()`,
      tree: `
        variable n@0 3w 2r \`n\` = 0; \`n\` = 1 by 1; \`n\` = (call f)
        function f@0 1w 1r \`f\` = function#1`,
    },
    {
      title: 'loops, with, except, import and match bind',
      source: `
        def f():
            for a, b in c(): pass
            with d() as e: pass
            try: pass
            except E as g: pass
            import h.i
            match a:
                case [j, {'k': l}]: pass`,
      tree: `
        function f@0 1w 0r \`f\` = function#1
        variable a@1 1w 1r \`a\` in (call c?) at 0
        variable b@1 1w 0r \`b\` in (call c?) at 1
        variable e@1 1w 0r \`e\` = (call d?)
        catch g@1 1w 0r \`g\`
        import h@1 of h#* 1w 0r \`h\`
        variable j@1 1w 0r \`j\` = a@1 at 0
        variable l@1 1w 0r \`l\` = a@1 at 1.k
        unresolved c d E`,
    },
    {
      title: 'functions and classes are bound where they stand',
      source: `
        def f(): pass
        if f:
            def f(): pass
        class A:
            def m(self): return A, m`,
      tree: `
        function f@0 2w 1r \`f\` = function#1; \`f\` = function#2
        class A@0 1w 1r \`A\` = class#A
        function m@0 1w 0r \`m\` = function#3
        parameter self@3 1w 0r \`self\`
        unresolved m`,
    },
    {
      title: 'annotations read, and those alone bind without a value',
      source: `
        def f(a: T, *b: U) -> V:
            x: W
            return x`,
      tree: `
        function f@0 1w 0r \`f\` = function#1
        variable x@1 0w 1r
        parameter a@1 1w 0r \`a\`
        parameter b@1 1w 0r \`b\`
        unresolved T U V W`,
    },
    {
      title: 'del makes a name local',
      source: `
        x = 1
        def f():
            del x`,
      tree: `
        variable x@0 1w 0r \`x\` = 1
        function f@0 1w 0r \`f\` = function#1
        variable x@1 1w 1r \`x\``,
    },
    {
      title: 'destructuring says which part',
      source: `
        a, (b, *c), [d] = f()
        for k, (v, w) in g(): pass`,
      tree: `
        variable a@0 1w 0r \`a\` = (call f?) at 0
        variable b@0 1w 0r \`b\` = (call f?) at 1.0
        variable c@0 1w 0r \`c\` = (call f?) at 1.*
        variable d@0 1w 0r \`d\` = (call f?) at 2.0
        variable k@0 1w 0r \`k\` in (call g?) at 0
        variable v@0 1w 0r \`v\` in (call g?) at 1.0
        variable w@0 1w 0r \`w\` in (call g?) at 1.1
        unresolved f g`,
    },
    {
      title: 'what is not declared',
      source: `
        print(boto3, a.b)
        def f(): return len(x)`,
      tree: `
        function f@0 1w 0r \`f\` = function#1
        unresolved print boto3 a len x`,
    },
  ]);
});
