import { describe } from 'mocha';
import { printExports, printImports } from '../print.ts';
import { table } from './lowering.ts';

describe('Python imports', () => {
  table(printImports, [
    {
      title: 'plain, with an alias, several',
      source: `
        import os
        import boto3 as b, json`,
      tree: `
        import import os {* as os} \`import os\`
        import import boto3 {* as b} \`import boto3 as b, json\`
        import import json {* as json} \`import boto3 as b, json\``,
    },
    {
      title: 'a submodule binds its package and is loaded itself',
      source: 'import a.b.c',
      tree: `
        import import a {* as a} \`import a.b.c\`
        import import a.b.c {} \`import a.b.c\``,
    },
    {
      title: 'a submodule with an alias',
      source: 'import a.b as c',
      tree: 'import import a.b {* as c} `import a.b as c`',
    },
    {
      title: 'names from a module',
      source: `
        from a.b import c, d as e
        from a import (
            f,
            g,
        )`,
      tree: `
        import from a.b {c as c, d as e} \`from a.b import c, d as e\`
        import from a {f as f, g as g} \`from a import (…\``,
    },
    {
      title: 'relative ones',
      source: `
        from . import x
        from .m import y
        from ...p.q import z`,
      tree: `
        import from . {x as x} \`from . import x\`
        import from .m {y as y} \`from .m import y\`
        import from ...p.q {z as z} \`from ...p.q import z\``,
    },
    {
      title: 'all names',
      source: 'from .m import *',
      tree: 'import from .m {* as *?} `from .m import *`',
    },
    {
      title: 'from the future',
      source: 'from __future__ import annotations',
      tree: 'import from __future__ {annotations as annotations} `from __future__ import annotations`',
    },
    {
      title: 'in functions, conditions and classes',
      source: `
        try:
            import a
        except ImportError:
            import b as a
        def f():
            import c
            class D:
                from e import g`,
      tree: `
        import import a {* as a} \`import a\`
        import import b {* as a} \`import b as a\`
        import import c @1 {* as c} \`import c\`
        import from e @1 {g as g} \`from e import g\``,
    },
    {
      title: 'those for types alone',
      source: `
        import typing
        from typing import TYPE_CHECKING
        if TYPE_CHECKING:
            from a import B
        else:
            from a import C
        if typing.TYPE_CHECKING:
            import d`,
      tree: `
        import import typing {* as typing} \`import typing\`
        import from typing {TYPE_CHECKING as TYPE_CHECKING} \`from typing import TYPE_CHECKING\`
        import from a typeOnly {B as B} \`from a import B\`
        import from a {C as C} \`from a import C\`
        import import d typeOnly {* as d} \`import d\``,
    },
    {
      title: 'what is half typed',
      source: 'import \nfrom x\nfrom . import\nfrom y import \nimport z.',
      tree: 'import import z {* as z} `import z.`',
    },
  ]);
});

describe('Exports of Python modules', () => {
  table(printExports, [
    {
      title: 'functions, classes and variables',
      source: `
        def f(): pass
        class A: pass
        x = g()
        x = h()
        if x:
            y = 1`,
      tree: `
        export f = f
        export A = A
        export x = (call h?)
        export y = 1`,
    },
    {
      title: 'imported names',
      source: `
        import os
        import a.b
        import a.c as d
        from .m import e as g
        from .n import *`,
      tree: `
        export os from os#*
        export a from a#*
        export d from a.c#*
        export g from .m#e
        export * from .n#*`,
    },
    {
      title: 'parts of a tuple that is written out',
      source: `
        a, b = f(), g()
        c, d = h()`,
      tree: `
        export a = (call f?)
        export b = (call g?)
        export c
        export d`,
    },
    {
      title: 'an import with a substitute',
      source: `
        try:
            from a import X
        except ImportError:
            X = None`,
      tree: 'export X = null from a#X',
    },
    {
      title: 'a function that is wrapped afterwards',
      source: `
        def f(): pass
        f = wrap(f)`,
      tree: 'export f = (call wrap? f)',
    },
    {
      title: 'not what functions and comprehensions bind',
      source: `
        def f():
            x = 1
        [y for y in z]`,
      tree: 'export f = f',
    },
    {
      title: 'what only functions assign',
      source: `
        def f():
            global x
            x = 1`,
      tree: `
        export x
        export f = f`,
    },
  ]);
});
