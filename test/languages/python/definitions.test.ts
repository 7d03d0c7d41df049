import { describe } from 'mocha';
import { printClasses, printFunctions } from '../print.ts';
import { table } from './lowering.ts';

describe('Python functions', () => {
  table(printFunctions, [
    {
      title: 'parameters of all kinds',
      source: `
        def f(a, b: int, /, c=1, d: str = 'x', *args, e, **kw) -> int:
            return a
        def g(a, *, b): pass`,
      tree: `
        function 0 ()
          function 1
          function 2
        function 1 f (a, b, c=1, d="x", args, e, kw) in 0 at \`f\`
          return a@1
        function 2 g (a, b) in 0 at \`g\`
          none`,
    },
    {
      title: 'nested functions and their surroundings',
      source: `
        def f():
            def g():
                return lambda: 1
            return g`,
      tree: `
        function 0 ()
          function 1
        function 1 f () in 0 at \`f\`
          function 2
          return g@1
        function 2 g () in 1 at \`g\`
          return function#3
        function 3 () in 2 at \`lambda\`
          return 1`,
    },
    {
      title: 'async functions and generators',
      source: `
        async def f(): pass
        def g():
            yield 1
        def h():
            def i(): yield
            return lambda: (yield)`,
      tree: `
        function 0 ()
          function 1
          function 2
          function 3
        function 1 f () async in 0 at \`f\`
          none
        function 2 g () generator in 0 at \`g\`
          (yield 1)
        function 3 h () in 0 at \`h\`
          function 4
          return function#5
        function 4 i () generator in 3 at \`i\`
          (yield)
        function 5 () in 3 at \`lambda\`
          return (yield)`,
    },
    {
      title: 'decorators',
      source: `
        @app.get('/x')
        @lru_cache
        def f(): pass`,
      tree: `
        function 0 ()
          function 1
        function 1 f () in 0 @(call app?.get "/x") @lru_cache? at \`f\`
          none`,
    },
    {
      title: 'methods have the object apart',
      source: `
        class A:
            def m(self, x): return self.x
            @classmethod
            def c(cls, x): return cls
            @staticmethod
            def s(x): return x
            def v(*args): pass
            async def w(this): pass
            def n(): pass`,
      tree: `
        function 0 ()
          class A
        function 1 m (x) self:self in 0 of A at \`m\`
          return self@1.x
        function 2 c (x) self:cls in 0 of A @classmethod? at \`c\`
          return cls@2
        function 3 s (x) in 0 of A @staticmethod? at \`s\`
          return x@3
        function 4 v (args) in 0 of A at \`v\`
          none
        function 5 w () self:this async in 0 of A at \`w\`
          none
        function 6 n () in 0 of A at \`n\`
          none`,
    },
    {
      title: 'a function in a method belongs to no class',
      source: `
        class A:
            def m(self):
                def inner(x): return self
                return inner`,
      tree: `
        function 0 ()
          class A
        function 1 m () self:self in 0 of A at \`m\`
          function 2
          return inner@1
        function 2 inner (x) in 1 at \`inner\`
          return self@1`,
    },
    {
      title: 'a lambda is named after what it is assigned to',
      source: `
        f = lambda: 0
        class A:
            g = lambda self: 1
            def m(self):
                self.h = lambda: 2`,
      tree: `
        function 0 ()
          f = function#1
          class A
        function 1 f () in 0 at \`f\`
          return 0
        function 2 g (self) in 0 at \`g\`
          return 1
        function 3 m () self:self in 0 of A at \`m\`
          self@3.h = function#4
        function 4 h () in 3 at \`h\`
          return 2`,
    },
    {
      title: 'defaults come before the body in order',
      source: `
        def f(a=lambda: 1):
            return lambda: 2`,
      tree: `
        function 0 ()
          function 1
        function 1 f (a=function#2) in 0 at \`f\`
          return function#3
        function 2 () in 0 at \`lambda\`
          return 1
        function 3 () in 1 at \`lambda\`
          return 2`,
    },
  ]);
});

describe('Python classes', () => {
  table(printClasses, [
    {
      title: 'bases, methods, fields',
      source: `
        @d
        class A(B, c.D, metaclass=M):
            '''doc'''
            x = 1
            y: int
            z: int = f()
            p, q = g()
            def m(self): pass
            @property
            def n(self): pass
            @staticmethod
            def s(): pass`,
      tree: `
        class A in 0 (B? c?.D) @d?
          method m: 1
          method n: 2
          method s: 3 static
          field x = 1 static
          field y static
          field z = (call f?) static
          field - = (call g?) static`,
    },
    {
      title: 'what else runs when the class is defined has no name',
      source: `
        class A:
            register()
            if DEBUG:
                x = f()
                def m(self): pass
            else:
                x = g()
            for i in items():
                use(i)
            with lock() as l:
                import os
            try:
                a = 1
            except E:
                a = h()`,
      tree: `
        class A in 0 ()
          method m: 1
          field - = (call register?) static
          field - = DEBUG? static
          field x = (call f?) static
          field x = (call g?) static
          field - = (call items?) static
          field - = (call use? i) static
          field - = (call lock?) static
          field a = 1 static
          field - = E? static
          field a = (call h?) static`,
    },
    {
      title: 'a class in a class and in a function',
      source: `
        class A:
            class B(Base):
                def m(self): pass
        def f():
            class C: pass
            return C`,
      tree: `
        class A in 0 ()
          field B = class#B static
        class B in 0 (Base?)
          method m: 1
        class C in 2 ()`,
    },
  ]);
});
