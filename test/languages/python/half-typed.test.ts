import { describe } from 'mocha';
import { printFunctions, printProblems } from '../print.ts';
import type { Tree } from '../../../src/languages/tree.ts';
import { table } from './lowering.ts';

const printBroken = (tree: Tree): string =>
  [printFunctions(tree), printProblems(tree)].filter((it) => it !== '').join('\n');

describe('Half-typed Python', () => {
  table(printBroken, [
    {
      title: 'a call that is not closed ends with its line',
      source:
        "def handler(event, context):\n    s3 = boto3.client('s3'\n    x = 1\n    return f(x)\n\ndef g():\n    pass",
      tree: `
        function 0 ()
          function 1
          function 2
        function 1 handler (event, context) in 0 at \`handler\`
          s3@1 = (call boto3?.client "s3")
          x@1 = 1
          return (call f? x@1)
        function 2 g () in 0 at \`g\`
          none
        problem Python syntax error: \`(\` is never closed at \`(\``,
    },
    {
      title: 'text that ends in a string',
      source: `
        def handler(event, context):
            s3 = boto3.client('s3`,
      tree: `
        function 0 ()
          function 1
        function 1 handler (event, context) in 0 at \`handler\`
          s3@1 = (call boto3?.client "s3")
        problem Python syntax error: \`(\` is never closed at \`(\``,
    },
    {
      title: 'a member that is still to be chosen',
      source: `
        def handler(event, context):
            s3 = boto3.
            x = 1`,
      tree: `
        function 0 ()
          function 1
        function 1 handler (event, context) in 0 at \`handler\`
          s3@1 = (unknown boto3?)
          x@1 = 1
        problem Python syntax error: something is missing after \`.\` at \`.\``,
    },
    {
      title: 'values that are still to be written',
      source: 'x = \ny = 2\nfor i in \nwith a as \nf(b, c=\nd = e +',
      tree: `
        function 0 ()
          x = (unknown)
          y = 2
          loop (unknown)
          with a? as []
          (call f? b? c=(unknown))
          d = (+ e? (unknown))
        problem Python syntax error: something is missing after \`=\` at \`=\`
        problem Python syntax error: something is missing after \`in\` at \`in\`
        problem Python syntax error: something is missing after \`as\` at \`as\`
        problem Python syntax error: \`(\` is never closed at \`(\`
        problem Python syntax error: something is missing after \`+\` at \`+\``,
    },
    {
      title: 'a head without its colon',
      source: `
        def handler(event, context)
            if x
                y()
            return x`,
      tree: `
        function 0 ()
          function 1
        function 1 handler (event, context) in 0 at \`handler\`
          if x?
            (call y?)
          return x?
        problem Python syntax error: \`:\` is missing at \`\`
        problem Python syntax error: \`:\` is missing at \`\``,
    },
    {
      title: 'a head whose bracket is not closed',
      source: `
        def handler(event, context:
            x = 1
            return x`,
      tree: `
        function 0 ()
          function 1
        function 1 handler (event, context) in 0 at \`handler\`
          x@1 = 1
          return x@1
        problem Python syntax error: \`(\` is never closed at \`(\``,
    },
    {
      title: 'a block that is still to be written',
      source: `
        import boto3
        def handler(event, context):
            if x:
                foo(`,
      tree: `
        function 0 ()
          import boto3
          function 1
        function 1 handler (event, context) in 0 at \`handler\`
          if x?
            (call foo?)
        problem Python syntax error: \`(\` is never closed at \`(\``,
    },
    {
      title: 'a try without its end',
      source: `
        def f():
            try:
                a()
            b()`,
      tree: `
        function 0 ()
          function 1
        function 1 f () in 0 at \`f\`
          try
            (call a?)
          (call b?)`,
    },
    {
      title: 'a bracket too many',
      source: `
        x = f(1))
        y = 1`,
      tree: `
        function 0 ()
          x = (call f? 1)
          y = 1
        problem Python syntax error: unexpected \`)\` at \`)\``,
    },
    {
      title: 'the wrong bracket',
      source: `
        def f():
            return {'a': [1, 2}
        def g(): pass`,
      tree: `
        function 0 ()
          function 1
          function 2
        function 1 f () in 0 at \`f\`
          return {"a": [1 2]}
        function 2 g () in 0 at \`g\`
          none
        problem Python syntax error: \`[\` is never closed at \`[\``,
    },
    {
      title: 'a bracket left open before the one around it',
      source: `
        x = {
            'a': f({
                'b': 1
            }
        }
        y = 1`,
      tree: `
        function 0 ()
          x = {"a": (call f? {"b": 1})}
          y = 1
        problem Python syntax error: \`(\` is never closed at \`(\``,
    },
    {
      title: 'a string without its end',
      source: `
        def f(e):
            x = 'abc
            y('d)
            z(1)`,
      tree: `
        function 0 ()
          function 1
        function 1 f (e) in 0 at \`f\`
          x@1 = "abc"
          (call y? "d")
          (call z? 1)
        problem Python syntax error: this string is never closed at \`'abc\`
        problem Python syntax error: this string is never closed at \`'d\``,
    },
    {
      title: 'an f-string that is left in its hole',
      source: `
        def f(e):
            print(f'a {e')
            g(e)`,
      tree: `
        function 0 ()
          function 1
        function 1 f (e) in 0 at \`f\`
          (call print? (template e@1))
          (call g? e@1)
        problem Python syntax error: \`{\` is never closed at \`'a {e'\``,
    },
    {
      title: 'a docstring that lost a quote',
      source: `
        def f():
            '''doc
            g()
            return 1
        def h():
            '''doc'''
            i()`,
      tree: `
        function 0 ()
          function 1
          function 2
        function 1 f () in 0 at \`f\`
          "doc"
          (call g?)
          return 1
        function 2 h () in 0 at \`h\`
          "doc"
          (call i?)
        problem Python syntax error: this string is never closed at \`'''doc\``,
    },
    {
      title: 'a line that is indented too far',
      source: `
        def f():
            x = 1
                y = 2
            return z`,
      tree: `
        function 0 ()
          function 1
        function 1 f () in 0 at \`f\`
          x@1 = 1
          y@1 = 2
          return z?`,
    },
    {
      title: 'a line without its beginning',
      source: `
        def f():
            )
            g()`,
      tree: `
        function 0 ()
          function 1
        function 1 f () in 0 at \`f\`
          (call g?)
        problem Python syntax error: unexpected \`)\` at \`)\``,
    },
    {
      title: 'words alone',
      source: `
        class
        def
        from x
        x.`,
      tree: 'function 0 ()\n  class \n  function 1\n  none\n  (unknown x?)\nfunction 1 () in 0 at `def`\nproblem Python syntax error: something is missing after `class` at `class`\nproblem Python syntax error: something is missing after `def` at `def`\nproblem Python syntax error: `import` is missing at `from x`\nproblem Python syntax error: something is missing after `.` at `.`',
    },
    {
      title: 'several errors in a line are one problem',
      source: `
        f((((
        x = 1`,
      tree: `
        function 0 ()
          (call f? [])
          x = 1
        problem Python syntax error: \`(\` is never closed at \`(\``,
    },
    {
      title: 'brackets over several lines are no error',
      source: `
        x = f(
            a,
            b=[
                1,
            ],
        )
        y = 1`,
      tree: `
        function 0 ()
          x = (call f? a? b=[1])
          y = 1`,
    },
    {
      title: 'a line that ends with a dot in a text is no error',
      source: `
        def f():
            '''First.
            x = 1
            '''
            # Second =
            y(1)`,
      tree: `
        function 0 ()
          function 1
        function 1 f () in 0 at \`f\`
          "First.\\n    x = 1\\n    "
          (call y? 1)`,
    },
  ]);
});
